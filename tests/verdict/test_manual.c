// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <check.h>

#include <stdio.h>
#include <string.h>

/// Is `name` in bold somewhere in hotcold-measurement(7)?
static void
expect_name(const char* const name)
{
  char        text[65536];
  char        bold[80];
  FILE* const file = fopen(MANUAL, "r");
  ck_assert_ptr_nonnull(file);
  const size_t length = fread(text, 1, sizeof(text) - 1, file);
  fclose(file);
  ck_assert_uint_lt(length, sizeof(text) - 1);
  text[length] = '\0';
  snprintf(bold, sizeof(bold), "*%s*", name);
  ck_assert_msg(strstr(text, bold), "%s is not in %s", name, MANUAL);
}

START_TEST(verdicts_and_findings_are_explained)
{
  for (int i = 0; i < HC_N_VERDICTS; ++i) {
    expect_name(hc_verdict_name((HcVerdict)i));
  }
  for (int i = 0; i < HC_N_FINDINGS; ++i) {
    expect_name(hc_finding_name((HcFindingId)i));
  }
}
END_TEST

START_TEST(readings_are_explained)
{
  for (int i = 0; i < HC_N_READINGS; ++i) {
    expect_name(hc_reading_info((HcReadingId)i)->name);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("manual");
  TCase* const tcase = tcase_create("manual");
  tcase_add_test(tcase, verdicts_and_findings_are_explained);
  tcase_add_test(tcase, readings_are_explained);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
