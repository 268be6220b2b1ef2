// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Judges a line over time: turns evidence into a verdict and findings that do
/// not flicker. Pure: the caller says how much time has passed. The state is in
/// the memory of the caller, and nothing has to be freed. One thread at a time,
/// never the audio thread.

#ifndef HOTCOLD_VERDICT_JUDGE_H
#define HOTCOLD_VERDICT_JUDGE_H

#include "verdict/evidence.h"
#include "verdict/judge_state.h"

#include <hotcold/verdict.h>

#include <stdbool.h>

/// Forget everything. `take`: a recording or a take of fixed length, in which
/// clipping and not-finite are reported to its end; else they are withdrawn
/// after 10 s.
void
hc_judge_init(HcJudge* judge, bool take);

/// Weigh `evidence`, `seconds` of audio (>= 0) after the last call, and write
/// the judgement to `out`. Call it about five times per second of audio, in
/// pauses too. The first verdict comes within 1 s of programme and is firm
/// after 3 s. Another verdict replaces it after more than 1 s of programme that
/// supports it. Pauses change nothing but the age.
void
hc_judge_update(HcJudge*          judge,
                const HcEvidence* evidence,
                double            seconds,
                HcJudgement*      out);

#endif // HOTCOLD_VERDICT_JUDGE_H
