// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a scenario must show, computed from the nodal equations of its circuit,
/// without the analyzer.

#ifndef HOTCOLD_TEST_SCENARIO_TRUTH_H
#define HOTCOLD_TEST_SCENARIO_TRUTH_H

#include "config/scenario.h"
#include "model/model.h"

#include <complex.h>
#include <stdbool.h>

/// Powers of the legs, of d and of m
typedef struct {
  double         hh;
  double         cc;
  double         dd;
  double         mm;
  double complex hc; ///< conj(h) c
} TruthPowers;

/// Powers for a programme of pink noise with power 1, from 20 Hz to 20 kHz
TruthPowers
truth_programme_of(const HcCircuit* circuit);

/// Powers of the mains hum with all its harmonics
TruthPowers
truth_mains_of(const HcModelSettings* model);

/// Powers of the USB noise between the grounds
TruthPowers
truth_usb_of(const HcModelSettings* model);

/// Power for a level in dBFS; 1 is a sine at full scale
double
truth_power_of(double dbfs);

/// Level in dB for a power
double
truth_db(double power);

/// True if the expected verdict of `s` is right for the programme `p` and the
/// pick-up `i`
bool
truth_verdict_holds(const HcScenario*  s,
                    const TruthPowers* p,
                    const TruthPowers* i);

/// True if the finding must come with the circuit and settings of `s`. Every
/// threshold here is stricter than that of the program, so that no result
/// depends on its exact value.
bool
truth_finding_holds(const HcScenario* s, HcFindingId id);

#endif // HOTCOLD_TEST_SCENARIO_TRUTH_H
