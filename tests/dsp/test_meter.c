// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include <hotcold/meter.h>

#include <check.h>

#include <math.h>
#include <stddef.h>
#include <string.h>

START_TEST(an_empty_window_reads_invalid)
{
  const HcWindow window = {0};
  HcReading      readings[HC_N_READINGS];
  memset(readings, 0, sizeof(readings));
  hc_window_readings(&window, readings);
  for (int id = 0; id <= HC_CORRELATION; ++id) {
    ck_assert(!readings[id].valid);
  }
  ck_assert_double_eq(readings[HC_DIFF_RMS].value, HC_SILENCE_DB);
}
END_TEST

START_TEST(merging_loses_nothing)
{
  HcWindow       all = {0};
  const HcWindow one = {.frame       = 64,
                        .rate        = 48000,
                        .frames      = 2,
                        .lost        = 3,
                        .not_finite  = 1,
                        .hh          = 2.0,
                        .cc          = 1.0,
                        .hc          = -1.0,
                        .dd          = 5.0,
                        .mm          = 0.25,
                        .hot_peak    = 1.0F,
                        .cold_peak   = 0.5F,
                        .diff_peak   = 1.5F,
                        .common_peak = 0.25F};
  HcWindow       two = one;
  two.frame          = 128;
  two.hot_peak       = 0.75F;
  two.cold_peak      = 2.0F;
  hc_window_merge(&all, &one);
  hc_window_merge(&all, &two);
  ck_assert_uint_eq(all.frame, 64);
  ck_assert_uint_eq(all.rate, 48000);
  ck_assert_uint_eq(all.frames, 4);
  ck_assert_uint_eq(all.lost, 6);
  ck_assert_uint_eq(all.not_finite, 2);
  ck_assert_double_eq(all.hh, 4.0);
  ck_assert_double_eq(all.hc, -2.0);
  ck_assert_float_eq(all.hot_peak, 1.0F);
  ck_assert_float_eq(all.cold_peak, 2.0F);
}
END_TEST

START_TEST(readings_follow_their_definitions)
{
  // 100 frames of h = 1, c = -1/2: d = 3/2, m = 1/4
  const HcWindow window = {.rate        = 48000,
                           .frames      = 100,
                           .hh          = 100.0,
                           .cc          = 25.0,
                           .hc          = -50.0,
                           .dd          = 225.0,
                           .mm          = 6.25,
                           .hot_peak    = 1.0F,
                           .cold_peak   = 0.5F,
                           .diff_peak   = 1.5F,
                           .common_peak = 0.25F};
  HcReading      r[HC_N_READINGS];
  hc_window_readings(&window, r);
  ck_assert_double_eq_tol(r[HC_HOT_RMS].value, 3.010300, 1e-6);
  ck_assert_double_eq_tol(r[HC_COLD_RMS].value, -3.010300, 1e-6);
  ck_assert_double_eq_tol(r[HC_DIFF_RMS].value, 6.532125, 1e-6);
  ck_assert_double_eq_tol(r[HC_COMMON_RMS].value, -9.030900, 1e-6);
  ck_assert_double_eq_tol(r[HC_DIFF_PEAK].value, 3.521825, 1e-6);
  ck_assert_double_eq_tol(r[HC_CORRELATION].value, -1.0, 1e-12);
}
END_TEST

// Samples that single precision adds up exactly: h = 1/2, c = -1/4 gives
// d = 3/4 and m = 1/8
START_TEST(frames_add_up_however_they_come)
{
  enum { FRAMES = 1000 };
  static const size_t pieces[] = {1, 7, 63, 64, 65, FRAMES};
  float               hot[FRAMES];
  float               cold[FRAMES];
  HcWindow            window = {0};
  for (size_t i = 0; i < FRAMES; ++i) {
    hot[i]  = 0.5F;
    cold[i] = -0.25F;
  }
  for (size_t at = 0; at < FRAMES;) {
    const size_t rest = FRAMES - at;
    const size_t n    = pieces[_i] < rest ? pieces[_i] : rest;
    hc_window_add(&window, 48000, hot + at, cold + at, n);
    at += n;
  }
  ck_assert_uint_eq(window.rate, 48000);
  ck_assert_uint_eq(window.frames, FRAMES);
  ck_assert_uint_eq(window.not_finite, 0);
  ck_assert_double_eq(window.hh, FRAMES * 0.25);
  ck_assert_double_eq(window.cc, FRAMES * 0.0625);
  ck_assert_double_eq(window.hc, FRAMES * -0.125);
  ck_assert_double_eq(window.dd, FRAMES * 0.5625);
  ck_assert_double_eq(window.mm, FRAMES * 0.015625);
  ck_assert_float_eq(window.hot_peak, 0.5F);
  ck_assert_float_eq(window.cold_peak, 0.25F);
  ck_assert_float_eq(window.diff_peak, 0.75F);
  ck_assert_float_eq(window.common_peak, 0.125F);
}
END_TEST

START_TEST(frames_that_are_not_finite_are_left_out)
{
  const float hot[]  = {0.5F, NAN, 0.5F, 0.5F, 0x1p61F};
  const float cold[] = {0.5F, 0.5F, -INFINITY, 0.5F, 0.0F};
  HcWindow    window = {0};
  hc_window_add(&window, 44100, hot, cold, 5);
  ck_assert_uint_eq(window.frames, 2);
  ck_assert_uint_eq(window.not_finite, 3);
  ck_assert_double_eq(window.hh, 0.5);
  ck_assert_double_eq(window.mm, 0.5);
  ck_assert_double_eq(window.dd, 0.0);
  ck_assert_float_eq(window.hot_peak, 0.5F);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("meter");
  TCase* const tcase = tcase_create("window");
  tcase_add_test(tcase, an_empty_window_reads_invalid);
  tcase_add_test(tcase, merging_loses_nothing);
  tcase_add_test(tcase, readings_follow_their_definitions);
  tcase_add_loop_test(tcase, frames_add_up_however_they_come, 0, 6);
  tcase_add_test(tcase, frames_that_are_not_finite_are_left_out);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
