// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The coefficients of a filter. Pure; any thread.

#ifndef HOTCOLD_MODEL_FILTER_DESIGN_H
#define HOTCOLD_MODEL_FILTER_DESIGN_H

#include "model/state_space.h"

#include <stdbool.h>
#include <stddef.h>

/// Frames that the window reaches to either side: the latency of every filter
#define HC_FILTER_LATENCY 48

/// Frames in reach of the window
#define HC_N_TAPS (2 * HC_FILTER_LATENCY + 1)

/// y[n] = sum over taps of u[n - k], and `exit` times a state that takes in
/// u[n - HC_N_TAPS] by `entry`
typedef struct {
  size_t n_states;
  size_t n_inputs;
  size_t n_outputs;
  double step[HC_MAX_STATES][HC_MAX_STATES];  ///< exp(A/rate) - I, by columns
  double entry[HC_MAX_INPUTS][HC_MAX_STATES]; ///< State as the window ends
  double exit[HC_MAX_OUTPUTS][HC_MAX_STATES]; ///< C, at the output's own delay
  double taps[HC_MAX_OUTPUTS][HC_MAX_INPUTS][HC_N_TAPS];
  bool   passes[HC_MAX_OUTPUTS][HC_MAX_INPUTS]; ///< Not all taps are zero
  size_t whole_delay[HC_MAX_OUTPUTS];           ///< Frames
} HcFilterDesign;

/// Compute the coefficients of `system` at `rate` Hz
void
hc_filter_design(HcFilterDesign*     design,
                 const HcStateSpace* system,
                 double              rate);

#endif // HOTCOLD_MODEL_FILTER_DESIGN_H
