// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "dsp/weighting.h"

#include <check.h>

#include <math.h>
#include <stddef.h>

typedef struct {
  double hz;
  double level; ///< dB, as printed in the standard
} Row;

static void
assert_row(const Row row, const double gain, const double tolerance)
{
  ck_assert_double_eq_tol(20.0 * log10(gain), row.level, tolerance);
}

// IEC 61672-1:2013, table 3: printed to 0.1 dB, at exact third octaves
START_TEST(a_follows_the_table_of_iec_61672)
{
  static const Row rows[] = {
    {10.0, -70.4},   {20.0, -50.5},   {25.0, -44.7},   {31.5, -39.4},
    {40.0, -34.6},   {50.0, -30.2},   {63.0, -26.2},   {80.0, -22.5},
    {100.0, -19.1},  {125.0, -16.1},  {160.0, -13.4},  {200.0, -10.9},
    {250.0, -8.6},   {315.0, -6.6},   {400.0, -4.8},   {500.0, -3.2},
    {630.0, -1.9},   {800.0, -0.8},   {1000.0, 0.0},   {1250.0, 0.6},
    {1600.0, 1.0},   {2000.0, 1.2},   {2500.0, 1.3},   {3150.0, 1.2},
    {4000.0, 1.0},   {5000.0, 0.5},   {6300.0, -0.1},  {8000.0, -1.1},
    {10000.0, -2.5}, {12500.0, -4.3}, {16000.0, -6.6}, {20000.0, -9.3},
  };
  for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); ++i) {
    const double nth = 0.1 * round(10.0 * log10(rows[i].hz / 1000.0));
    assert_row(rows[i], hc_weighting_a(1000.0 * pow(10.0, nth)), 0.051);
  }
}
END_TEST

// ITU-R BS.468-4, table 1, which is 0 dB at 1 kHz
START_TEST(ccir_rms_has_the_shape_of_the_table_of_bs_468)
{
  static const Row rows[] = {
    {31.5, -29.9},  {63.0, -23.9},   {100.0, -19.8},   {200.0, -13.8},
    {400.0, -7.8},  {800.0, -1.9},   {1000.0, 0.0},    {2000.0, 5.6},
    {3150.0, 9.0},  {4000.0, 10.5},  {5000.0, 11.7},   {6300.0, 12.2},
    {7100.0, 12.0}, {8000.0, 11.4},  {9000.0, 10.1},   {10000.0, 8.1},
    {12500.0, 0.0}, {14000.0, -5.3}, {16000.0, -11.7}, {20000.0, -22.2},
  };
  for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); ++i) {
    const double gain = hc_weighting_ccir_rms(rows[i].hz);
    assert_row(rows[i], gain / hc_weighting_ccir_rms(1000.0), 0.1);
  }
}
END_TEST

START_TEST(ccir_rms_is_one_at_2_khz)
{
  ck_assert_double_eq_tol(hc_weighting_ccir_rms(2000.0), 1.0, 1e-12);
  const Row row = {1000.0, -5.63};
  assert_row(row, hc_weighting_ccir_rms(row.hz), 0.01);
}
END_TEST

START_TEST(weightings_vanish_at_zero)
{
  ck_assert_double_eq(hc_weighting_a(0.0), 0.0);
  ck_assert_double_eq(hc_weighting_ccir_rms(0.0), 0.0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("weighting");
  TCase* const tcase = tcase_create("tables");
  tcase_add_test(tcase, a_follows_the_table_of_iec_61672);
  tcase_add_test(tcase, ccir_rms_has_the_shape_of_the_table_of_bs_468);
  tcase_add_test(tcase, ccir_rms_is_one_at_2_khz);
  tcase_add_test(tcase, weightings_vanish_at_zero);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
