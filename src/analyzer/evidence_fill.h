// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// From averages to what the rules of verdicts look at. Pure; any thread.

#ifndef HOTCOLD_ANALYZER_EVIDENCE_FILL_H
#define HOTCOLD_ANALYZER_EVIDENCE_FILL_H

#include "analyzer/averages.h"
#include "verdict/evidence.h"

#include <hotcold/analyzer.h>

/// Fill in levels and the recent span
void
hc_evidence_fill_last_second(const HcLastSecondAverages* last_second,
                             const HcAnalyzerSettings*   settings,
                             HcEvidence*                 evidence);

/// Fill in the slow span, the delay and the three ranges
void
hc_evidence_fill_slow(const HcSlowAverages*     slow,
                      const HcAnalyzerSettings* settings,
                      HcEvidence*               evidence);

#endif // HOTCOLD_ANALYZER_EVIDENCE_FILL_H
