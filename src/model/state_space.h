// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Linear systems in continuous time: x' = A x + B u, y = C x + D u, where each
/// output y also has a delay of its own. A line is such a system. Pure; any
/// thread.

#ifndef HOTCOLD_MODEL_STATE_SPACE_H
#define HOTCOLD_MODEL_STATE_SPACE_H

#include "model/circuit.h"
#include "model/matrix.h"

#include <stddef.h>

#define HC_MAX_STATES 18
#define HC_MAX_INPUTS 4
#define HC_MAX_OUTPUTS 2

/// A system with `a.order` states. Times are in seconds.
typedef struct {
  size_t   n_inputs;
  size_t   n_outputs;
  HcMatrix a;
  double   b[HC_MAX_STATES][HC_MAX_INPUTS];
  double   c[HC_MAX_OUTPUTS][HC_MAX_STATES];
  double   d[HC_MAX_OUTPUTS][HC_MAX_INPUTS];
  double   delay[HC_MAX_OUTPUTS]; ///< >= 0
} HcStateSpace;

/// The line as a system. Its inputs are those of HcEntry, in this order; its
/// outputs are the capture inputs hot and cold.
HcStateSpace
hc_circuit_state_space(const HcCircuit* circuit);

#endif // HOTCOLD_MODEL_STATE_SPACE_H
