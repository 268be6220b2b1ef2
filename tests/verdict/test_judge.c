// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"
#include "verdict/lines.h"

#include "verdict/judge.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define STEP 0.2 // Seconds between two updates

/// Feed the same evidence for `seconds`
static HcJudgement
judge_for(HcJudge* const          judge,
          const HcEvidence* const evidence,
          const double            seconds)
{
  HcJudgement judgement;
  const int   n = (int)lround(seconds / STEP);
  for (int i = 0; i < n; ++i) {
    hc_judge_update(judge, evidence, STEP, &judgement);
  }
  return judgement;
}

/// Seconds until the verdict is `verdict`, at most 60
static double
seconds_until(HcJudge* const          judge,
              const HcEvidence* const evidence,
              const HcVerdict         verdict)
{
  HcJudgement judgement = {.verdict = HC_N_VERDICTS};
  int         n         = 0;
  while (judgement.verdict != verdict && n < (int)(60.0 / STEP)) {
    hc_judge_update(judge, evidence, STEP, &judgement);
    ++n;
  }
  return n * STEP;
}

static HcEvidence
balanced(void)
{
  const Line line = line_balanced();
  return line_evidence(&line);
}

static HcEvidence
dead_cold(const bool has_pickup, const double pickup_db)
{
  Line line       = line_balanced();
  line.cold       = 0.0;
  line.has_pickup = has_pickup;
  line.pickup     = from_db(pickup_db);
  return line_evidence(&line);
}

static HcEvidence
stereo(void)
{
  Line line    = line_balanced();
  line.cold    = line.hot;
  line.hot_own = line.cold_own = from_db(-20.0);
  return line_evidence(&line);
}

static HcEvidence
mono(void)
{
  Line line = line_balanced();
  line.cold = line.hot;
  return line_evidence(&line);
}

static HcEvidence
silence(void)
{
  Line line = line_balanced();
  line.hot = line.cold = 0.0;
  return line_evidence(&line);
}

START_TEST(the_first_verdict_comes_within_1_s_and_is_firm_after_3_s)
{
  const HcEvidence all[] = {balanced(), stereo(), mono(), dead_cold(true, 0.0)};
  for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); ++i) {
    HcJudge judge;
    hc_judge_init(&judge, false);
    const HcJudgement first = judge_for(&judge, &all[i], 1.0);
    ck_assert_int_ne(first.verdict, HC_UNKNOWN);
    const HcJudgement firm = judge_for(&judge, &all[i], 2.0);
    ck_assert_int_eq(first.verdict, firm.verdict);
    ck_assert_double_gt(firm.confidence, first.confidence);
    const HcJudgement later = judge_for(&judge, &all[i], 60.0);
    ck_assert_double_eq(later.confidence, firm.confidence);
    ck_assert_double_ge(firm.confidence, 0.95);
  }
}
END_TEST

START_TEST(before_programme_it_is_unknown_and_says_why)
{
  HcJudge          judge;
  const HcEvidence quiet = silence();
  hc_judge_init(&judge, false);
  const HcJudgement judgement = judge_for(&judge, &quiet, 100.0);
  ck_assert_int_eq(judgement.verdict, HC_UNKNOWN);
  ck_assert_uint_ge(judgement.n_reasons, 1);
  ck_assert_ptr_nonnull(strstr(judgement.reasons[0], "no programme"));
  ck_assert_str_eq(judgement.advice, hc_verdict_advice(HC_UNKNOWN));
  ck_assert_double_eq(judgement.confidence, 0.0);
}
END_TEST

START_TEST(a_change_needs_more_than_1_s)
{
  const HcEvidence from = balanced();
  const HcEvidence to[] = {stereo(), mono(), dead_cold(true, 0.0)};
  for (size_t i = 0; i < sizeof(to) / sizeof(to[0]); ++i) {
    HcJudge judge;
    hc_judge_init(&judge, false);
    judge_for(&judge, &from, 10.0);
    const HcJudgement still = judge_for(&judge, &to[i], 1.0);
    ck_assert_int_eq(still.verdict, HC_BALANCED);
    ck_assert_double_lt(still.confidence, 0.5);
    const HcJudgement now = judge_for(&judge, &to[i], 1.0);
    ck_assert_int_ne(now.verdict, HC_BALANCED);
    ck_assert_str_eq(now.advice, hc_verdict_advice(now.verdict));
  }
}
END_TEST

START_TEST(half_old_half_new_is_never_told)
{
  HcJudge    judge;
  HcEvidence evidence = balanced();
  hc_judge_init(&judge, false);
  judge_for(&judge, &evidence, 10.0);
  // Cold falls out while the last second still holds some of it
  for (int i = 1; i <= 20; ++i) {
    Line        line = line_balanced();
    HcJudgement judgement;
    line.cold *= fmax(1.0 - (i * STEP), 0.0);
    evidence = line_evidence(&line);
    hc_judge_update(&judge, &evidence, STEP, &judgement);
    ck_assert_int_ne(judgement.verdict, HC_UNEQUAL);
  }
  ck_assert_int_eq(judge.held, HC_SINGLE_ENDED);
}
END_TEST

START_TEST(pauses_change_nothing_but_the_age)
{
  HcJudge          judge;
  const HcEvidence playing = balanced();
  const HcEvidence quiet   = silence();
  hc_judge_init(&judge, false);
  const HcJudgement before = judge_for(&judge, &playing, 10.0);
  const HcJudgement after  = judge_for(&judge, &quiet, 3600.0);
  ck_assert_double_eq(before.age, 0.0);
  ck_assert_double_eq_tol(after.age, 3600.0, 1e-6);
  ck_assert_int_eq(after.verdict, HC_BALANCED);
  ck_assert_double_eq(after.confidence, before.confidence);
  ck_assert_str_eq(after.reasons[0], before.reasons[0]);
  ck_assert_double_eq(judge_for(&judge, &playing, STEP).age, 0.0);
}
END_TEST

START_TEST(a_border_case_does_not_flap)
{
  HcJudge judge;
  hc_judge_init(&judge, false);
  int       changes = 0;
  HcVerdict before  = HC_UNKNOWN;
  for (int i = 0; i < 3000; ++i) {
    Line         line = line_balanced();
    const double t    = from_db(-35.0 + (0.2 * sin(0.3 * i)));
    HcJudgement  judgement;
    line.tolerance            = 0.0;
    line.cold                 = -line.hot * (1.0 - (4.0 * t));
    const HcEvidence evidence = line_evidence(&line);
    hc_judge_update(&judge, &evidence, STEP, &judgement);
    changes += judgement.verdict != before;
    before = judgement.verdict;
  }
  ck_assert_int_le(changes, 2); // The first, and the settling
  ck_assert(before == HC_BALANCED || before == HC_UNEQUAL);
}
END_TEST

START_TEST(what_pickup_told_stays_without_it)
{
  static const HcVerdict told[] = {HC_IMPEDANCE_BALANCED, HC_COLD_OPEN};
  static const double    more[] = {0.0, 30.0};
  for (size_t i = 0; i < 2; ++i) {
    HcJudge          judge;
    const HcEvidence with    = dead_cold(true, more[i]);
    const HcEvidence without = dead_cold(false, 0.0);
    hc_judge_init(&judge, false);
    ck_assert_int_eq(judge_for(&judge, &without, 3.0).verdict, HC_SINGLE_ENDED);
    ck_assert_int_eq(judge_for(&judge, &with, 2.0).verdict, told[i]);
    const HcJudgement later = judge_for(&judge, &without, 600.0);
    ck_assert_int_eq(later.verdict, told[i]);
    ck_assert_double_eq(later.age, 0.0);
    const HcEvidence single = dead_cold(true, -40.0);
    ck_assert_int_eq(judge_for(&judge, &single, 2.0).verdict, HC_SINGLE_ENDED);

    // Where cold's lines were, there is nothing now: a plug went in
    HcEvidence left = without;
    judge_for(&judge, &with, 4.0);
    left.pickup.has_left = true;
    ck_assert_int_eq(judge_for(&judge, &left, 2.0).verdict, HC_SINGLE_ENDED);
  }
}
END_TEST

START_TEST(a_fade_into_pickup_is_no_second_programme)
{
  static const double cold[] = {-1.0, 0.0};
  for (size_t i = 0; i < 2; ++i) {
    HcJudge   judge;
    HcVerdict before = HC_UNKNOWN;
    hc_judge_init(&judge, false);
    for (int n = 0; n < 400; ++n) {
      Line        line = line_balanced();
      HcJudgement judgement;
      line.both = from_db(-55.0);
      line.hot  = from_db(-20.0 - (n < 50 ? 0.0 : 0.3 * (n - 50)));
      line.cold = cold[i] * line.hot;
      const HcEvidence evidence = line_evidence(&line);
      hc_judge_update(&judge, &evidence, STEP, &judgement);
      ck_assert(before == HC_UNKNOWN || judgement.verdict == before);
      before = judgement.verdict;
    }
    ck_assert_int_ne(before, HC_UNKNOWN);
  }
}
END_TEST

START_TEST(stereo_may_be_mono_for_a_while)
{
  HcJudge          judge;
  const HcEvidence two  = stereo();
  const HcEvidence one  = mono();
  const HcEvidence left = dead_cold(false, 0.0);
  hc_judge_init(&judge, false);
  judge_for(&judge, &two, 3.0);
  ck_assert_int_eq(judge_for(&judge, &one, 4.0).verdict, HC_STEREO);
  ck_assert_int_eq(judge_for(&judge, &two, 1.0).verdict, HC_STEREO);
  ck_assert_int_eq(judge_for(&judge, &left, 4.0).verdict, HC_STEREO);
  ck_assert_int_eq(judge_for(&judge, &two, 1.0).verdict, HC_STEREO);
  ck_assert_double_le(seconds_until(&judge, &one, HC_DUAL_MONO), 6.0);
  ck_assert_double_le(seconds_until(&judge, &two, HC_STEREO), 2.0);
}
END_TEST

START_TEST(hum_alone_is_no_programme_once_it_is_known)
{
  HcJudge    judge;
  HcEvidence hum = mono();
  hum.hot = hum.cold = hum.louder = -60.0;
  hc_judge_init(&judge, false);
  ck_assert_int_eq(judge_for(&judge, &hum, 1.6).verdict, HC_DUAL_MONO);

  HcEvidence known = silence();
  known.hum_common = (HcReading){-60.0, -60.1, -59.9, true, false};
  ck_assert_int_eq(judge_for(&judge, &known, 1.0).verdict, HC_UNKNOWN);

  // Louder than the hum: it was programme
  const HcEvidence playing = balanced();
  judge_for(&judge, &playing, 1.6);
  ck_assert_int_eq(judge_for(&judge, &known, 100.0).verdict, HC_BALANCED);
}
END_TEST

START_TEST(hum_on_an_open_leg_is_stereo_only_until_it_is_known)
{
  HcJudge    judge;
  HcEvidence first = stereo();
  HcEvidence known = dead_cold(true, 30.0);
  hc_judge_init(&judge, false);
  ck_assert_int_eq(judge_for(&judge, &first, 1.6).verdict, HC_STEREO);
  known.hum_common = (HcReading){-40.0, -40.1, -39.9, true, false};
  ck_assert_int_eq(judge_for(&judge, &known, 1.4).verdict, HC_COLD_OPEN);
}
END_TEST

START_TEST(several_challengers_in_turn_are_heard)
{
  HcJudge          judge;
  const HcEvidence line = balanced();
  const HcEvidence two  = stereo();
  const HcEvidence one  = mono();
  HcVerdict        held = HC_BALANCED;
  hc_judge_init(&judge, false);
  judge_for(&judge, &line, 10.0);
  for (int i = 0; i < 5; ++i) {
    judge_for(&judge, &two, 0.6);
    held = judge_for(&judge, &one, 0.6).verdict;
  }
  ck_assert_int_ne(held, HC_BALANCED);
}
END_TEST

START_TEST(a_whole_take_may_be_one_update)
{
  HcJudge          judge;
  HcJudgement      judgement;
  const HcEvidence evidence = balanced();
  hc_judge_init(&judge, true);
  hc_judge_update(&judge, &evidence, 10.0, &judgement);
  ck_assert_int_eq(judgement.verdict, HC_BALANCED);
  ck_assert_double_ge(judgement.confidence, 0.95);
}
END_TEST

START_TEST(time_that_is_none_changes_nothing)
{
  static const double none[] = {0.0, -1.0, (double)NAN, -(double)INFINITY};
  const HcEvidence    line   = balanced();
  const HcEvidence    two    = stereo();
  HcJudge             judge;
  HcJudgement         judgement;
  hc_judge_init(&judge, false);
  judge_for(&judge, &line, 3.0);
  for (int i = 0; i < 100; ++i) {
    hc_judge_update(&judge, &two, none[i % 4], &judgement);
    ck_assert_int_eq(judgement.verdict, HC_BALANCED);
  }
  hc_judge_update(&judge, &two, (double)INFINITY, &judgement);
  ck_assert_int_eq(judgement.verdict, HC_STEREO);
}
END_TEST

static void
expect_reason(const HcEvidence* const evidence, const char* const wanted)
{
  HcJudge judge;
  bool    found = false;
  hc_judge_init(&judge, false);
  const HcJudgement judgement = judge_for(&judge, evidence, 3.0);
  for (size_t i = 0; i < judgement.n_reasons; ++i) {
    found = found || strstr(judgement.reasons[i], wanted);
  }
  ck_assert_msg(found, "%s: %s", wanted, judgement.reasons[0]);
}

START_TEST(reasons_cite_the_numbers)
{
  Line       line     = line_balanced();
  HcEvidence evidence = line_evidence(&line);
  line.cold *= 0.9;
  line.tolerance = 0.0;
  evidence       = line_evidence(&line);
  // 20 log10 0.9 = -0.915; |T| = 0.1 / 3.8, 31.6 dB
  expect_reason(&evidence, "cold is 0.92 dB below hot");
  expect_reason(&evidence, "phase 0.0 degree");
  expect_reason(&evidence, "balance is 31.6 dB (31.");
  evidence = dead_cold(false, 0.0);
  expect_reason(&evidence, "impedance balance could not be judged");
  evidence = dead_cold(true, 30.0);
  expect_reason(&evidence, "cold picks up 30.0 dB more than hot");
  evidence = mono();
  expect_reason(&evidence, "correlation of hot and cold is 1.000");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("judge");
  TCase* const tcase = tcase_create("judge");
  tcase_add_test(tcase,
                 the_first_verdict_comes_within_1_s_and_is_firm_after_3_s);
  tcase_add_test(tcase, before_programme_it_is_unknown_and_says_why);
  tcase_add_test(tcase, a_change_needs_more_than_1_s);
  tcase_add_test(tcase, half_old_half_new_is_never_told);
  tcase_add_test(tcase, pauses_change_nothing_but_the_age);
  tcase_add_test(tcase, a_border_case_does_not_flap);
  tcase_add_test(tcase, what_pickup_told_stays_without_it);
  tcase_add_test(tcase, a_fade_into_pickup_is_no_second_programme);
  tcase_add_test(tcase, stereo_may_be_mono_for_a_while);
  tcase_add_test(tcase, hum_alone_is_no_programme_once_it_is_known);
  tcase_add_test(tcase, hum_on_an_open_leg_is_stereo_only_until_it_is_known);
  tcase_add_test(tcase, several_challengers_in_turn_are_heard);
  tcase_add_test(tcase, a_whole_take_may_be_one_update);
  tcase_add_test(tcase, time_that_is_none_changes_nothing);
  tcase_add_test(tcase, reasons_cite_the_numbers);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
