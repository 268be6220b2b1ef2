// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A linear system in continuous time, run on samples. Its impulse responses
/// are those of the circuit, band-limited by a Kaiser-windowed sinc and sampled
/// exactly: taps where the window reaches, then a recursion by the matrix
/// exponential. So poles keep their place however fast or slow they are,
/// there is no warping, delays are fractions of a sample, and the error is that
/// of the window: below -135 dB up to 0.45 of the rate.
///
/// Allocation in hc_filter_new() only; the rest never blocks. One thread at a
/// time.

#ifndef HOTCOLD_MODEL_FILTER_H
#define HOTCOLD_MODEL_FILTER_H

#include "model/filter_design.h"
#include "model/state_space.h"

#include <stddef.h>

/// Most frames of one call
#define HC_CHUNK 64

/// Opaque
typedef struct HcFilter HcFilter;

/// `system` at `rate` Hz. NULL when out of memory.
HcFilter*
hc_filter_new(const HcStateSpace* system, double rate);

void
hc_filter_free(HcFilter* filter);

/// Run `frames` <= HC_CHUNK frames. `in` holds one array per input (NULL:
/// silent), `out` one per output. The result comes HC_FILTER_LATENCY frames
/// late and does not depend on how a signal is cut into calls.
void
hc_filter_process(HcFilter*            filter,
                  const double* const* in,
                  double* const*       out,
                  size_t               frames);

/// Sum of squares of the impulse response from `input` to `output`: the power
/// of the output for white noise of power one
double
hc_filter_energy(const HcFilter* filter, size_t input, size_t output);

#endif // HOTCOLD_MODEL_FILTER_H
