// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes of modelled lines, and what is true of them by their circuit.

#ifndef HOTCOLD_ACCURACY_TAKE_H
#define HOTCOLD_ACCURACY_TAKE_H

#include "model/circuit.h"
#include "model/model.h"

#include <hotcold/analyzer.h>

#include <complex.h>
#include <stdint.h>

/// The conditions of the table: pink noise at -20 dBFS, capture noise at
/// -110 dBFS per leg, mains of 50.03 Hz at -50 dBFS on both legs
HcModelSettings
take_conditions(uint64_t seed);

/// A linear average with a perfect capture pair
HcAnalyzerSettings
take_settings(void);

/// Analyze `seconds` of the line at 48 kHz. Exits on lack of memory.
void
take_run(const HcModelSettings*    line,
         const HcAnalyzerSettings* settings,
         double                    seconds,
         HcAnalysis*               analysis);

/// The same at another rate, in Hz
void
take_run_at(uint32_t                  rate,
            const HcModelSettings*    line,
            const HcAnalyzerSettings* settings,
            double                    seconds,
            HcAnalysis*               analysis);

/// Make the legs differ so that balance is about `balance` dB: by the gain of
/// their drivers, and in part by unequal cables, which depends on frequency
void
take_unbalance(HcModelSettings* line, double balance);

/// Balance of a circuit for pink programme from `low` to `high` Hz, dB
double
truth_balance(const HcCircuit* circuit, double low, double high);

/// Mean of log(-C/H) weighted by pink programme, 20 Hz - 20 kHz: nepers and
/// radian
double complex
truth_log_ratio(const HcCircuit* circuit);

/// Power of the mains lines on m that enter at the ground, 1.0 = 0 dBFS. Odd
/// harmonics fall as 1 / k, even ones are a quarter of that.
double
truth_mains_common(const HcModelSettings* line);

#endif // HOTCOLD_ACCURACY_TAKE_H
