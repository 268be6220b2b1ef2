// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Judges a line over time: turns evidence into a verdict that does not
/// flicker, and findings that come and go only once. Pure: time is what the
/// caller says has passed. The state lives in the caller's memory and needs no
/// undo; one thread at a time, never the audio thread.

#ifndef HOTCOLD_VERDICT_JUDGE_H
#define HOTCOLD_VERDICT_JUDGE_H

#include "verdict/evidence.h"

#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stdint.h>

/// One finding over time
typedef struct {
  bool     is_on;
  double   asked;   ///< Seconds it has asked to change
  uint64_t counted; ///< Its counter at the last update
  uint64_t cited;   ///< Frames counted since it came on
} HcFindingState;

/// What stands, and what asks to take its place
typedef struct {
  bool      take;         ///< As given to hc_judge_init()
  HcVerdict held;         ///< HC_UNKNOWN before the first programme
  HcVerdict challenger;   ///< What the last evidence spoke for instead
  double    challenged;   ///< Seconds of programme that did so
  double    against;      ///< Seconds of programme against `held`
  HcVerdict former;       ///< What was held longest before; HC_UNKNOWN: nothing
  double    lasted;       ///< Seconds of programme for which it was
  double    firm;         ///< Confidence when last confirmed
  double    confirmed;    ///< Seconds of programme that spoke for `held`
  double    programme;    ///< Seconds of programme seen
  double    quiet;        ///< dBFS of what `held` takes for pick-up, or NAN
  double    loudest;      ///< dBFS of the louder leg, sinking slowly
  double    loudest_diff; ///< dBFS of d, likewise
  double    confirmed_level; ///< greatest dBFS of a leg, `combs` left out, when
                          ///< `held` was confirmed, or NAN: another comb that
                          ///< explains this level takes the verdict back
  unsigned       combs;       ///< That were known then, bits; mains first
  double         combs_asked; ///< Seconds for which others have been known
  bool           lines_new;   ///< Others are known now
  HcFindingState findings[HC_N_FINDINGS];
  HcJudgement    judgement; ///< As given out last
} HcJudge;

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

/// Do two legs with programme of their own speak against another verdict? Hum
/// that sets in looks like that.
bool
hc_judge_may_hear_hum(const HcJudge* judge);

#endif // HOTCOLD_VERDICT_JUDGE_H
