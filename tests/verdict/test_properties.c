// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "verdict/properties.h"

#include <check.h>

#include <math.h>

START_TEST(normal_probabilities)
{
  ck_assert_double_eq_tol(hc_probability_above(1.96, 0.0, 1.0), 0.975, 1e-4);
  ck_assert_double_eq(hc_probability_above(1.0, 1.0, 0.0), 0.5);
  ck_assert_double_eq(hc_probability_above(2.0, 1.0, 0.0), 1.0);
  ck_assert_double_eq(hc_probability_above((double)NAN, 1.0, 1.0), 0.5);
  ck_assert_double_eq(hc_probability_above(-(double)INFINITY, 1.0, 1.0), 0.0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("properties");
  TCase* const tcase = tcase_create("properties");
  tcase_add_test(tcase, normal_probabilities);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
