// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "dsp/window.h"

#include <check.h>

#include <complex.h>
#include <math.h>

#define SIZE 1024

static const double tau = 6.283185307179586;

START_TEST(noise_bandwidths_are_those_of_the_textbooks)
{
  const HcWindowShape hann    = hc_window_hann();
  const HcWindowShape nuttall = hc_window_nuttall();
  ck_assert_double_eq_tol(hc_window_noise_bandwidth(&hann), 1.5, 1e-12);
  ck_assert_double_eq_tol(hc_window_noise_bandwidth(&nuttall), 2.0212, 1e-4);
}
END_TEST

// Height of the window's transform `offset` bins from a sine of amplitude 1
static double
height(const float* const window, const double offset)
{
  double complex sum = 0.0;
  for (int i = 0; i < SIZE; ++i) {
    sum += (double)window[i] * cexp(CMPLX(0.0, -tau * offset * i / SIZE));
  }
  return cabs(0.5 * sum);
}

START_TEST(a_sine_reads_its_amplitude)
{
  float               window[SIZE];
  const HcWindowShape shapes[] = {hc_window_hann(), hc_window_nuttall()};
  for (int i = 0; i < 2; ++i) {
    hc_window_fill(&shapes[i], window, SIZE);
    ck_assert_double_eq_tol(height(window, 0.0), 1.0, 1e-6);
    ck_assert_double_lt(height(window, shapes[i].lobe), 1e-6);
  }
}
END_TEST

START_TEST(side_lobes_stay_down)
{
  float               window[SIZE];
  const HcWindowShape nuttall = hc_window_nuttall();
  hc_window_fill(&nuttall, window, SIZE);
  for (double offset = 4.0; offset < 60.0; offset += 0.25) {
    ck_assert_double_lt(height(window, offset), pow(10.0, -92.0 / 20.0));
  }
}
END_TEST

START_TEST(transforms_are_those_of_the_samples)
{
  float               window[SIZE];
  const HcWindowShape shapes[] = {hc_window_hann(), hc_window_nuttall()};
  for (int i = 0; i < 2; ++i) {
    hc_window_fill(&shapes[i], window, SIZE);
    for (double offset = -9.0; offset < 9.0; offset += 0.125) {
      ck_assert_double_eq_tol(fabs(hc_window_transform(&shapes[i], offset)),
                              height(window, offset),
                              1e-6);
    }
    ck_assert_double_eq_tol(hc_window_transform(&shapes[i], 1.0),
                            shapes[i].a[1] / shapes[i].a[0] / 2.0,
                            1e-12);
  }
}
END_TEST

START_TEST(overlap_of_hann_is_that_of_welch)
{
  // Half a Hann window's length apart, noise correlates by 1/6; next bins of
  // one segment by 2/3, those two apart by 1/6
  const HcWindowShape hann  = hc_window_hann();
  const HcOverlap     half  = hc_window_overlap(&hann, 0.5);
  const HcOverlap     apart = hc_window_overlap(&hann, 1.0);
  ck_assert_double_eq_tol(half.time, 1.0 + 2.0 / 36.0, 1e-9);
  ck_assert_double_eq_tol(apart.time, 1.0, 1e-9);
  ck_assert_double_eq_tol(apart.first[1], 4.0 / 9.0, 1e-9);
  ck_assert_double_eq_tol(apart.first[2], 1.0 / 36.0, 1e-9);
  ck_assert_double_eq_tol(apart.first[3], 0.0, 1e-9);
  ck_assert_double_eq_tol(apart.second[1], 16.0 / 81.0, 1e-9);
  ck_assert_double_eq_tol(hc_overlap_spread(apart.first, 1), 1.0, 1e-12);
  ck_assert_double_eq_tol(
    hc_overlap_spread(apart.first, 2), 1.0 + 4.0 / 9.0, 1e-9);
}
END_TEST

START_TEST(broadband_variance_is_that_of_the_windows_energy)
{
  // All bins together, the effective time is (mean s)^2 / mean s^2 with s the
  // sum of squared windows: 0.5625 / 0.59375 for Hann at half overlap, of
  // which there are two bins and segments per degree of freedom
  const HcWindowShape hann = hc_window_hann();
  const HcOverlap     half = hc_window_overlap(&hann, 0.5);
  const double spread      = half.time * hc_overlap_spread(half.first, 1000000);
  ck_assert_double_eq_tol(spread, 2.0 * 0.59375 / 0.5625, 2e-3);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("window");
  TCase* const tcase = tcase_create("window");
  tcase_add_test(tcase, noise_bandwidths_are_those_of_the_textbooks);
  tcase_add_test(tcase, a_sine_reads_its_amplitude);
  tcase_add_test(tcase, side_lobes_stay_down);
  tcase_add_test(tcase, transforms_are_those_of_the_samples);
  tcase_add_test(tcase, overlap_of_hann_is_that_of_welch);
  tcase_add_test(tcase, broadband_variance_is_that_of_the_windows_energy);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
