// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "dsp/sine_fit.h"

#include <check.h>

#include <math.h>
#include <stdint.h>
#include <string.h>

#define N 4800

static const double pi = 3.14159265358979323846;

static void
fill(float* const         x,
     const double         omega,
     const double complex amplitude,
     const double         offset,
     const double         dither,
     uint64_t             seed)
{
  for (size_t i = 0; i < N; ++i) {
    x[i] = (float)(creal(amplitude * cexp(I * omega * (double)i)) + offset +
                   dither * draw_noise(&seed));
  }
}

START_TEST(both_legs_come_out_as_put_in)
{
  float                h[N];
  float                c[N];
  HcSineFit            fit;
  const double         omega = 2.0 * pi * 997.0 / 48000.0;
  const double complex a     = 0.5 * cexp(0.3 * I);
  const double complex b     = -0.495 * cexp(0.3001 * I);
  fill(h, omega, a, 0.01, 0.0, 1);
  fill(c, omega, b, -0.02, 0.0, 2);
  ck_assert(hc_sine_fit_known(h, c, N, omega, &fit));
  ck_assert_double_lt(cabs(fit.amplitude[0] - a), 1e-8);
  ck_assert_double_lt(cabs(fit.amplitude[1] - b), 1e-8);

  // A third of a cycle off over the take
  ck_assert(hc_sine_fit(h, c, N, omega + 2.0 / N, &fit));
  ck_assert_double_eq_tol(fit.omega, omega, 1e-11);
  ck_assert_double_lt(cabs(fit.amplitude[0] - a), 1e-8);
  ck_assert_double_lt(cabs(fit.amplitude[1] - b), 1e-8);
  ck_assert_double_eq_tol(fit.offset[0], 0.01, 1e-8);
  ck_assert_double_eq_tol(fit.offset[1], -0.02, 1e-8);
}
END_TEST

START_TEST(errors_are_those_of_the_cramer_rao_bound)
{
  float        h[N];
  float        c[N];
  const double omega    = 0.1234;
  const double variance = 0.01 * 0.01 / 3.0; // Uniform in +-0.01

  // var(omega) = 24 s^2 / (A^2 N^3) for one leg, half of it for two alike
  const double bound  = sqrt(12.0 * variance / (0.25 * pow(N, 3.0)));
  double       square = 0.0;
  for (unsigned take = 0; take < 50; ++take) {
    HcSineFit fit;
    fill(h, omega, 0.5, 0.0, 0.01, 2U * take + 1U);
    fill(c, omega, -0.5, 0.0, 0.01, 2U * take + 2U);
    ck_assert(hc_sine_fit(h, c, N, omega + 1e-5, &fit));
    ck_assert_double_eq_tol(fit.omega_sigma, bound, 0.1 * bound);
    ck_assert_double_eq_tol(fit.residual[0], variance, 0.1 * variance);
    square += (fit.omega - omega) * (fit.omega - omega);
  }
  const double sigma = sqrt(square / 50.0);
  ck_assert_double_gt(sigma, 0.7 * bound);
  ck_assert_double_lt(sigma, 1.3 * bound);
}
END_TEST

START_TEST(what_cannot_be_fitted_is_refused)
{
  float     silent[N];
  HcSineFit fit;
  memset(silent, 0, sizeof(silent));
  ck_assert(!hc_sine_fit_known(silent, silent, 3, 0.1, &fit));
  ck_assert(!hc_sine_fit_known(silent, silent, N, 0.0, &fit));
  ck_assert(!hc_sine_fit(silent, silent, N, 0.1, &fit));
  ck_assert(hc_sine_fit_known(silent, silent, N, 0.1, &fit));
  ck_assert_double_eq(cabs(fit.amplitude[0]), 0.0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("sine_fit");
  TCase* const tcase = tcase_create("fit");
  tcase_add_test(tcase, both_legs_come_out_as_put_in);
  tcase_add_test(tcase, errors_are_those_of_the_cramer_rao_bound);
  tcase_add_test(tcase, what_cannot_be_fitted_is_refused);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
