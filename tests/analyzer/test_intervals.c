// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "analyzer/intervals.h"

#include <check.h>

#include <stdbool.h>

// A range with power 1 of d, in which T is 0 or 1/2

static HcBalance
range_of(const double coherence, const double common, const double rest)
{
  const HcBalance range = {.valid          = true,
                           .averages       = 100.0,
                           .diff           = 1.0,
                           .kept           = 1.0,
                           .common         = common,
                           .rest           = rest,
                           .t              = common > 0.1 ? 0.5 : 0.0,
                           .t_sigma        = 1e-3,
                           .centre         = 1000.0,
                           .coherence_kept = coherence,
                           .legs           = 0.5};
  return range;
}

START_TEST(noise_has_no_balance)
{
  const HcCaptureError error = hc_capture_error_uncalibrated(0.1, 0.1);
  // Equal noise on both legs: |m|^2 is 1/4 of |d|^2, and does not follow it
  const HcBalance noise = range_of(0.02, 1e-4, 0.25);
  const HcBalance half  = range_of(0.5, 0.0, 0.1);
  ck_assert(!hc_interval_band(&noise, 1000.0, &error).valid);
  ck_assert(!hc_interval_band(&half, 1000.0, &error).valid);
}
END_TEST

START_TEST(programme_on_one_leg_or_two_has)
{
  const HcCaptureError error = hc_capture_error_uncalibrated(0.1, 0.1);
  const HcBalance      two   = range_of(0.99, 1e-6, 1e-3);
  const HcBalance      one   = range_of(0.0, 0.25, 1e-3);
  ck_assert(hc_interval_band(&two, 1000.0, &error).valid);
  ck_assert(hc_interval_band(&one, 1000.0, &error).valid);
  ck_assert_double_eq_tol(
    hc_interval_band(&one, 1000.0, &error).balance, 6.02, 0.01);
}
END_TEST

START_TEST(delay_is_of_two_driven_legs)
{
  const HcCaptureError error = hc_capture_error_uncalibrated(0.1, 0.1);
  HcLegResponse        legs  = {.valid       = true,
                                .ratio       = -10.0,
                                .phase_sigma = 0.1,
                                .has_delay   = true,
                                .delay       = 20.0,
                                .delay_sigma = 0.1,
                                .centre      = 1000.0};
  ck_assert(hc_interval_delay(&legs, &error).valid);
  legs.ratio = -60.0; // What stands on cold is pick-up
  ck_assert(!hc_interval_delay(&legs, &error).valid);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("figures");
  TCase* const tcase = tcase_create("figures");
  tcase_add_test(tcase, noise_has_no_balance);
  tcase_add_test(tcase, programme_on_one_leg_or_two_has);
  tcase_add_test(tcase, delay_is_of_two_driven_legs);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
