// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Judges a line over time: turns evidence into a verdict that does not
/// flicker, and findings that come and go only once. Pure: time is what the
/// caller says has passed. The state lives in the caller's memory and needs no
/// undo; one thread at a time, never the audio thread.

#ifndef HOTCOLD_VERDICT_JUDGE_H
#define HOTCOLD_VERDICT_JUDGE_H

#include "verdict/evidence.h"
#include "verdict/judge_state.h"

#include <hotcold/verdict.h>

#include <stdbool.h>

/// Forget everything. `take`: a recording or a take of fixed length, where
/// clipping and not-finite stay to its end; else they fade after 10 s.
void
hc_judge_init(HcJudge* judge, bool take);

/// Weigh `evidence`, `seconds` of audio (>= 0) after the last call, and write
/// what is now held true to `out`. Call about five times per second of audio,
/// in pauses too. The first verdict stands within 1 s of programme and is firm
/// after 3 s; another one takes its place after more than 1 s of programme
/// that speaks for it; pauses change nothing but the age.
void
hc_judge_update(HcJudge*          judge,
                const HcEvidence* evidence,
                double            seconds,
                HcJudgement*      out);

#endif // HOTCOLD_VERDICT_JUDGE_H
