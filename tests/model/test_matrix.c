// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "model/matrix.h"

#include <check.h>

#include <math.h>

START_TEST(a_product_is_rows_by_columns)
{
  const HcMatrix a = {.order = 2, .at = {{1.0, 2.0}, {3.0, 4.0}}};
  const HcMatrix b = {.order = 2, .at = {{5.0, 6.0}, {7.0, 8.0}}};
  HcMatrix       c;
  hc_matrix_multiply(&c, &a, &b);
  ck_assert_double_eq(c.at[0][0], 19.0);
  ck_assert_double_eq(c.at[0][1], 22.0);
  ck_assert_double_eq(c.at[1][0], 43.0);
  ck_assert_double_eq(c.at[1][1], 50.0);
}
END_TEST

START_TEST(slow_and_fast_decays_keep_their_precision)
{
  // Rates of 1/s and 1e10/s in one matrix, over a microsecond
  const HcMatrix a = {.order = 2, .at = {{-1.0, 0.0}, {0.0, -1e10}}};
  HcMatrix       e;
  hc_matrix_expm1(&e, &a, 1e-6);
  ck_assert_double_eq_tol(e.at[0][0] / expm1(-1e-6), 1.0, 1e-12);
  ck_assert_double_eq_tol(e.at[1][1], -1.0, 1e-12);
}
END_TEST

START_TEST(a_rotation_turns)
{
  const HcMatrix a = {.order = 2, .at = {{0.0, -1.0}, {1.0, 0.0}}};
  HcMatrix       e;
  hc_matrix_expm1(&e, &a, 7.0);
  ck_assert_double_eq_tol(e.at[0][0], cos(7.0) - 1.0, 1e-13);
  ck_assert_double_eq_tol(e.at[1][0], sin(7.0), 1e-13);
  ck_assert_double_eq_tol(e.at[0][1], -sin(7.0), 1e-13);
}
END_TEST

START_TEST(a_chain_of_integrators_makes_powers)
{
  const HcMatrix a = {
    .order = 3, .at = {{0.0, 1.0, 0.0}, {0.0, 0.0, 1.0}, {0.0, 0.0, 0.0}}};
  HcMatrix e;
  hc_matrix_expm1(&e, &a, 3.0);
  ck_assert_double_eq_tol(e.at[0][1], 3.0, 1e-14);
  ck_assert_double_eq_tol(e.at[0][2], 4.5, 1e-14);
  ck_assert_double_eq_tol(e.at[0][0], 0.0, 1e-14);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("matrix");
  TCase* const tcase = tcase_create("matrix");
  tcase_add_test(tcase, a_product_is_rows_by_columns);
  tcase_add_test(tcase, slow_and_fast_decays_keep_their_precision);
  tcase_add_test(tcase, a_rotation_turns);
  tcase_add_test(tcase, a_chain_of_integrators_makes_powers);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
