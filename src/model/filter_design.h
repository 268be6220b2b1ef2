// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Computes the coefficients of an HcFilter. Pure; any thread.

#ifndef HOTCOLD_MODEL_FILTER_DESIGN_H
#define HOTCOLD_MODEL_FILTER_DESIGN_H

#include "model/state_space.h"

#include <stdbool.h>
#include <stddef.h>

/// Frames of the window on each side of its middle. Every filter is late by
/// this number of frames.
#define HC_FILTER_LATENCY 48

/// Frames of the whole window
#define HC_N_TAPS (2 * HC_FILTER_LATENCY + 1)

/// The output is y[n] = sum of taps[k] u[n - k] + `exit` x[n]. In each frame
/// the state x advances by `step`, and `entry` times u[n - HC_N_TAPS] is added.
typedef struct {
  size_t n_states;
  size_t n_inputs;
  size_t n_outputs;
  double step[HC_MAX_STATES][HC_MAX_STATES];  ///< exp(A/rate) - I, by columns
  double entry[HC_MAX_INPUTS][HC_MAX_STATES]; ///< State at the window's end
  double exit[HC_MAX_OUTPUTS][HC_MAX_STATES]; ///< C, with the fraction of a
                                              ///< frame in the output's delay
  double taps[HC_MAX_OUTPUTS][HC_MAX_INPUTS][HC_N_TAPS];
  bool   passes[HC_MAX_OUTPUTS][HC_MAX_INPUTS]; ///< Some tap is not zero
  size_t whole_delay[HC_MAX_OUTPUTS];           ///< Whole frames of the delay
} HcFilterDesign;

/// Write the coefficients that run `system` at `rate` Hz to `design`
void
hc_filter_design(HcFilterDesign*     design,
                 const HcStateSpace* system,
                 double              rate);

#endif // HOTCOLD_MODEL_FILTER_DESIGN_H
