// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"
#include "verdict/lines.h"

#include "verdict/judge.h"
#include "verdict/requests.h"

#include <check.h>

#include <stdbool.h>

#define STEP 0.2 // Seconds between two updates

typedef enum { BALANCED, UNEQUAL, SINGLE_ENDED, STEREO, SILENCE } Scene;

static HcEvidence
evidence_of(const Scene scene)
{
  Line line = line_balanced();
  switch (scene) {
  case BALANCED:
    break;
  case UNEQUAL:
    line.cold = -0.7 * line.hot;
    break;
  case SINGLE_ENDED:
    line.cold = 0.0;
    break;
  case STEREO:
    line.cold    = line.hot;
    line.hot_own = line.cold_own = from_db(-20.0);
    break;
  case SILENCE:
    line.hot = line.cold = 0.0;
    break;
  }
  return line_evidence(&line);
}

// How often each was asked for, and whether in the last update
typedef struct {
  int               forget_averages;
  int               forget_pickup;
  int               doubt_mains;
  HcVerdictRequests last;
  HcVerdict         verdict;
} Asked;

// 20 s of `first`, then 20 s of `second`, of which the requests are counted
static Asked
change(const bool take, const Scene first, const Scene second)
{
  const HcEvidence before = evidence_of(first);
  const HcEvidence after  = evidence_of(second);
  HcJudgement      judgement;
  HcJudge          judge;
  Asked            asked = {0};
  hc_judge_init(&judge, take);
  for (int i = 0; i < 200; ++i) {
    hc_judge_update(&judge, i < 100 ? &before : &after, STEP, &judgement);
    asked.last    = hc_verdict_requests(&judge);
    asked.verdict = judgement.verdict;
    if (i >= 100) {
      asked.forget_averages += asked.last.forget_averages;
      asked.forget_pickup += asked.last.forget_pickup;
      asked.doubt_mains += asked.last.doubt_mains;
    }
  }
  return asked;
}

START_TEST(the_first_verdict_asks_for_nothing)
{
  const HcEvidence evidence = evidence_of(BALANCED);
  HcJudgement      judgement;
  HcJudge          judge;
  hc_judge_init(&judge, false);
  for (int i = 0; i < 100; ++i) {
    hc_judge_update(&judge, &evidence, STEP, &judgement);
    const HcVerdictRequests asked = hc_verdict_requests(&judge);
    ck_assert(!asked.forget_averages && !asked.forget_pickup);
    ck_assert(!asked.doubt_mains && !asked.hide_legs);
  }
  ck_assert_int_eq(judgement.verdict, HC_BALANCED);
}
END_TEST

START_TEST(another_line_makes_averages_forgotten_once)
{
  const Asked run = change(false, BALANCED, UNEQUAL);
  ck_assert_int_eq(run.verdict, HC_UNEQUAL);
  ck_assert_int_eq(run.forget_averages, 1);
  ck_assert_int_eq(run.forget_pickup, 0);

  // A take is averaged as a whole
  const Asked take = change(true, BALANCED, UNEQUAL);
  ck_assert_int_eq(take.verdict, HC_UNEQUAL);
  ck_assert_int_eq(take.forget_averages, 0);
}
END_TEST

START_TEST(a_cold_leg_that_dies_or_comes_alive_has_other_impedances)
{
  const Asked dies = change(false, BALANCED, SINGLE_ENDED);
  ck_assert_int_eq(dies.verdict, HC_SINGLE_ENDED);
  ck_assert_int_eq(dies.forget_pickup, 1);
  const Asked take = change(true, SINGLE_ENDED, BALANCED);
  ck_assert_int_eq(take.verdict, HC_BALANCED);
  ck_assert_int_eq(take.forget_pickup, 1);
}
END_TEST

START_TEST(two_programmes_may_be_hum_and_hide_the_legs)
{
  const Asked stereo = change(false, BALANCED, STEREO);
  ck_assert_int_eq(stereo.verdict, HC_STEREO);
  ck_assert_int_gt(stereo.doubt_mains, 0); // Until it is the verdict
  ck_assert(!stereo.last.doubt_mains);
  ck_assert(stereo.last.hide_legs);

  const Asked back = change(false, STEREO, BALANCED);
  ck_assert_int_eq(back.verdict, HC_BALANCED);
  ck_assert_int_eq(back.doubt_mains, 0);
  ck_assert(!back.last.hide_legs);
}
END_TEST

START_TEST(a_pause_asks_for_nothing)
{
  const Asked pause = change(false, STEREO, SILENCE);
  ck_assert_int_eq(pause.verdict, HC_STEREO);
  ck_assert_int_eq(pause.forget_averages + pause.forget_pickup, 0);
  ck_assert_int_eq(pause.doubt_mains, 0);
  ck_assert(pause.last.hide_legs);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("requests");
  TCase* const tcase = tcase_create("requests");
  tcase_add_test(tcase, the_first_verdict_asks_for_nothing);
  tcase_add_test(tcase, another_line_makes_averages_forgotten_once);
  tcase_add_test(tcase,
                 a_cold_leg_that_dies_or_comes_alive_has_other_impedances);
  tcase_add_test(tcase, two_programmes_may_be_hum_and_hide_the_legs);
  tcase_add_test(tcase, a_pause_asks_for_nothing);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
