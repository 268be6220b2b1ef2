// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include <hotcold/verdict.h>

#include <check.h>

#include <string.h>

START_TEST(verdicts_are_the_contract)
{
  static const char* const names[HC_N_VERDICTS] = {"unknown",
                                                   "balanced",
                                                   "unequal",
                                                   "impedance-balanced",
                                                   "single-ended",
                                                   "cold-open",
                                                   "hot-missing",
                                                   "stereo",
                                                   "dual-mono",
                                                   "reversed"};
  for (int i = 0; i < HC_N_VERDICTS; ++i) {
    const char* const advice = hc_verdict_advice((HcVerdict)i);
    ck_assert_str_eq(hc_verdict_name((HcVerdict)i), names[i]);
    ck_assert_uint_gt(strlen(advice), 10);
    ck_assert_uint_lt(strlen(advice), HC_SENTENCE_SIZE);
    ck_assert_int_eq(advice[strlen(advice) - 1], '.');
  }
}
END_TEST

START_TEST(findings_are_the_contract)
{
  static const char* const names[HC_N_FINDINGS] = {"hum-on-common",
                                                   "hum-on-diff",
                                                   "usb-on-common",
                                                   "usb-on-diff",
                                                   "clipping-hot",
                                                   "clipping-cold",
                                                   "leg-delay",
                                                   "worse-at-high-frequencies",
                                                   "worse-at-low-frequencies",
                                                   "low-level",
                                                   "uncalibrated",
                                                   "capture-limited",
                                                   "not-finite"};
  for (int i = 0; i < HC_N_FINDINGS; ++i) {
    const char* const advice = hc_finding_advice((HcFindingId)i);
    ck_assert_str_eq(hc_finding_name((HcFindingId)i), names[i]);
    ck_assert_uint_gt(strlen(advice), 10);
    ck_assert_uint_lt(strlen(advice), HC_SENTENCE_SIZE);
    ck_assert_int_eq(advice[strlen(advice) - 1], '.');
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("verdict");
  TCase* const tcase = tcase_create("verdict");
  tcase_add_test(tcase, verdicts_are_the_contract);
  tcase_add_test(tcase, findings_are_the_contract);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
