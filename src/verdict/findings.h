// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Findings: what else there is to say about a line beside its verdict. A
/// finding is reported after 1 s of evidence and withdrawn 3 s after the
/// evidence ends. While it is reported, its threshold is about 3 dB lower.
/// Pure; one thread.

#ifndef HOTCOLD_VERDICT_FINDINGS_H
#define HOTCOLD_VERDICT_FINDINGS_H

#include "verdict/evidence.h"
#include "verdict/judge_state.h"

/// Update the findings in `judge->judgement` with `evidence`, `seconds` >= 0
/// after the last call
void
hc_findings_update(HcJudge* judge, const HcEvidence* evidence, double seconds);

#endif // HOTCOLD_VERDICT_FINDINGS_H
