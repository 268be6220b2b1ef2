// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a circuit of src/model does at one frequency: truth for tests, from the
/// same elements, but not by the state equations that the program runs.

#ifndef HOTCOLD_TEST_CIRCUIT_RESPONSE_H
#define HOTCOLD_TEST_CIRCUIT_RESPONSE_H

#include "model/circuit.h"

#include <complex.h>

/// What both legs have at one frequency
typedef struct {
  double complex leg[HC_N_LEGS];
} Response;

/// What capture reads of one unit at `entry`, at `hz` > 0: modified nodal
/// analysis, four nodes, Gaussian elimination. Capture's gain, delay and
/// high-pass are included; converters and their filters are not.
Response
circuit_response(const HcCircuit* circuit, HcEntry entry, double hz);

/// d = h - c and m = (h + c)/2 of a response
double complex
response_diff(Response legs);

double complex
response_common(Response legs);

/// Output signal balance of the programme at `hz`, dB: 20 log10 |d/m| of a
/// line whose contents come from x alone (ITU-T O.9 form)
double
circuit_balance(const HcCircuit* circuit, double hz);

/// Rejection of what enters at `entry`, dB: 20 log10 |m/d|
double
circuit_rejection(const HcCircuit* circuit, HcEntry entry, double hz);

#endif // HOTCOLD_TEST_CIRCUIT_RESPONSE_H
