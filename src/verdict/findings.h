// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Findings: what else is to be said of a line besides its verdict. Each comes
/// on after 1 s of evidence and goes after 3 s without, with 3 dB or the like
/// between the two borders. Pure.

#ifndef HOTCOLD_VERDICT_FINDINGS_H
#define HOTCOLD_VERDICT_FINDINGS_H

#include "verdict/evidence.h"
#include "verdict/judge_state.h"

/// Let `evidence`, `seconds` >= 0 after the last, turn the findings in
/// `judge->judgement` on and off
void
hc_findings_update(HcJudge* judge, const HcEvidence* evidence, double seconds);

#endif // HOTCOLD_VERDICT_FINDINGS_H
