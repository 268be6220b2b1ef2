// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The rules: which verdict the evidence of one moment supports, and how
/// strongly. Earlier evidence is not remembered (see judge.h for that). Pure;
/// any thread.
///
///   verdict            evidence (r on programme, ri on pick-up)
///   balanced           r near -1, balance >= 35 dB or as good as can be seen
///   unequal            antiphase, both legs live, balance below 35 dB
///   impedance-balanced cold has no programme, ri near +1
///   single-ended       cold has no programme and not hot's pick-up; also when
///                      no pick-up stands out; then a reason says so
///   cold-open          cold has no programme, far more pick-up than hot
///   hot-missing        the mirror of these three
///   stereo             both live, not antiphase, r scatters
///   dual-mono          r near +1
///   reversed           as balanced, polarity -1 against a reference
///   unknown            nothing usable; or cold has no programme but pick-up
///                      of its own, and hot's is hidden under programme

#ifndef HOTCOLD_VERDICT_RULES_H
#define HOTCOLD_VERDICT_RULES_H

#include "verdict/evidence.h"

#include <hotcold/verdict.h>

#include <stdbool.h>

/// The verdict that the evidence of one moment supports
typedef struct {
  HcVerdict verdict;          ///< The most probable one; HC_UNKNOWN: none
  bool      is_judged;        ///< There was pick-up to judge by
  double    p[HC_N_VERDICTS]; ///< Probability of each, sum 1
} HcOpinion;

/// Weigh `evidence`
void
hc_rules_weigh(const HcEvidence* evidence, HcOpinion* opinion);

#endif // HOTCOLD_VERDICT_RULES_H
