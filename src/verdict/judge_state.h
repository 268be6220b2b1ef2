// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a judge remembers: judge.c keeps it, findings.c turns findings on and
/// off in it, finding_rules.c reads it. One thread at a time.

#ifndef HOTCOLD_VERDICT_JUDGE_STATE_H
#define HOTCOLD_VERDICT_JUDGE_STATE_H

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
  HcVerdict      before;    ///< The verdict given out before that
} HcJudge;

#endif // HOTCOLD_VERDICT_JUDGE_STATE_H
