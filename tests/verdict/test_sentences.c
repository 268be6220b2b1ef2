// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reasons cite the evidence: every number that is known stands in one of them,
/// rounded rightly and with its unit. Wording is free, so nothing here compares
/// words except units.

#include "support/run.h"
#include "verdict/cites.h"
#include "verdict/lines.h"

#include "verdict/sentences.h"

#include <check.h>

#include <hotcold/reading.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Figures that differ from each other in every digit that is printed, so that
// none can be taken for another
#define RATIO -1.83
#define PHASE 7.4
#define BALANCE 31.6
#define REJECTION 27.3
#define HOT -21.7
#define COLD -24.9

static HcReading
reading_of(const double value, const double below, const double above)
{
  const HcReading reading = {value, value - below, value + above, true, false};
  return reading;
}

/// Every reading known
static HcEvidence
all_known(void)
{
  const Line line             = line_balanced();
  HcEvidence evidence         = line_evidence(&line);
  evidence.slow.ratio         = reading_of(RATIO, 0.2, 0.2);
  evidence.slow.phase         = reading_of(PHASE, 0.2, 0.2);
  evidence.slow.balance       = reading_of(BALANCE, 1.2, 0.9);
  evidence.slow.correlation   = 0.317;
  evidence.slow.coherence     = 0.824;
  evidence.slow.not_antiphase = 0.53;
  evidence.last_second        = evidence.slow;
  evidence.hot                = HOT;
  evidence.cold               = COLD;
  evidence.polarity           = -1;
  evidence.pickup.stands_out  = true;
  evidence.pickup.ratio       = reading_of(-9.6, 1.5, 2.1);
  evidence.pickup.rejection   = reading_of(REJECTION, 0.7, 0.8);
  return evidence;
}

static HcJudgement
reasons_for(const HcVerdict verdict, const HcEvidence* const evidence)
{
  HcJudgement judgement;
  memset(&judgement, 0x7F, sizeof(judgement));
  hc_sentences_reasons(&judgement, verdict, evidence);
  ck_assert_uint_ge(judgement.n_reasons, 1U);
  ck_assert_uint_le(judgement.n_reasons, (size_t)HC_MAX_REASONS);
  for (size_t i = 0; i < judgement.n_reasons; ++i) {
    ck_assert_ptr_nonnull(memchr(judgement.reasons[i], 0, HC_SENTENCE_SIZE));
    ck_assert_uint_gt(strlen(judgement.reasons[i]), 0U);
  }
  return judgement;
}

static bool
are_same(const HcJudgement* const a, const HcJudgement* const b)
{
  bool same = a->n_reasons == b->n_reasons;
  for (size_t i = 0; same && i < a->n_reasons; ++i) {
    same = !strcmp(a->reasons[i], b->reasons[i]);
  }
  return same;
}

static bool
have_interval(const HcJudgement* const judgement, const HcReading* const x)
{
  return any_cites(judgement, x->value, 1, "dB") &&
         any_cites(judgement, x->low, 1, "") &&
         any_cites(judgement, x->high, 1, "");
}

START_TEST(numbers_are_found_as_they_are_rounded)
{
  ck_assert(cites("cold is 1.83 dB below", 1.83, 2, "dB"));
  ck_assert(cites("-20.0 dBFS and 3.1 .. 4.2 dB", 3.14, 1, "dB"));
  ck_assert(!cites("cold is 1.8 dB below", 1.83, 2, "dB"));
  ck_assert(!cites("cold is 1.9 dB below", 1.83, 1, "dB"));
  ck_assert(!cites("21.7 dBFS", -21.7, 1, "dBFS"));
  ck_assert(!cites("21.7 %", 21.7, 1, "dB"));
}
END_TEST

START_TEST(a_line_in_antiphase_tells_ratio_phase_and_balance)
{
  static const HcVerdict verdicts[] = {HC_BALANCED, HC_UNEQUAL, HC_REVERSED};
  const HcEvidence       evidence   = all_known();
  const HcJudgement      now        = reasons_for(verdicts[_i], &evidence);
  ck_assert(any_cites(&now, fabs(RATIO), 2, "dB"));
  ck_assert(any_cites(&now, PHASE, 1, "degree"));
  ck_assert(have_interval(&now, &evidence.slow.balance));
  ck_assert(have_interval(&now, &evidence.pickup.rejection));
  ck_assert(any_cites(&now, -1.0, 0, ""));
}
END_TEST

START_TEST(an_unbounded_balance_tells_its_lower_end_alone)
{
  HcEvidence evidence         = all_known();
  HcReading* balance          = &evidence.slow.balance;
  balance->at_least           = _i == 0;
  balance->high               = HC_UNBOUNDED_DB;
  evidence.last_second        = evidence.slow;
  const HcJudgement judgement = reasons_for(HC_BALANCED, &evidence);
  ck_assert(any_cites(&judgement, balance->low, 1, "dB"));
  ck_assert(!any_cites(&judgement, balance->value, 1, "dB"));
  ck_assert(!any_cites(&judgement, balance->high, 1, "dB"));
}
END_TEST

START_TEST(the_border_of_balance_is_told)
{
  static const double offsets[] = {-5.0, 0.0, 5.0};
  HcJudgement         last      = {.n_reasons = 0};
  for (int i = 0; i < 3; ++i) {
    HcEvidence evidence   = all_known();
    evidence.slow.balance = reading_of(35.2 + offsets[i], 1.1, 1.2);
    evidence.last_second  = evidence.slow;
    HcJudgement now       = reasons_for(HC_BALANCED, &evidence);
    ck_assert(have_interval(&now, &evidence.slow.balance));
    ck_assert(any_cites(&now, 35.0, 0, "dB"));
    ck_assert(!are_same(&now, &last));
    last = now;
  }
}
END_TEST

START_TEST(which_leg_is_weaker_can_be_read)
{
  HcEvidence        evidence = all_known();
  const HcJudgement below    = reasons_for(HC_UNEQUAL, &evidence);
  evidence.slow.ratio        = reading_of(-RATIO, 0.2, 0.2);
  evidence.last_second       = evidence.slow;
  const HcJudgement above    = reasons_for(HC_UNEQUAL, &evidence);
  ck_assert(any_cites(&above, fabs(RATIO), 2, "dB"));
  ck_assert(!are_same(&below, &above));
}
END_TEST

static const HcVerdict on_pickup[] = {HC_IMPEDANCE_BALANCED,
                                      HC_SINGLE_ENDED,
                                      HC_COLD_OPEN,
                                      HC_HOT_MISSING};

static HcEvidence
leg_missing(const HcVerdict verdict)
{
  const double sign     = verdict == HC_HOT_MISSING ? 1.0 : -1.0;
  HcEvidence   evidence = all_known();
  evidence.slow.ratio   = reading_of(sign * 33.0, 2.0, 2.0);
  evidence.last_second  = evidence.slow;
  return evidence;
}

START_TEST(a_missing_leg_tells_levels_and_pickup)
{
  const HcVerdict   verdict  = on_pickup[_i];
  const HcEvidence  evidence = leg_missing(verdict);
  const HcJudgement now      = reasons_for(verdict, &evidence);
  ck_assert(any_cites(&now, 33.0, 0, "dB"));
  ck_assert(any_cites(&now, HOT, 1, "dBFS"));
  ck_assert(any_cites(&now, COLD, 1, "dBFS"));
  ck_assert(any_cites(&now, 9.6, 1, "dB"));
  ck_assert(any_cites(&now, evidence.pickup.ratio.low, 1, "dB"));
  ck_assert(any_cites(&now, evidence.pickup.ratio.high, 1, "dB"));
  ck_assert(have_interval(&now, &evidence.pickup.rejection));
}
END_TEST

START_TEST(a_leg_that_is_silent_tells_a_bound)
{
  // Below 40 dB it may be crosstalk as well: "at least 40 dB"
  const HcVerdict verdict  = on_pickup[_i];
  HcEvidence      evidence = leg_missing(verdict);
  evidence.slow.ratio.value *= 2.0;
  evidence.slow.ratio.low     = fmin(evidence.slow.ratio.value, 30.0);
  evidence.slow.ratio.high    = fmax(evidence.slow.ratio.value, -30.0);
  evidence.last_second        = evidence.slow;
  const HcJudgement judgement = reasons_for(verdict, &evidence);
  ck_assert(any_cites(&judgement, 40.0, 0, "dB"));
  ck_assert(!any_cites(&judgement, 66.0, 0, "dB"));
}
END_TEST

START_TEST(pickup_that_is_not_known_is_told_in_words)
{
  // None, or hidden on one leg: three cases that read differently, and cite
  // nothing
  const HcVerdict verdict    = on_pickup[_i];
  HcEvidence      evidence   = leg_missing(verdict);
  evidence.pickup.ratio      = hc_reading_invalid(HC_LEG_RATIO);
  evidence.pickup.by_cold    = true;
  const HcJudgement of_hot   = reasons_for(verdict, &evidence);
  evidence.pickup.by_cold    = false;
  const HcJudgement of_cold  = reasons_for(verdict, &evidence);
  evidence.pickup.stands_out = false;
  const HcJudgement none     = reasons_for(verdict, &evidence);
  ck_assert(!any_cites(&none, 9.6, 1, "dB"));
  ck_assert(!are_same(&of_hot, &of_cold));
  ck_assert(!are_same(&of_hot, &none));
  ck_assert(!are_same(&of_cold, &none));
}
END_TEST

START_TEST(two_programmes_tell_correlation_and_levels)
{
  const HcEvidence  evidence = all_known();
  const HcJudgement now = reasons_for(_i ? HC_STEREO : HC_DUAL_MONO, &evidence);
  ck_assert(any_cites(&now, 0.317, 3, ""));
  ck_assert(any_cites(&now, 0.824, 3, ""));
  ck_assert(any_cites(&now, 53.0, 0, "%"));
  ck_assert(any_cites(&now, HOT, 1, "dBFS"));
  ck_assert(any_cites(&now, COLD, 1, "dBFS"));
}
END_TEST

START_TEST(nothing_tells_what_was_heard)
{
  HcEvidence evidence;
  hc_evidence_init(&evidence);
  const HcJudgement never  = reasons_for(HC_UNKNOWN, &evidence);
  evidence.hot_level_range = 3.0;
  evidence.hot             = HOT;
  evidence.cold            = (double)NAN;
  evidence.not_finite      = 4711;
  const HcJudgement quiet  = reasons_for(HC_UNKNOWN, &evidence);
  ck_assert(any_cites(&quiet, 4711.0, 0, ""));
  ck_assert(any_cites(&quiet, HOT, 1, "dBFS"));
  ck_assert(any_cites(&quiet, HC_SILENCE_DB, 1, "dBFS"));
  evidence.programme      = true;
  const HcJudgement early = reasons_for(HC_UNKNOWN, &evidence);
  ck_assert(any_cites(&early, HOT, 1, "dBFS"));
  ck_assert(!are_same(&never, &early));
  ck_assert(!are_same(&quiet, &early));
}
END_TEST

START_TEST(a_dead_leg_with_hidden_pickup_tells_how_far_it_is_known)
{
  // Nothing on cold but pick-up, and that of hot anywhere from none to as much
  Line line                   = line_balanced();
  line.cold                   = 0.0;
  HcEvidence evidence         = line_evidence(&line);
  evidence.pickup.stands_out  = true;
  evidence.pickup.by_cold     = true;
  evidence.pickup.other       = 0.7;
  evidence.pickup.other_sigma = 5.0;
  evidence.pickup.ratio       = reading_of(3.1, 17.4, 196.9);
  const HcJudgement bounded   = reasons_for(HC_UNKNOWN, &evidence);
  ck_assert(any_cites(&bounded, evidence.pickup.ratio.low, 1, "dB"));
  ck_assert(any_cites(&bounded, evidence.pickup.ratio.high, 1, "dB"));
  evidence.pickup.ratio     = hc_reading_invalid(HC_LEG_RATIO);
  const HcJudgement unknown = reasons_for(HC_UNKNOWN, &evidence);
  ck_assert(!any_cites(&unknown, -14.3, 1, "dB"));
  ck_assert(!are_same(&bounded, &unknown));
}
END_TEST

START_TEST(lines_of_a_comb_tell_both_modes)
{
  const HcReading loud  = reading_of(-41.3, 0.4, 0.4);
  const HcReading soft  = reading_of(-77.8, 0.4, 0.4);
  const HcReading bound = {-97.6, HC_SILENCE_DB, -93.2, true, false};
  const HcReading none  = hc_reading_invalid(HC_HUM_DIFF);
  char            text[4][HC_SENTENCE_SIZE];
  hc_sentence_lines(text[0], "combs", &loud, &soft);
  hc_sentence_lines(text[1], "combs", &loud, &bound);
  hc_sentence_lines(text[2], "combs", &loud, &none);
  hc_sentence_lines(text[3], "combs", &none, &soft);
  for (int i = 0; i < 4; ++i) {
    ck_assert_ptr_nonnull(strstr(text[i], "combs"));
    ck_assert_int_eq(cites(text[i], -41.3, 1, "dBFS"), i != 3);
    ck_assert_int_eq(cites(text[i], -77.8, 1, "dBFS"), i == 0 || i == 3);
    ck_assert_int_eq(cites(text[i], -93.2, 1, "dBFS"), i == 1);
    ck_assert(!cites(text[i], -97.6, 1, "dBFS"));
  }
  // Which mode it is
  hc_sentence_lines(text[0], "combs", &none, &loud);
  ck_assert_str_ne(text[0], text[2]);
}
END_TEST

/// Numbers with as many digits as levels in dB can have
static HcEvidence
longest(void)
{
  const HcReading wide     = {-188.8, -199.9, 199.9, true, false};
  HcEvidence      evidence = all_known();
  evidence.slow.ratio = evidence.slow.phase = evidence.slow.balance = wide;
  evidence.slow.correlation                                         = -0.999;
  evidence.slow.not_antiphase                                       = 1.0;
  evidence.last_second = evidence.slow;
  evidence.hot = evidence.cold = HC_SILENCE_DB;
  evidence.pickup.ratio = evidence.pickup.rejection = wide;
  evidence.not_finite                               = UINT64_MAX;
  return evidence;
}

START_TEST(every_verdict_has_reasons_and_none_is_cut)
{
  HcEvidence evidences[4] = {all_known(), longest(), longest()};
  evidences[2].programme  = false;
  hc_evidence_init(&evidences[3]);
  for (int i = 0; i < 4; ++i) {
    const HcJudgement now = reasons_for((HcVerdict)_i, &evidences[i]);
    for (size_t n = 0; n < now.n_reasons; ++n) {
      ck_assert_uint_lt(strlen(now.reasons[n]), HC_SENTENCE_SIZE - 1U);
    }
  }
}
END_TEST

START_TEST(what_does_not_fit_is_cut)
{
  char text[HC_SENTENCE_SIZE + 1];
  memset(text, 0x7F, sizeof(text));
  hc_sentence(text, "%0*d", 3 * HC_SENTENCE_SIZE, 0);
  ck_assert_uint_eq(strlen(text), HC_SENTENCE_SIZE - 1);
  ck_assert_int_eq(text[HC_SENTENCE_SIZE], 0x7F);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("sentences");
  TCase* const t     = tcase_create("sentences");
  tcase_add_test(t, numbers_are_found_as_they_are_rounded);
  tcase_add_loop_test(
    t, a_line_in_antiphase_tells_ratio_phase_and_balance, 0, 3);
  tcase_add_loop_test(t, an_unbounded_balance_tells_its_lower_end_alone, 0, 2);
  tcase_add_test(t, the_border_of_balance_is_told);
  tcase_add_test(t, which_leg_is_weaker_can_be_read);
  tcase_add_loop_test(t, a_missing_leg_tells_levels_and_pickup, 0, 4);
  tcase_add_loop_test(t, a_leg_that_is_silent_tells_a_bound, 0, 4);
  tcase_add_loop_test(t, pickup_that_is_not_known_is_told_in_words, 0, 4);
  tcase_add_loop_test(t, two_programmes_tell_correlation_and_levels, 0, 2);
  tcase_add_test(t, nothing_tells_what_was_heard);
  tcase_add_test(t, a_dead_leg_with_hidden_pickup_tells_how_far_it_is_known);
  tcase_add_test(t, lines_of_a_comb_tell_both_modes);
  tcase_add_loop_test(
    t, every_verdict_has_reasons_and_none_is_cut, 0, HC_N_VERDICTS);
  tcase_add_test(t, what_does_not_fit_is_cut);
  suite_add_tcase(suite, t);
  return run_suite(suite);
}
