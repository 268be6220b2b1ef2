// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs a linear system in continuous time on samples. Each impulse response of
/// the system is band-limited by a Kaiser-windowed sinc and then sampled. The
/// part inside the window is a row of taps; the rest is a recursion with the
/// matrix exponential. Therefore poles are exact, however fast or slow they
/// are; frequencies are not warped; and delays may be fractions of a sample.
/// The error is that of the window: below -135 dB up to 0.45 of the rate.
///
/// Only hc_filter_new() allocates; the other functions never block. One thread
/// at a time.

#ifndef HOTCOLD_MODEL_FILTER_H
#define HOTCOLD_MODEL_FILTER_H

#include "model/filter_design.h"
#include "model/state_space.h"

#include <stddef.h>

/// Greatest number of frames in one call
#define HC_CHUNK 64

/// A running filter with its state; opaque
typedef struct HcFilter HcFilter;

/// A filter that runs `system` at `rate` Hz, from rest. Returns NULL when out
/// of memory. The caller owns the filter; `system` is not needed afterwards.
HcFilter*
hc_filter_new(const HcStateSpace* system, double rate);

/// Free the filter; NULL is allowed
void
hc_filter_free(HcFilter* filter);

/// Run `frames` <= HC_CHUNK frames. `in` has one array per input, of `frames`
/// values; NULL means a silent input. `out` has one array per output. The
/// output is HC_FILTER_LATENCY frames late. It does not depend on how many
/// frames each call has.
void
hc_filter_process(HcFilter*            filter,
                  const double* const* in,
                  double* const*       out,
                  size_t               frames);

/// Sum of the squares of the impulse response from `input` to `output`. This is
/// the power of the output when the input is white noise with power 1.
double
hc_filter_energy(const HcFilter* filter, size_t input, size_t output);

#endif // HOTCOLD_MODEL_FILTER_H
