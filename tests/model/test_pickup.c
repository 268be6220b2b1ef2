// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "response.h"

#include "support/run.h"

#include "model/pickup.h"
#include "model/random.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>

#define RATE 48000U

/// `seconds` of pick-up; the caller frees them
static double*
play(const HcPickupSettings* const settings, const size_t seconds)
{
  double* const out = (double*)calloc(seconds * RATE, sizeof(double));
  HcPickup      pickup;
  hc_pickup_init(&pickup, settings, RATE, 1);
  for (size_t n = 0; n < seconds * RATE; n += 64U) {
    ck_assert(hc_pickup_play(&pickup, out + n, 64U));
  }
  return out;
}

static double
mean_square(const double* const x, const size_t frames)
{
  double sum = 0.0;
  for (size_t n = 0; n < frames; ++n) {
    sum += x[n] * x[n];
  }
  return sum / (double)frames;
}

/// Amplitude of the spectral line at `hz`
static double
amplitude(const double* const x, const size_t frames, const double hz)
{
  return 2.0 * cabs(transform(x, frames, hz, RATE)) / (double)frames;
}

START_TEST(none_is_none)
{
  const HcPickupSettings none = hc_pickup_none();
  HcPickup               pickup;
  double                 out[1] = {7.0};
  hc_pickup_init(&pickup, &none, RATE, 1);
  ck_assert(!hc_pickup_play(&pickup, out, 1));
  ck_assert_double_eq(out[0], 7.0);
}
END_TEST

START_TEST(mains_has_its_level_and_harmonics)
{
  HcPickupSettings settings = hc_pickup_none();
  settings.mains            = -30.0;
  settings.mains_hz         = 60.0;
  double* const x           = play(&settings, 1);
  ck_assert_double_eq_tol(
    10.0 * log10(2.0 * mean_square(x, RATE)), -30.0, 1e-9);

  const double first = amplitude(x, RATE, 60.0);
  ck_assert_double_eq_tol(amplitude(x, RATE, 180.0) / first, 1.0 / 3.0, 1e-9);
  ck_assert_double_eq_tol(amplitude(x, RATE, 120.0) / first, 1.0 / 8.0, 1e-9);
  ck_assert_double_eq_tol(amplitude(x, RATE, 1140.0) / first, 1.0 / 19.0, 1e-9);
  ck_assert_double_lt(amplitude(x, RATE, 1260.0) / first, 1e-9);
  free(x);
}
END_TEST

START_TEST(frequency_does_not_drift)
{
  HcPickupSettings settings = hc_pickup_none();
  settings.mains            = 0.0;
  settings.mains_hz         = 50.03;
  settings.harmonics        = 1;
  const size_t  seconds     = 100;
  double* const x           = play(&settings, seconds);
  const size_t  half        = seconds / 2U * RATE;

  // Compare the phases of both halves, after turning the second one back by 50
  // s
  const double complex a = transform(x, half, 50.03, RATE);
  const double complex b =
    transform(x + half, half, 50.03, RATE) *
    cexp(CMPLX(0.0, -2.0 * PI * 50.03 * (double)seconds / 2.0));
  ck_assert_double_lt(fabs(carg(b / a)), 1e-7);
  free(x);
}
END_TEST

START_TEST(usb_has_both_combs)
{
  HcPickupSettings settings = hc_pickup_none();
  settings.usb_1k           = -40.0;
  double* x                 = play(&settings, 1);
  ck_assert_double_eq_tol(
    10.0 * log10(2.0 * mean_square(x, RATE)), -40.0, 1e-9);
  ck_assert_double_gt(amplitude(x, RATE, 1000.0), 1e-3);
  ck_assert_double_lt(amplitude(x, RATE, 1500.0), 1e-9);
  free(x);

  settings.usb_1k  = hc_pickup_none().usb_1k;
  settings.usb_8k  = -40.0;
  settings.usb_ppm = 125.0;
  x                = play(&settings, 1);
  ck_assert_double_gt(amplitude(x, RATE, 8001.0), 1e-3);
  ck_assert_double_gt(amplitude(x, RATE, 16002.0), 1e-3);
  ck_assert_double_lt(amplitude(x, RATE, 8000.0), 1e-9);
  free(x);
}
END_TEST

START_TEST(noise_has_its_level)
{
  HcPickupSettings settings = hc_pickup_none();
  settings.noise            = -50.0;
  double* const x           = play(&settings, 60);
  ck_assert_double_eq_tol(
    10.0 * log10(2.0 * mean_square(x, 60U * RATE)), -50.0, 0.015);
  free(x);
}
END_TEST

START_TEST(random_numbers_are_what_they_are_everywhere)
{
  // SplitMix64 from state 1234567, as published with the algorithm
  HcRandom random = {1234567U};
  ck_assert(hc_random_bits(&random) == 6457827717110365317U);
  ck_assert(hc_random_bits(&random) == 3203168211198807973U);

  double sum    = 0.0;
  double square = 0.0;
  for (size_t n = 0; n < 1000000U; ++n) {
    const double x = hc_random_noise(&random);
    sum += x;
    square += x * x;
    ck_assert_double_le(fabs(x), 3.4641);
    const double u = hc_random_uniform(&random);
    ck_assert(u >= 0.0 && u < 1.0);
  }
  ck_assert_double_lt(fabs(sum / 1e6), 0.005);
  ck_assert_double_eq_tol(square / 1e6, 1.0, 0.005);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("pickup");
  TCase* const tcase = tcase_create("pickup");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, none_is_none);
  tcase_add_test(tcase, mains_has_its_level_and_harmonics);
  tcase_add_test(tcase, frequency_does_not_drift);
  tcase_add_test(tcase, usb_has_both_combs);
  tcase_add_test(tcase, noise_has_its_level);
  tcase_add_test(tcase, random_numbers_are_what_they_are_everywhere);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
