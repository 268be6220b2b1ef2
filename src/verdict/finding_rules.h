// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The rule of each finding. Rules do not remember earlier evidence. Pure; any
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

/// The state of one finding and the evidence of one moment
typedef struct {
  const HcEvidence* evidence;
  const HcJudge*    judge;
  bool              is_on; ///< It is on now: its thresholds are lower then
} HcCase;

/// The rule of one finding
typedef struct {
  /// Does the evidence of this moment support the finding? NULL: a counter
  /// decides.
  HcSaying (*look)(const HcCase* it);
  /// Write the sentence with the evidence into `sentence[HC_SENTENCE_SIZE]`.
  /// Call only after look() returned HC_SAYS_ON.
  void (*describe)(const HcCase* it, char* sentence);
  double on_after;  ///< Seconds of evidence until the finding is on
  double off_after; ///< Seconds without evidence until it is off
} HcFindingRule;

/// The rule of `finding`
const HcFindingRule*
hc_finding_rule(HcFindingId finding);

#endif // HOTCOLD_VERDICT_FINDING_RULES_H
