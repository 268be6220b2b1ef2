// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// From averages to what the rules of verdicts look at. Pure; any thread.

#ifndef HOTCOLD_ANALYZER_GATHER_H
#define HOTCOLD_ANALYZER_GATHER_H

#include "analyzer/averages.h"
#include "verdict/evidence.h"

#include <hotcold/analyzer.h>

/// Fill in levels and the recent span
void
hc_gather_recent(const HcRecentAverages*   recent,
                 const HcAnalyzerSettings* settings,
                 HcEvidence*               evidence);

/// Fill in the slow span, the delay and the three ranges
void
hc_gather_slow(const HcSlowAverages*     slow,
               const HcAnalyzerSettings* settings,
               HcEvidence*               evidence);

#endif // HOTCOLD_ANALYZER_GATHER_H
