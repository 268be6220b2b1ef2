// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The rule of each finding, without memory of what was before. Pure; any
/// thread.

#ifndef HOTCOLD_VERDICT_FINDING_RULES_H
#define HOTCOLD_VERDICT_FINDING_RULES_H

#include "verdict/evidence.h"
#include "verdict/judge_state.h"

#include <hotcold/verdict.h>

#include <stdbool.h>

typedef enum {
  HC_SAYS_NOTHING, ///< Not known from this evidence
  HC_SAYS_ON,
  HC_SAYS_OFF
} HcSaying;

/// One finding at one moment
typedef struct {
  const HcEvidence* evidence;
  const HcJudge*    judge;
  bool              is_on; ///< It is on now: its thresholds are lower then
} HcCase;

/// The rule of one finding
typedef struct {
  /// Look at one moment; NULL: a counter decides
  HcSaying (*look)(const HcCase* it);
  /// Write the sentence with the evidence into `sentence[HC_SENTENCE_SIZE]`.
  /// Call only after look() returned HC_SAYS_ON.
  void (*tell)(const HcCase* it, char* sentence);
  double on_after;  ///< Seconds of evidence before it comes on
  double off_after; ///< Seconds without before it goes
} HcFindingRule;

/// The rule of `finding`
const HcFindingRule*
hc_finding_rule(HcFindingId finding);

#endif // HOTCOLD_VERDICT_FINDING_RULES_H
