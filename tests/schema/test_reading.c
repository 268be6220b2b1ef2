// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include <hotcold/line.h>
#include <hotcold/reading.h>

#include <check.h>

#include <math.h>
#include <string.h>

START_TEST(every_row_is_filled)
{
  const HcReadingInfo* const info = hc_reading_info((HcReadingId)_i);
  ck_assert_ptr_nonnull(info->name);
  ck_assert_ptr_nonnull(info->unit);
  ck_assert_uint_gt(strlen(info->sentence), 10);
  ck_assert_int_eq(hc_reading_find(info->name), _i);
}
END_TEST

START_TEST(names_that_are_not_readings)
{
  ck_assert_int_eq(hc_reading_find(""), HC_N_READINGS);
  ck_assert_int_eq(hc_reading_find("hot"), HC_N_READINGS);
  ck_assert_int_eq(hc_reading_find("hot.rms.x"), HC_N_READINGS);
}
END_TEST

START_TEST(invalid_readings_are_finite)
{
  const HcReading r = hc_reading_invalid((HcReadingId)_i);
  ck_assert(!r.valid && !r.at_least);
  ck_assert(isfinite(r.value));
  ck_assert(r.low <= r.value && r.value <= r.high);
}
END_TEST

START_TEST(levels_follow_aes17)
{
  // A sine that reaches full scale has a mean square of 1/2
  ck_assert_double_eq_tol(hc_dbfs_from_mean_square(0.5), 0.0, 1e-12);
  ck_assert_double_eq_tol(hc_dbfs_from_mean_square(1.0), 3.0103, 1e-4);
  ck_assert_double_eq_tol(hc_dbfs_from_peak(0.5), -6.0206, 1e-4);
  ck_assert_double_eq(hc_dbfs_from_mean_square(0.0), HC_SILENCE_DB);
  ck_assert_double_eq(hc_dbfs_from_mean_square(-1.0), HC_SILENCE_DB);
  ck_assert_double_eq(hc_dbfs_from_mean_square((double)NAN), HC_SILENCE_DB);
  ck_assert_double_eq(hc_dbfs_from_peak(1e-30), HC_SILENCE_DB);
}
END_TEST

START_TEST(states_are_the_contract)
{
  static const char* const names[HC_N_STATES] = {"ok",
                                                 "settling",
                                                 "silent",
                                                 "many-sources",
                                                 "one-leg",
                                                 "disconnected",
                                                 "stalled"};
  for (int i = 0; i < HC_N_STATES; ++i) {
    ck_assert_str_eq(hc_line_state_name((HcLineState)i), names[i]);
  }
}
END_TEST

START_TEST(port_names_hold_few_characters)
{
  char name[32] = "";
  hc_line_port_name("Führung 1/L", "_hot", name, sizeof(name));
  ck_assert_str_eq(name, "F_hrung_1_L_hot");
  hc_line_port_name("abcdefgh", "_cold", name, 8);
  ck_assert_str_eq(name, "abcdefg");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("reading");
  TCase* const tcase = tcase_create("schema");
  tcase_add_loop_test(tcase, every_row_is_filled, 0, HC_N_READINGS);
  tcase_add_test(tcase, names_that_are_not_readings);
  tcase_add_loop_test(tcase, invalid_readings_are_finite, 0, HC_N_READINGS);
  tcase_add_test(tcase, levels_follow_aes17);
  tcase_add_test(tcase, states_are_the_contract);
  tcase_add_test(tcase, port_names_hold_few_characters);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
