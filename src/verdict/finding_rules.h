// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What each finding looks at, without memory of what was before. Pure.

#ifndef HOTCOLD_VERDICT_FINDING_RULES_H
#define HOTCOLD_VERDICT_FINDING_RULES_H

#include "verdict/evidence.h"
#include "verdict/judge_state.h"

#include <hotcold/verdict.h>

#include <stdbool.h>

typedef enum {
  HC_SAYS_NOTHING, ///< Cannot be told from this
  HC_SAYS_ON,
  HC_SAYS_OFF
} HcSaying;

/// One finding at one moment
typedef struct {
  const HcEvidence* evidence;
  const HcJudge*    judge;
  bool              is_on; ///< Whether it stands now: borders are lower then
} HcCase;

/// One finding's row
typedef struct {
  /// What this moment says; NULL: a counter decides
  HcSaying (*look)(const HcCase* it);
  /// Write the sentence of evidence into `sentence[HC_SENTENCE_SIZE]`; only
  /// after look() said HC_SAYS_ON
  void (*tell)(const HcCase* it, char* sentence);
  double on_after;  ///< Seconds of evidence before it comes on
  double off_after; ///< Seconds without before it goes
} HcFindingRule;

/// The row of `finding`
const HcFindingRule*
hc_finding_rule(HcFindingId finding);

#endif // HOTCOLD_VERDICT_FINDING_RULES_H
