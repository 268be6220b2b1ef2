// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Measures the response of a filter with an impulse.

#ifndef HOTCOLD_TEST_MODEL_RESPONSE_H
#define HOTCOLD_TEST_MODEL_RESPONSE_H

#include "support/circuit_response.h"

#include "model/circuit.h"
#include "model/state_space.h"

#include <complex.h>
#include <stddef.h>

#define PI 3.14159265358979323846

/// Number of third octaves from 20 Hz to 20 kHz
#define N_BANDS 31

/// Exact centre frequency of a third octave in Hz
double
band_hz(size_t band);

/// 20 log10 |x|
double
decibels(double complex x);

/// The impulse responses from `input` to all outputs at `rate` Hz, one after
/// another. Each has `frames` frames, a multiple of 64. The caller frees them.
double*
impulse_responses(const HcStateSpace* system,
                  double              rate,
                  size_t              input,
                  size_t              frames);

/// The response at `hz` that an impulse response means, without the latency of
/// the filter
double complex
transform(const double* impulse, size_t frames, double hz, double rate);

/// Write the response of the time-domain model of `circuit` to 1 V at `entry`,
/// in each band, to `bands`
void
measure_circuit(const HcCircuit* circuit,
                double           rate,
                HcEntry          entry,
                Response         bands[N_BANDS]);

#endif // HOTCOLD_TEST_MODEL_RESPONSE_H
