// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"
#include "verdict/lines.h"

#include "verdict/judge.h"

#include <check.h>

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static HcJudgement
judge_for(HcJudge* const judge, const Line* const line, const double seconds)
{
  const HcEvidence evidence = line_evidence(line);
  HcJudgement      judgement;
  for (double t = 0.0; t < seconds; t += 0.2) {
    hc_judge_update(judge, &evidence, 0.2, &judgement);
  }
  return judgement;
}

// Is there a reason that begins so?
static bool
has_reason(const HcJudgement* const judgement, const char* const start)
{
  bool any = false;
  for (size_t i = 0; i < judgement->n_reasons; ++i) {
    any = any || !strncmp(judgement->reasons[i], start, strlen(start));
  }
  return any;
}

START_TEST(a_take_tells_what_the_line_was_before)
{
  const bool take   = _i == 0;
  const Line good   = line_balanced();
  Line       single = good;
  HcJudge    judge;
  single.cold = 0.0;
  hc_judge_init(&judge, take);
  ck_assert_int_eq(judge_for(&judge, &single, 4.0).verdict, HC_SINGLE_ENDED);
  const HcJudgement now = judge_for(&judge, &good, 4.0);
  ck_assert_int_eq(now.verdict, HC_BALANCED);
  ck_assert_int_eq(has_reason(&now, "before it was single-ended for 4."), take);

  // And again: what it is now it was before as well
  judge_for(&judge, &single, 3.0);
  const HcJudgement last = judge_for(&judge, &good, 4.0);
  ck_assert_int_eq(has_reason(&last, "before it was single-ended for"), take);
}
END_TEST

START_TEST(a_line_that_does_not_change_was_nothing_else)
{
  const Line good = line_balanced();
  HcJudge    judge;
  hc_judge_init(&judge, true);
  const HcJudgement now = judge_for(&judge, &good, 8.0);
  ck_assert(!has_reason(&now, "before"));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("take");
  TCase* const tcase = tcase_create("take");
  tcase_add_loop_test(tcase, a_take_tells_what_the_line_was_before, 0, 2);
  tcase_add_test(tcase, a_line_that_does_not_change_was_nothing_else);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
