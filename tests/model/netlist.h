// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A line as a netlist, component by component, solved by ngspice.

#ifndef HOTCOLD_TEST_MODEL_NETLIST_H
#define HOTCOLD_TEST_MODEL_NETLIST_H

#include "response.h"

/// What ngspice says of one unit at `entry`, at each third octave. The test
/// fails if it cannot be run.
void
solve_netlist(const HcCircuit* circuit, HcEntry entry, Response bands[N_BANDS]);

#endif // HOTCOLD_TEST_MODEL_NETLIST_H
