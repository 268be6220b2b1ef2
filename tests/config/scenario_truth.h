// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a scenario must show, asked of its circuit: the nodal equations, not
/// the analyzer.

#ifndef HOTCOLD_TEST_SCENARIO_TRUTH_H
#define HOTCOLD_TEST_SCENARIO_TRUTH_H

#include "config/scenario.h"
#include "model/model.h"

#include <complex.h>
#include <stdbool.h>

/// TruthPowers of the legs, of d and of m
typedef struct {
  double         hh;
  double         cc;
  double         dd;
  double         mm;
  double complex hc; ///< conj(h) c
} TruthPowers;

/// Of pink noise of power one, 20 Hz - 20 kHz
TruthPowers
truth_programme_of(const HcCircuit* circuit);

/// Of the mains lines, with all their harmonics
TruthPowers
truth_mains_of(const HcModelSettings* model);

/// Of the USB lines from the ground
TruthPowers
truth_usb_of(const HcModelSettings* model);

/// Of a sine at that level
double
truth_power_of(double dbfs);

double
truth_db(double power);

/// Is the verdict true of the programme `p` and the pick-up `i`?
bool
truth_verdict_holds(const HcScenario*  s,
                    const TruthPowers* p,
                    const TruthPowers* i);

/// Is the finding to be expected from circuit and settings? Borders lie well
/// within those of the rules, so that nothing hangs on them.
bool
truth_finding_holds(const HcScenario* s, HcFindingId id);

#endif // HOTCOLD_TEST_SCENARIO_TRUTH_H
