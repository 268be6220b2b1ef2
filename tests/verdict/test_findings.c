// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"
#include "verdict/lines.h"

#include "verdict/judge.h"

#include <check.h>

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define STEP 0.2 // Seconds between two updates

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

static HcReading
about(const double value, const double width)
{
  const HcReading reading = {value, value - width, value + width, true, false};
  return reading;
}

/// A calibrated balanced line with nothing to find
static HcEvidence
plain(void)
{
  const Line line       = line_balanced();
  HcEvidence evidence   = line_evidence(&line);
  evidence.calibrated   = true;
  evidence.slow.balance = evidence.last_second.balance = about(60.0, 0.1);
  evidence.balance_low = evidence.balance_middle = about(60.0, 0.5);
  evidence.balance_high                          = about(58.0, 0.5);
  evidence.delay                                 = about(0.02, 0.11);
  return evidence;
}

/// `evidence` brings on `id` alone after `after` seconds, its sentence holds
/// `cited`, and it goes after 3 s (a counter after 10 s) without
static void
expect(const HcEvidence* const evidence,
       const HcFindingId       id,
       const double            after,
       const char* const       cited)
{
  HcJudge          judge;
  const HcEvidence nothing = plain();
  hc_judge_init(&judge, false);
  ck_assert_uint_eq(judge_for(&judge, &nothing, 10.0).findings, 0);
  if (after > STEP) {
    ck_assert_uint_eq(judge_for(&judge, evidence, after - STEP).findings, 0);
  }
  const HcJudgement on = judge_for(&judge, evidence, STEP);
  ck_assert_uint_eq(on.findings, 1U << id);
  ck_assert_msg(strstr(on.evidence[id], cited), "%s", on.evidence[id]);
  ck_assert_uint_gt(strlen(hc_finding_advice(id)), 10);

  HcEvidence gone   = plain();
  gone.clipped_hot  = evidence->clipped_hot;
  gone.clipped_cold = evidence->clipped_cold;
  gone.not_finite   = evidence->not_finite;
  ck_assert_uint_eq(judge_for(&judge, &gone, 12.0).findings, 0);
  ck_assert_str_eq(judge.judgement.evidence[id], "");
}

START_TEST(hum)
{
  HcEvidence e    = plain();
  e.hum_frequency = about(50.02, 0.001);
  e.hum_common    = about(-61.2, 0.1);
  e.hum_diff      = about(-118.0, 0.1);
  expect(&e, HC_HUM_ON_COMMON, 1.0, "50.020 Hz): -61.2 dBFS on the common");
  e.hum_diff = hc_reading_invalid(HC_HUM_DIFF);
  expect(&e, HC_HUM_ON_COMMON, 1.0, "nothing visible on the difference");
  // Under programme: a bound is no level
  e.hum_diff     = about(-52.0, 4.0);
  e.hum_diff.low = HC_SILENCE_DB;
  expect(&e,
         HC_HUM_ON_COMMON,
         1.0,
         "hidden by programme on the difference, -48.0 dBFS");
  e.hum_lines  = 20;
  e.hum_shared = 12;
  expect(&e, HC_HUM_ON_COMMON, 1.0, "programme covers 12 of 20");
  // On one leg only: nothing rejects it
  e.hum_common = about(-66.0, 0.1);
  e.hum_diff   = about(-60.0, 0.1);
  expect(&e, HC_HUM_ON_DIFF, 1.0, "-60.0 dBFS on the difference");
}
END_TEST

START_TEST(usb)
{
  HcEvidence e = plain();
  e.usb_common = about(-70.0, 0.1);
  expect(&e, HC_USB_ON_COMMON, 1.0, "-70.0 dBFS on the common");
  e.usb_diff = about(-76.0, 0.1);
  expect(&e, HC_USB_ON_DIFF, 1.0, "-76.0 dBFS on the difference");
}
END_TEST

START_TEST(counters)
{
  HcEvidence e  = plain();
  e.clipped_hot = 12;
  expect(&e, HC_CLIPPING_HOT, STEP, "12 frames");
  e              = plain();
  e.clipped_cold = 3;
  expect(&e, HC_CLIPPING_COLD, STEP, "3 frames");
  e            = plain();
  e.not_finite = 7;
  expect(&e, HC_NOT_FINITE, STEP, "7 frames");
}
END_TEST

START_TEST(a_clipping_leg_shows_no_slope_and_no_delay)
{
  HcJudge    judge;
  HcEvidence e = plain();
  hc_judge_init(&judge, true);
  e.clipped_hot  = 12;
  e.balance_high = e.balance_low = about(20.0, 0.5);
  e.delay                        = about(7.0, 0.1);
  ck_assert_uint_eq(judge_for(&judge, &e, 10.0).findings,
                    1U << HC_CLIPPING_HOT);
}
END_TEST

START_TEST(counted_findings_stay_in_a_take)
{
  HcJudge    judge;
  HcEvidence e = plain();
  hc_judge_init(&judge, true);
  judge_for(&judge, &e, 1.0);
  e.clipped_hot = 5;
  judge_for(&judge, &e, 1.0);
  e.clipped_hot = 9;
  judge_for(&judge, &e, 1.0);
  const HcJudgement end = judge_for(&judge, &e, 3600.0);
  ck_assert_uint_eq(end.findings, 1U << HC_CLIPPING_HOT);
  ck_assert_ptr_nonnull(strstr(end.evidence[HC_CLIPPING_HOT], "9 frames"));
}
END_TEST

START_TEST(delay)
{
  HcEvidence e = plain();
  e.delay      = about(20.8, 0.11);
  expect(&e, HC_LEG_DELAY_FOUND, 1.0, "cold is late by 20.800 us");
  e.delay = about(-0.5, 0.11);
  expect(&e, HC_LEG_DELAY_FOUND, 1.0, "hot is late by 0.500 us");
}
END_TEST

START_TEST(slope_of_balance)
{
  HcEvidence e   = plain();
  e.balance_high = about(40.0, 0.5);
  expect(&e, HC_WORSE_AT_HIGH_FREQUENCIES, 1.0, "balance is 40.0 dB");
  e             = plain();
  e.balance_low = about(36.6, 2.0);
  expect(&e, HC_WORSE_AT_LOW_FREQUENCIES, 1.0, "balance is 36.6 dB");
}
END_TEST

START_TEST(a_slope_within_the_doubt_is_none)
{
  HcJudge    judge;
  HcEvidence e   = plain();
  e.balance_high = about(50.0, 15.0);
  hc_judge_init(&judge, false);
  ck_assert_uint_eq(judge_for(&judge, &e, 10.0).findings, 0);
}
END_TEST

START_TEST(low_level)
{
  HcJudge    judge;
  HcEvidence e = plain();
  e.hot = e.cold = -66.0;
  e.diff         = -60.0;
  hc_judge_init(&judge, false);
  ck_assert_uint_eq(judge_for(&judge, &e, 4.0).findings, 0);
  const HcJudgement on = judge_for(&judge, &e, 4.0);
  ck_assert_uint_eq(on.findings, 1U << HC_LOW_LEVEL);
  ck_assert_ptr_nonnull(strstr(on.evidence[HC_LOW_LEVEL], "-60.0 dBFS"));
  e = plain();
  ck_assert_uint_eq(judge_for(&judge, &e, 4.0).findings, 0);
}
END_TEST

START_TEST(a_soft_passage_is_no_low_level)
{
  HcJudge    judge;
  HcEvidence e = plain();
  hc_judge_init(&judge, false);
  judge_for(&judge, &e, 10.0);
  e.diff = -60.0;
  ck_assert_uint_eq(judge_for(&judge, &e, 60.0).findings, 0);
}
END_TEST

START_TEST(uncalibrated)
{
  HcEvidence e    = plain();
  e.calibrated    = false;
  e.capture_limit = 50.8;
  expect(&e, HC_UNCALIBRATED, STEP, "50.8 dB");
}
END_TEST

START_TEST(capture_limited)
{
  HcEvidence e          = plain();
  const Line line       = line_balanced();
  e.last_second.balance = line_evidence(&line).last_second.balance;
  e.slow.balance        = e.last_second.balance;
  e.capture_limit       = 50.8;
  expect(&e, HC_CAPTURE_LIMITED, 1.0, "more than 50.8 dB");

  // Noise is the limit here
  HcJudge judge;
  e.slow.balance.value  = 45.0;
  e.slow.balance.low    = 40.0;
  e.last_second.balance = e.slow.balance;
  hc_judge_init(&judge, false);
  ck_assert_uint_eq(judge_for(&judge, &e, 10.0).findings, 0);
}
END_TEST

START_TEST(nothing_flaps_between_its_borders)
{
  HcJudge  judge;
  uint32_t before  = 0;
  int      changes = 0;
  hc_judge_init(&judge, false);
  for (int i = 0; i < 3000; ++i) {
    HcEvidence   e     = plain();
    const double s     = sin(0.05 * i);
    e.hum_common       = about(-80.5 + s, 0.1);
    e.usb_diff         = about(-100.5 + s, 0.1);
    e.balance_high     = about(54.5 + (0.7 * s), 0.1);
    e.delay            = about(0.26 + (0.03 * s), 0.02);
    const uint32_t now = judge_for(&judge, &e, STEP).findings;
    changes += now != before;
    before = now;
  }
  ck_assert_int_le(changes, 4); // Each may come on once
}
END_TEST

START_TEST(pauses_keep_what_needs_programme)
{
  HcJudge    judge;
  HcEvidence e   = plain();
  e.delay        = about(20.8, 0.11);
  e.balance_high = about(40.0, 0.5);
  hc_judge_init(&judge, false);
  const HcJudgement before = judge_for(&judge, &e, 5.0);
  HcEvidence        pause;
  hc_evidence_init(&pause);
  pause.calibrated        = true;
  const HcJudgement after = judge_for(&judge, &pause, 600.0);
  ck_assert_uint_eq(before.findings,
                    1U << HC_LEG_DELAY_FOUND |
                      1U << HC_WORSE_AT_HIGH_FREQUENCIES);
  ck_assert_uint_eq(after.findings, before.findings);
  ck_assert_str_eq(after.evidence[HC_LEG_DELAY_FOUND],
                   before.evidence[HC_LEG_DELAY_FOUND]);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("findings");
  TCase* const tcase = tcase_create("findings");
  tcase_add_test(tcase, hum);
  tcase_add_test(tcase, usb);
  tcase_add_test(tcase, counters);
  tcase_add_test(tcase, a_clipping_leg_shows_no_slope_and_no_delay);
  tcase_add_test(tcase, counted_findings_stay_in_a_take);
  tcase_add_test(tcase, delay);
  tcase_add_test(tcase, slope_of_balance);
  tcase_add_test(tcase, a_slope_within_the_doubt_is_none);
  tcase_add_test(tcase, low_level);
  tcase_add_test(tcase, a_soft_passage_is_no_low_level);
  tcase_add_test(tcase, uncalibrated);
  tcase_add_test(tcase, capture_limited);
  tcase_add_test(tcase, nothing_flaps_between_its_borders);
  tcase_add_test(tcase, pauses_keep_what_needs_programme);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
