// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The state of a judge. judge.c updates it, findings.c turns findings on and
/// off in it, finding_rules.c reads it. One thread at a time.

#ifndef HOTCOLD_VERDICT_JUDGE_STATE_H
#define HOTCOLD_VERDICT_JUDGE_STATE_H

#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stdint.h>

/// One finding over time
typedef struct {
  bool     is_on;
  double   asked;   ///< Seconds for which evidence has asked for a change
  uint64_t counted; ///< Its counter at the last update
  uint64_t cited;   ///< Frames counted since it came on
} HcFindingState;

/// The verdict that is held, and the one that may replace it
typedef struct {
  bool      take;         ///< As given to hc_judge_init()
  HcVerdict held;         ///< HC_UNKNOWN before the first programme
  HcVerdict challenger;   ///< The other verdict that the last evidence supports
  double    challenged;   ///< Seconds of programme that supported it
  double    against;      ///< Seconds of programme against `held`
  HcVerdict former;       ///< The verdict held longest before; HC_UNKNOWN: none
  double    lasted;       ///< Seconds of programme for which it was held
  double    firm;         ///< Confidence when `held` was last confirmed
  double    confirmed;    ///< Seconds of programme that supported `held`
  double    programme;    ///< Seconds of programme so far
  double    quiet;        ///< dBFS of what is pick-up if `held` is right, or
                          ///< NAN
  double loudest;         ///< Greatest dBFS of a leg, which sinks slowly
  double loudest_diff;    ///< Greatest dBFS of d, in the same way
  double confirmed_level; ///< Greatest dBFS of a leg, `combs` left out, when
                          ///< `held` was confirmed, or NAN. The verdict is
                          ///< withdrawn if another comb explains this level.
  unsigned       combs;   ///< Combs known then, as bits; mains first
  double         combs_asked; ///< Seconds for which other combs have been known
  bool           lines_new;   ///< Other combs are known now
  HcFindingState findings[HC_N_FINDINGS];
  HcJudgement    judgement; ///< The last result
  HcVerdict      before;    ///< The verdict before that
} HcJudge;

#endif // HOTCOLD_VERDICT_JUDGE_STATE_H
