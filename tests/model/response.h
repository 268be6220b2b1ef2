// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a filter does, found by putting an impulse through it.

#ifndef HOTCOLD_TEST_MODEL_RESPONSE_H
#define HOTCOLD_TEST_MODEL_RESPONSE_H

#include "support/circuit_response.h"

#include "model/circuit.h"
#include "model/state_space.h"

#include <complex.h>
#include <stddef.h>

#define PI 3.14159265358979323846

/// Third octaves 20 Hz - 20 kHz, exact
#define N_BANDS 31

double
band_hz(size_t band);

/// 20 log10 |x|
double
decibels(double complex x);

/// Impulse responses at `rate` Hz of all outputs for `input`, `frames` (a
/// multiple of 64) each, one after another; to be freed
double*
impulse_responses(const HcStateSpace* system,
                  double              rate,
                  size_t              input,
                  size_t              frames);

/// Response at `hz` of one impulse response, the latency of filters taken off
double complex
transform(const double* impulse, size_t frames, double hz, double rate);

/// Response of the time-domain model of `circuit` at each band
void
measure_circuit(const HcCircuit* circuit,
                double           rate,
                HcEntry          entry,
                Response         bands[N_BANDS]);

#endif // HOTCOLD_TEST_MODEL_RESPONSE_H
