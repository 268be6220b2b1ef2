// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "hub/event.h"
#include "hub/replay.h"

#include <check.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define ALL_FINDINGS ((UINT32_C(1) << HC_N_FINDINGS) - 1U)

static HcJudgement
judgement_of(const HcVerdict verdict, const uint32_t findings)
{
  HcJudgement judgement = {.verdict = verdict, .findings = findings};
  return judgement;
}

static uint32_t
random_bits(uint64_t* const state)
{
  *state = *state * 6364136223846793005U + 1442695040888963407U;
  return (uint32_t)(*state >> 33U);
}

// Who applies the events has what the judgement says
START_TEST(events_lead_to_the_judgement)
{
  uint64_t  state = 1;
  HcLineSet set   = {0};
  HcLineSet heard = {0};
  for (int i = 0; i < 2000; ++i) {
    const HcJudgement judgement =
      judgement_of((HcVerdict)(random_bits(&state) % HC_N_VERDICTS),
                   random_bits(&state) & random_bits(&state) & ALL_FINDINGS);
    HcLineEvent  events[HC_MAX_EVENTS];
    const size_t n = hc_line_set_judgement(&set, &judgement, false, events);
    ck_assert_uint_le(n, HC_MAX_EVENTS);
    for (size_t k = 0; k < n; ++k) {
      ck_assert(replay(&heard, &events[k]));
    }
    ck_assert(heard.has_verdict);
    ck_assert_int_eq((int)heard.verdict, (int)judgement.verdict);
    ck_assert_uint_eq(heard.findings, judgement.findings);
    ck_assert_uint_eq(hc_line_set_judgement(&set, &judgement, false, events),
                      0U);
  }
}
END_TEST

START_TEST(all_that_is_on_can_be_had_again)
{
  HcLineSet   set       = {0};
  HcJudgement judgement = judgement_of(HC_BALANCED, 5U);
  HcLineEvent events[HC_MAX_EVENTS];
  ck_assert_uint_eq(hc_line_set_judgement(&set, &judgement, false, events), 3U);

  judgement.findings = 4U;
  ck_assert_uint_eq(hc_line_set_judgement(&set, &judgement, true, events), 3U);
  ck_assert_int_eq((int)events[0].kind, (int)HC_EVENT_VERDICT);
  ck_assert(events[0].on);
  ck_assert_int_eq(events[1].id, 0);
  ck_assert(!events[1].on);
  ck_assert_int_eq(events[2].id, 2);
  ck_assert(events[2].on);
}
END_TEST

START_TEST(the_greatest_change_fits)
{
  HcLineSet   set       = {0};
  HcJudgement judgement = judgement_of(HC_BALANCED, 0x0AAAU);
  HcLineEvent events[HC_MAX_EVENTS];
  hc_line_set_judgement(&set, &judgement, false, events);
  judgement = judgement_of(HC_STEREO, ALL_FINDINGS & ~UINT32_C(0x0AAA));
  ck_assert_uint_eq(hc_line_set_judgement(&set, &judgement, true, events),
                    HC_MAX_EVENTS);
}
END_TEST

START_TEST(a_verdict_is_told_with_its_first_reason)
{
  HcLineSet   set       = {0};
  HcJudgement judgement = judgement_of(HC_COLD_OPEN, 1U << HC_LOW_LEVEL);
  HcLineEvent events[HC_MAX_EVENTS];
  judgement.n_reasons = 1;
  strcpy(judgement.reasons[0], "cold 60 dB below hot");
  strcpy(judgement.evidence[HC_LOW_LEVEL], "-58 dBFS");
  ck_assert_uint_eq(hc_line_set_judgement(&set, &judgement, false, events), 2U);
  ck_assert_str_eq(hc_line_event_name(&events[0]), "cold-open");
  ck_assert_str_eq(events[0].sentence, "cold 60 dB below hot");
  ck_assert_str_eq(hc_line_event_name(&events[1]), "low-level");
  ck_assert_str_eq(events[1].sentence, "-58 dBFS");

  // Without words of their own, those of the schema
  HcLineSet other     = {0};
  judgement.n_reasons = 0;
  memset(judgement.evidence, 0, sizeof(judgement.evidence));
  ck_assert_uint_eq(hc_line_set_judgement(&other, &judgement, false, events),
                    2U);
  ck_assert_int_eq(strncmp(events[0].sentence,
                           hc_verdict_advice(HC_COLD_OPEN),
                           HC_SENTENCE_SIZE - 1U),
                   0);
  ck_assert_int_eq(strncmp(events[1].sentence,
                           hc_finding_advice(HC_LOW_LEVEL),
                           HC_SENTENCE_SIZE - 1U),
                   0);
}
END_TEST

START_TEST(states_follow_each_other)
{
  HcLineSet   set   = {0};
  HcLineSet   heard = {0};
  HcLineEvent events[2];
  for (int i = 0; i < HC_N_STATES; ++i) {
    const size_t n = hc_line_set_state(&set, (HcLineState)i, events);
    ck_assert_uint_eq(n, i ? 2U : 1U);
    for (size_t k = 0; k < n; ++k) {
      ck_assert(replay(&heard, &events[k]));
      ck_assert_uint_gt(strlen(events[k].sentence), 5U);
    }
    ck_assert(sets_are_equal(&heard, &set));
    ck_assert_str_eq(hc_line_event_name(&events[n - 1U]),
                     hc_line_state_name((HcLineState)i));
    ck_assert_uint_eq(hc_line_set_state(&set, (HcLineState)i, events), 0U);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("event");
  TCase* const tcase = tcase_create("event");
  tcase_add_test(tcase, events_lead_to_the_judgement);
  tcase_add_test(tcase, all_that_is_on_can_be_had_again);
  tcase_add_test(tcase, the_greatest_change_fits);
  tcase_add_test(tcase, a_verdict_is_told_with_its_first_reason);
  tcase_add_test(tcase, states_follow_each_other);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
