// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes a line as a netlist, component by component, and has ngspice solve
/// it.

#ifndef HOTCOLD_TEST_MODEL_NETLIST_H
#define HOTCOLD_TEST_MODEL_NETLIST_H

#include "response.h"

/// The response to 1 V at `entry` in each third octave, as ngspice computes it.
/// The test fails if ngspice does not run.
void
solve_netlist(const HcCircuit* circuit, HcEntry entry, Response bands[N_BANDS]);

#endif // HOTCOLD_TEST_MODEL_NETLIST_H
