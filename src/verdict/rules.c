// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/rules.h"

#include "verdict/line_probabilities.h"

#include <stddef.h>

typedef enum {
  ANY, // Does not matter
  YES,
  NO
} Wanted;

typedef struct {
  HcVerdict verdict;
  Wanted    wanted[HC_N_PROPERTIES]; // In the order of HcLineProperty
} Rule;

// clang-format off
// The rows divide all cases among them, so that probabilities sum to one
static const Rule rules[] = {
  //                      live      anti- same  sym-  in-   pick-up
  //                      hot  cold phase pol.  metr. vert. alike more
  {HC_BALANCED,          {YES, YES, YES,  ANY,  YES,  NO,   ANY,  ANY}},
  {HC_REVERSED,          {YES, YES, YES,  ANY,  YES,  YES,  ANY,  ANY}},
  {HC_UNEQUAL,           {YES, YES, YES,  ANY,  NO,   ANY,  ANY,  ANY}},
  {HC_DUAL_MONO,         {YES, YES, NO,   YES,  ANY,  ANY,  ANY,  ANY}},
  {HC_STEREO,            {YES, YES, NO,   NO,   ANY,  ANY,  ANY,  ANY}},
  {HC_IMPEDANCE_BALANCED,{YES, NO,  ANY,  ANY,  ANY,  ANY,  YES,  ANY}},
  {HC_COLD_OPEN,         {YES, NO,  ANY,  ANY,  ANY,  ANY,  NO,   YES}},
  {HC_SINGLE_ENDED,      {YES, NO,  ANY,  ANY,  ANY,  ANY,  NO,   NO}},
  {HC_HOT_MISSING,       {NO,  YES, ANY,  ANY,  ANY,  ANY,  ANY,  ANY}},
  {HC_UNKNOWN,           {NO,  NO,  ANY,  ANY,  ANY,  ANY,  ANY,  ANY}},
};
// clang-format on

// Two rows may share a borderline case equally. If three do, none is claimed.
#define CLAIM_FROM 0.4

static const size_t n_rules = sizeof(rules) / sizeof(rules[0]);

/// True for a verdict that depends on pick-up, if pick-up does not decide yet
static bool
is_open_question(const HcVerdict verdict, const HcLineProbabilities* const line)
{
  return !line->pickup_decides &&
         (verdict == HC_IMPEDANCE_BALANCED || verdict == HC_COLD_OPEN ||
          verdict == HC_SINGLE_ENDED);
}

static double
probability(const Rule* const rule, const HcLineProbabilities* const line)
{
  double p = 1.0;
  for (int i = 0; i < HC_N_PROPERTIES; ++i) {
    const double yes = line->p[i];
    p *= rule->wanted[i] == YES ? yes : rule->wanted[i] == NO ? 1.0 - yes : 1.0;
  }
  return p;
}

void
hc_rules_weigh(const HcEvidence* const evidence, HcOpinion* const opinion)
{
  const HcOpinion     nothing = {HC_UNKNOWN, false, {[HC_UNKNOWN] = 1.0}};
  HcLineProbabilities line;
  hc_line_probabilities_weigh(evidence, &line);
  *opinion = nothing;
  if (!line.usable) {
    return;
  }

  opinion->is_judged     = line.pickup_known;
  opinion->p[HC_UNKNOWN] = 0.0;
  for (size_t i = 0; i < n_rules; ++i) {
    const HcVerdict verdict = rules[i].verdict;
    opinion->p[verdict]     = probability(&rules[i], &line);
    if (opinion->p[verdict] > opinion->p[opinion->verdict]) {
      opinion->verdict = verdict;
    }
  }
  if (opinion->p[opinion->verdict] < CLAIM_FROM ||
      is_open_question(opinion->verdict, &line)) {
    opinion->verdict = HC_UNKNOWN;
  }
}
