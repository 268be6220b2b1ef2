// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include <hotcold/status.h>

#include <check.h>

#include <string.h>

START_TEST(an_error_is_one_terminated_line)
{
  HcError error = {HC_SUCCESS, ""};
  char    longer[1000];
  memset(longer, 'x', sizeof(longer) - 1);
  longer[sizeof(longer) - 1] = '\0';

  ck_assert_int_eq(hc_error(&error, HC_NO_DATA, "a\nb\t%s", longer),
                   HC_NO_DATA);
  ck_assert_int_eq(error.status, HC_NO_DATA);
  ck_assert_uint_eq(strlen(error.text), sizeof(error.text) - 1);
  ck_assert_int_eq(strncmp(error.text, "a?b?xxx", 7), 0);
}
END_TEST

START_TEST(an_error_may_have_nowhere_to_go)
{
  ck_assert_int_eq(hc_error(NULL, HC_BAD_USAGE, "%d", 1), HC_BAD_USAGE);
}
END_TEST

START_TEST(exit_statuses_are_the_contract)
{
  ck_assert_int_eq(hc_exit_status(HC_SUCCESS), 0);
  ck_assert_int_eq(hc_exit_status(HC_BAD_USAGE), 2);
  ck_assert_int_eq(hc_exit_status(HC_NO_DATA), 3);
  ck_assert_int_eq(hc_exit_status(HC_NO_MEMORY), 3);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("status");
  TCase* const tcase = tcase_create("status");
  tcase_add_test(tcase, an_error_is_one_terminated_line);
  tcase_add_test(tcase, an_error_may_have_nowhere_to_go);
  tcase_add_test(tcase, exit_statuses_are_the_contract);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
