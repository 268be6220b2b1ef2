// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes of modelled lines, and their true values, computed from the circuit.

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

/// Settings for a linear average and a perfect capture pair
HcAnalyzerSettings
take_settings(void);

/// Analyze `seconds` of `line` at 48 kHz, and write the result to `analysis`.
/// Exits when out of memory.
void
take_run(const HcModelSettings*    line,
         const HcAnalyzerSettings* settings,
         double                    seconds,
         HcAnalysis*               analysis);

/// The same at another sample rate in Hz
void
take_run_at(uint32_t                  rate,
            const HcModelSettings*    line,
            const HcAnalyzerSettings* settings,
            double                    seconds,
            HcAnalysis*               analysis);

/// Make the legs unequal, so that the balance is about `balance` dB. Most of it
/// comes from unequal gains of the drivers, a part from unequal cables, which
/// depends on the frequency.
void
take_unbalance(HcModelSettings* line, double balance);

/// Balance of a circuit in dB, for a pink programme from `low` to `high` Hz
double
truth_balance(const HcCircuit* circuit, double low, double high);

/// Mean of log(-C/H), weighted by a pink programme from 20 Hz to 20 kHz. The
/// real part is in nepers, the imaginary part in radian.
double complex
truth_log_ratio(const HcCircuit* circuit);

/// Power on m of the mains hum between the grounds; 1.0 = 0 dBFS. Amplitudes
/// fall as 1 / k; those of even harmonics are a quarter of that.
double
truth_mains_common(const HcModelSettings* line);

#endif // HOTCOLD_ACCURACY_TAKE_H
