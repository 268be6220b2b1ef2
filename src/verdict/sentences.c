// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/sentences.h"

#include "verdict/line_probabilities.h"
#include "schema/definitions.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

void
hc_sentence(char* const sentence, const char* const format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(sentence, HC_SENTENCE_SIZE, format, arguments);
  va_end(arguments);
}

static char*
next(HcJudgement* const judgement)
{
  return judgement->reasons[judgement->n_reasons++];
}

/// Replaces a level that cannot be printed by silence
static double
level(const double dbfs)
{
  return isfinite(dbfs) ? dbfs : HC_SILENCE_DB;
}

/// Write "52.0 dB (51.9 .. 52.1)", or "at least 51.9 dB" without an upper bound
static void
describe_decibels(char* const text, const size_t size, const HcReading* const x)
{
  if (x->at_least || x->high >= HC_UNBOUNDED_DB) {
    snprintf(text, size, "at least %.1f dB", x->low);
  } else {
    snprintf(text, size, "%.1f dB (%.1f .. %.1f)", x->value, x->low, x->high);
  }
}

/// Level and phase of cold relative to hot
static void
describe_legs(HcJudgement* const judgement, const HcEvidence* const evidence)
{
  const HcLegsEvidence* const legs = hc_evidence_legs(evidence);
  if (hc_evidence_known(&legs->ratio) && hc_evidence_known(&legs->phase)) {
    hc_sentence(next(judgement),
                "cold is %.2f dB %s hot, phase %.1f degree from antiphase",
                fabs(legs->ratio.value),
                legs->ratio.value > 0.0 ? "above" : "below",
                fabs(legs->phase.value));
  }
}

static void
describe_balance(HcJudgement* const judgement, const HcEvidence* const evidence)
{
  const HcReading* const balance = hc_evidence_balance(evidence);
  const double           border  = HC_BALANCED_FROM;
  char                   text[80];
  if (!hc_evidence_known(balance)) {
    return;
  }
  describe_decibels(text, sizeof(text), balance);
  if (balance->at_least && balance->low < border) {
    hc_sentence(next(judgement),
                "balance is %s, the most that these inputs can show",
                text);
  } else if (balance->low < border && balance->high > border) {
    hc_sentence(next(judgement),
                "balance is %s: it may be above or below %.0f dB",
                text,
                border);
  } else {
    hc_sentence(next(judgement),
                "balance is %s; %.0f dB or more counts as balanced",
                text,
                border);
  }
}

static void
describe_correlation(HcJudgement* const      judgement,
                     const HcEvidence* const evidence)
{
  const HcLegsEvidence* const legs = hc_evidence_legs(evidence);
  hc_sentence(next(judgement),
              "the correlation of hot and cold is %.3f and their coherence "
              "%.3f; a balanced line has -1 and 1",
              legs->correlation,
              legs->coherence);
  if (legs->not_antiphase >= 0.0 && legs->not_antiphase <= 1.0) {
    hc_sentence(next(judgement),
                "%.0f %% of the sound, over time and frequency, is not in "
                "opposite phase on hot and cold",
                100.0 * legs->not_antiphase);
  }
}

static void
describe_levels(HcJudgement* const judgement, const HcEvidence* const evidence)
{
  hc_sentence(next(judgement),
              "apart from hum and USB noise, hot had %.1f dBFS and cold %.1f "
              "dBFS in the last second",
              level(evidence->hot),
              level(evidence->cold));
}

/// The level of the programme on the silent leg; `sign` +1: cold, -1: hot
static void
describe_missing(HcJudgement* const      judgement,
                 const HcEvidence* const evidence,
                 const double            sign)
{
  const HcReading* const ratio  = &hc_evidence_legs(evidence)->ratio;
  const char* const      silent = sign > 0.0 ? "cold" : "hot";
  if (hc_evidence_known(ratio)) {
    const double down = -sign * ratio->value;
    hc_sentence(next(judgement),
                "%s carries no programme: its level is %s%.0f dB below %s",
                silent,
                down >= HC_DRIVEN_RANGE ? "at least " : "",
                fmin(down, HC_DRIVEN_RANGE),
                sign > 0.0 ? "hot" : "cold");
  }
  describe_levels(judgement, evidence);
}

static void
describe_rejection(HcJudgement* const      judgement,
                   const HcEvidence* const evidence)
{
  const HcReading* const rejection = &evidence->pickup.rejection;
  char                   text[80];
  if (hc_evidence_known(rejection)) {
    describe_decibels(text, sizeof(text), rejection);
    hc_sentence(next(judgement), "pick-up is rejected by %s", text);
  }
}

/// The pick-up of the legs; `sign` +1: cold is the silent leg, -1: hot is
static void
describe_pickup(HcJudgement* const      judgement,
                const HcEvidence* const evidence,
                const double            sign)
{
  const HcReading* const ratio  = &evidence->pickup.ratio;
  const char* const      silent = sign > 0.0 ? "cold" : "hot";
  const char* const      driven = sign > 0.0 ? "hot" : "cold";
  const double           more   = sign * ratio->value;
  if (!evidence->pickup.stands_out) {
    hc_sentence(next(judgement),
                "no hum or USB noise stands out, so the impedance balance "
                "could not be judged");
    return;
  }
  if (!hc_evidence_known(ratio)) {
    hc_sentence(next(judgement),
                "the programme hides the pick-up of %s: a pause would show it",
                evidence->pickup.by_cold ? "hot" : "cold");
    return;
  }
  hc_sentence(next(judgement),
              "%s picks up %.1f dB %s than %s (cold over hot %.1f .. %.1f dB)",
              silent,
              fabs(more),
              more < 0.0 ? "less" : "more",
              driven,
              ratio->low,
              ratio->high);
  describe_rejection(judgement, evidence);
}

static void
describe_polarity(HcJudgement* const      judgement,
                  const HcEvidence* const evidence)
{
  if (evidence->polarity != 0) {
    hc_sentence(next(judgement),
                "hot - cold has polarity %+d against the reference",
                evidence->polarity > 0 ? 1 : -1);
  }
}

/// True if only the pick-up is missing for a verdict
static bool
is_open_question(const HcEvidence* const evidence)
{
  HcLineProbabilities properties;
  hc_line_probabilities_weigh(evidence, &properties);
  const double dead =
    properties.p[HC_HOT_LIVE] * (1.0 - properties.p[HC_COLD_LIVE]);
  return properties.usable && !properties.pickup_decides && dead > 0.5;
}

static void
describe_open_question(HcJudgement* const      judgement,
                       const HcEvidence* const evidence)
{
  const HcReading* const ratio = &evidence->pickup.ratio;
  describe_missing(judgement, evidence, 1.0);
  if (!evidence->pickup.stands_out) {
    hc_sentence(next(judgement),
                "cold may carry pick-up; a few more seconds are needed to "
                "decide");
  } else if (hc_evidence_known(ratio)) {
    hc_sentence(next(judgement),
                "cold carries pick-up, and the programme hides the pick-up of "
                "hot (cold over hot %.1f .. %.1f dB): wait, or pause the "
                "programme, to see whether cold is open",
                ratio->low,
                ratio->high);
  } else {
    hc_sentence(next(judgement),
                "cold carries pick-up, and the programme hides the pick-up of "
                "hot: wait, or pause the programme, to see whether cold is "
                "open");
  }
}

// True if at least a part of a second was measured. Then the level range is
// known, even for digital silence.
static bool
is_heard(const HcEvidence* const evidence)
{
  return isfinite(evidence->hot_level_range);
}

static void
describe_nothing(HcJudgement* const judgement, const HcEvidence* const evidence)
{
  if (is_open_question(evidence)) {
    describe_open_question(judgement, evidence);
    return;
  }
  if (!evidence->programme && evidence->not_finite) {
    hc_sentence(next(judgement),
                "%llu frames hold NaN or infinity and are left out",
                (unsigned long long)evidence->not_finite);
  }
  if (!is_heard(evidence)) {
    hc_sentence(next(judgement),
                "no sound of 0.2 s without interruption so far");
    return;
  }
  hc_sentence(next(judgement),
              evidence->programme
                ? "too little programme so far: hot %.1f dBFS, cold %.1f dBFS"
                : "no programme: apart from hum and USB noise, hot has %.1f "
                  "dBFS and cold %.1f dBFS",
              level(evidence->hot),
              level(evidence->cold));
}

static void
describe_line(HcJudgement* const judgement, const HcEvidence* const evidence)
{
  describe_legs(judgement, evidence);
  describe_balance(judgement, evidence);
  describe_polarity(judgement, evidence);
  if (hc_evidence_known(&evidence->pickup.ratio)) {
    describe_rejection(judgement, evidence);
  }
}

void
hc_sentence_lines(char* const            sentence,
                  const char* const      what,
                  const HcReading* const common,
                  const HcReading* const diff)
{
  if (hc_evidence_seen(common) && hc_evidence_seen(diff)) {
    hc_sentence(sentence,
                "%s: %.1f dBFS on the common mode, %.1f dBFS on the difference",
                what,
                common->value,
                diff->value);
  } else if (hc_evidence_seen(common) && hc_evidence_known(diff)) {
    hc_sentence(sentence,
                "%s: %.1f dBFS on the common mode; hidden by programme on "
                "the difference, %.1f dBFS or less",
                what,
                common->value,
                diff->high);
  } else {
    const bool is_common = hc_evidence_seen(common);
    hc_sentence(sentence,
                "%s: %.1f dBFS on the %s, nothing visible on the %s",
                what,
                is_common ? common->value : diff->value,
                is_common ? "common mode" : "difference",
                is_common ? "difference" : "common mode");
  }
}

void
hc_sentences_reasons(HcJudgement* const      judgement,
                     const HcVerdict         verdict,
                     const HcEvidence* const evidence)
{
  judgement->n_reasons = 0;
  switch (verdict) {
  case HC_BALANCED:
  case HC_REVERSED:
  case HC_UNEQUAL:
    describe_line(judgement, evidence);
    break;
  case HC_IMPEDANCE_BALANCED:
  case HC_SINGLE_ENDED:
  case HC_COLD_OPEN:
    describe_missing(judgement, evidence, 1.0);
    describe_pickup(judgement, evidence, 1.0);
    break;
  case HC_HOT_MISSING:
    describe_missing(judgement, evidence, -1.0);
    describe_pickup(judgement, evidence, -1.0);
    break;
  case HC_STEREO:
  case HC_DUAL_MONO:
    describe_correlation(judgement, evidence);
    describe_levels(judgement, evidence);
    break;
  case HC_UNKNOWN:
  case HC_N_VERDICTS:
    break;
  }
  if (!judgement->n_reasons) {
    describe_nothing(judgement, evidence);
  }
}
