// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "dsp/capture_error.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stddef.h>

static const double tau = 6.283185307179586;

START_TEST(matched_inputs_have_no_error)
{
  const HcCaptureError none = hc_capture_error_uncalibrated(0.0, 0.0);
  for (double hz = 20.0; hz < 30000.0; hz *= 10.0) {
    const HcCaptureErrorAt at = hc_capture_error_at(&none, hz);
    ck_assert_double_eq(at.gain, 0.0);
    ck_assert_double_eq(at.delay, 0.0);
    ck_assert_double_eq(at.phase, 0.0);
    ck_assert_double_eq(at.ratio, 0.0);
    ck_assert_double_eq(hc_capture_error_of_balance(&none, hz, 0.3), 0.0);
  }
}
END_TEST

START_TEST(a_delay_is_a_phase_that_rises)
{
  const HcCaptureError   error = hc_capture_error_uncalibrated(0.0, 0.1);
  const HcCaptureErrorAt low   = hc_capture_error_at(&error, 1000.0);
  const HcCaptureErrorAt high  = hc_capture_error_at(&error, 20000.0);
  ck_assert_double_eq_tol(low.phase, 0.036, 1e-12); // Degree: 1e-4 periods
  ck_assert_double_eq_tol(high.phase, 0.72, 1e-12);
  ck_assert_double_eq(low.delay, 0.1);
  ck_assert_double_eq(high.delay, 0.1);
  ck_assert_double_eq_tol(high.ratio, 0.72 / 360.0 * tau, 1e-12);
}
END_TEST

// T of legs of which cold is `r` times hot
static double complex
transfer(const double complex r)
{
  return (1.0 + r) / (2.0 * (1.0 - r));
}

START_TEST(it_bounds_what_inputs_do_to_balance)
{
  // Balanced, unequal, turned, and hot alone
  const double complex ratios[] = {-1.0, -0.5, CMPLX(-0.9, 0.2), 0.0};
  const HcCaptureError error    = hc_capture_error_uncalibrated(0.1, 0.1);
  for (size_t i = 0; i < 4; ++i) {
    for (double hz = 20.0; hz <= 20000.0; hz *= 10.0) {
      const double complex t     = transfer(ratios[i]);
      const double         bound = hc_capture_error_of_balance(&error, hz, t);
      double               most  = 0.0;
      for (int k = 0; k < 4; ++k) {
        // Inputs at the corners of what they may be
        const double complex input =
          pow(10.0, (k & 1 ? 0.1 : -0.1) / 20.0) *
          cexp(CMPLX(0.0, (k & 2 ? 1.0 : -1.0) * tau * hz * 0.1e-6));
        most = fmax(most, cabs(transfer(ratios[i] * input) - t));
      }
      ck_assert_double_le(most, 1.01 * bound);
      ck_assert_double_ge(most, 0.99 * bound);
    }
  }
}
END_TEST

START_TEST(a_tenth_of_a_decibel_hides_balance_beyond_51_db)
{
  const HcCaptureError error = hc_capture_error_uncalibrated(0.1, 0.0);
  const double         bound = hc_capture_error_of_balance(&error, 1000.0, 0.0);
  ck_assert_double_eq_tol(-20.0 * log10(bound), 50.77, 0.01);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("capture_error");
  TCase* const tcase = tcase_create("capture_error");
  tcase_add_test(tcase, matched_inputs_have_no_error);
  tcase_add_test(tcase, a_delay_is_a_phase_that_rises);
  tcase_add_test(tcase, it_bounds_what_inputs_do_to_balance);
  tcase_add_test(tcase, a_tenth_of_a_decibel_hides_balance_beyond_51_db);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
