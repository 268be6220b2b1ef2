// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"
#include "legs_kernels.h"
#include "support/run.h"

#include <check.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

START_TEST(kernels_agree_on_all_magnitudes)
{
  uint64_t state = 1U;
  Legs     legs;
  for (int round = 0; round < 2000; ++round) {
    const int least    = (round % 207) - 148;
    const int greatest = round % 2 ? least : 59;
    for (int i = 0; i < N; ++i) {
      legs.hot[i]  = draw_magnitude(&state, least, greatest);
      legs.cold[i] = draw_magnitude(&state, least, greatest);
    }
    ck_assert(is_finite(legs.hot, legs.cold));
  }
}
END_TEST

START_TEST(kernels_agree_on_near_nulls_off_alignment)
{
  uint64_t state = 2U;
  Legs     legs;
  for (int round = 0; round < 800; ++round) {
    const int shift = round % 8;
    for (int i = 0; i < N; ++i) {
      const float x        = draw_sample(&state);
      const float mismatch = ldexpf(draw_sample(&state), -(round % 24));
      legs.hot[shift + i]  = x;
      legs.cold[i]         = (round & 8 ? x : -x) * (1.0F + mismatch);
    }
    ck_assert(is_finite(legs.hot + shift, legs.cold));
  }
}
END_TEST

START_TEST(kernels_agree_on_special_values)
{
  static const float values[] = {0.0F,
                                 -0.0F,
                                 1.0F,
                                 -1.0F,
                                 FLT_MIN,
                                 -FLT_MIN,
                                 0x1p-149F,
                                 -0x1p-149F,
                                 0x1.fffffcp-127F,
                                 HC_GREATEST_SAMPLE,
                                 -HC_GREATEST_SAMPLE};
  enum { N_VALUES = sizeof(values) / sizeof(values[0]) };
  uint64_t state = 3U;
  Legs     legs;
  for (int round = 0; round < 2000; ++round) {
    for (int i = 0; i < N; ++i) {
      legs.hot[i]  = values[draw(&state) % N_VALUES];
      legs.cold[i] = values[draw(&state) % N_VALUES];
    }
    const HcWindow sums = sum_up(legs.hot, legs.cold);
    ck_assert(isfinite(sums.dd) && isfinite(sums.mm));
  }
}
END_TEST

/* Samples that are multiples of 2^-6 up to 1: every product and every sum is
   exact in single precision, so that the truth is a matter of integers. */
START_TEST(sums_are_exact_where_floats_are)
{
  uint64_t state = 4U;
  for (int round = 0; round < 500; ++round) {
    Legs    legs;
    int64_t hh = 0;
    int64_t cc = 0;
    int64_t hc = 0;
    int64_t dd = 0;
    int64_t ss = 0;
    for (int i = 0; i < N; ++i) {
      const int h = (int)(draw(&state) % 129U) - 64;
      const int c = (int)(draw(&state) % 129U) - 64;
      hh += h * h;
      cc += c * c;
      hc += h * c;
      dd += (h - c) * (h - c);
      ss += (h + c) * (h + c);
      legs.hot[i]  = (float)h / 64.0F;
      legs.cold[i] = (float)c / 64.0F;
    }
    const HcWindow sums = sum_up(legs.hot, legs.cold);
    ck_assert_double_eq(sums.hh, (double)hh / 4096.0);
    ck_assert_double_eq(sums.cc, (double)cc / 4096.0);
    ck_assert_double_eq(sums.hc, (double)hc / 4096.0);
    ck_assert_double_eq(sums.dd, (double)dd / 4096.0);
    ck_assert_double_eq(sums.mm, (double)ss / 16384.0);
  }
}
END_TEST

// Eight float additions and a product round off by 9/2 ulp at most
START_TEST(sums_are_near_the_truth)
{
  static const double tolerance = 4.5 * (double)FLT_EPSILON;

  uint64_t state = 5U;
  for (int round = 0; round < 500; ++round) {
    Legs        legs;
    long double hh  = 0.0L;
    long double hc  = 0.0L;
    long double ahc = 0.0L;
    for (int i = 0; i < N; ++i) {
      legs.hot[i]         = draw_magnitude(&state, -20, 0);
      legs.cold[i]        = draw_magnitude(&state, -20, 0);
      const long double h = (long double)legs.hot[i];
      const long double c = (long double)legs.cold[i];
      hh += h * h;
      hc += h * c;
      ahc += fabsl(h * c);
    }
    const HcWindow sums = sum_up(legs.hot, legs.cold);
    ck_assert_double_le(fabs(sums.hh - (double)hh), tolerance * (double)hh);
    ck_assert_double_le(fabs(sums.hc - (double)hc), tolerance * (double)ahc);
  }
}
END_TEST

START_TEST(equal_legs_are_all_common)
{
  uint64_t state = 6U;
  Legs     legs;
  for (int i = 0; i < N; ++i) {
    legs.hot[i]  = draw_sample(&state);
    legs.cold[i] = legs.hot[i];
  }
  const HcWindow sums = sum_up(legs.hot, legs.cold);
  ck_assert_double_eq(sums.dd, 0.0);
  ck_assert_float_eq(sums.diff_peak, 0.0F);
  ck_assert_double_eq(sums.mm, sums.hh);
  ck_assert_double_eq(sums.hc, sums.hh);
  ck_assert_double_eq(sums.cc, sums.hh);
  ck_assert_float_eq(sums.common_peak, sums.hot_peak);
}
END_TEST

START_TEST(inverted_legs_are_all_difference)
{
  uint64_t state = 7U;
  Legs     legs;
  for (int i = 0; i < N; ++i) {
    legs.hot[i]  = draw_sample(&state);
    legs.cold[i] = -legs.hot[i];
  }
  const HcWindow sums = sum_up(legs.hot, legs.cold);
  ck_assert_double_eq(sums.mm, 0.0);
  ck_assert_float_eq(sums.common_peak, 0.0F);
  ck_assert_double_eq(sums.dd, 4.0 * sums.hh);
  ck_assert_double_eq(sums.hc, -sums.hh);
  ck_assert_float_eq(sums.diff_peak, 2.0F * sums.hot_peak);
}
END_TEST

/* With c = -g h the ratio of common mode to difference is
   ((1 - g) / 2 / (1 + g))^2 in energy. Gains are powers of two away from one,
   which floats hold exactly, down to a mismatch of 2^-23: -138 dB. */
START_TEST(a_gain_mismatch_has_its_known_balance)
{
  uint64_t state = 8U;
  for (int e = 1; e <= 23; ++e) {
    const float g = 1.0F - ldexpf(1.0F, -e);
    Legs        legs;
    for (int i = 0; i < N; ++i) {
      // The product with g is exact in a float
      legs.hot[i]  = draw(&state) & 1U ? 0.5F : -0.5F;
      legs.cold[i] = -g * legs.hot[i];
    }
    const HcWindow sums  = sum_up(legs.hot, legs.cold);
    const double   ratio = 0.5 * (1.0 - (double)g) / (1.0 + (double)g);
    ck_assert_double_eq_tol(
      10.0 * log10(sums.mm / sums.dd), 20.0 * log10(ratio), 1e-5);
  }
}
END_TEST

START_TEST(peaks_are_found_at_every_frame)
{
  for (int at = 0; at < N; ++at) {
    Legs legs;
    for (int i = 0; i < N; ++i) {
      legs.hot[i]  = 0.25F;
      legs.cold[i] = -0.125F;
    }
    legs.hot[at]          = -0.75F;
    legs.cold[N - 1 - at] = 0.5F;
    const HcWindow sums   = sum_up(legs.hot, legs.cold);
    ck_assert_float_eq(sums.hot_peak, 0.75F);
    ck_assert_float_eq(sums.cold_peak, 0.5F);
    ck_assert_float_eq(sums.diff_peak, 0.625F);
    ck_assert_float_eq(sums.common_peak, 0.4375F);
  }
}
END_TEST

/* Peaks are roots of squares: of any magnitude from 2^-63 to 2^60 they are the
   samples themselves, to the last bit. */
START_TEST(peaks_are_exact)
{
  uint64_t state = 9U;
  for (int round = 0; round < 20000; ++round) {
    const float mantissa = 1.0F + ldexpf((float)(draw(&state) >> 9U), -23);
    const int   exponent = (int)(draw(&state) % 123U) - 63;
    Legs        legs;
    memset(&legs, 0, sizeof(legs));
    legs.hot[round % N]   = ldexpf(mantissa, exponent);
    legs.cold[round % 23] = -legs.hot[round % N];
    const HcWindow sums   = sum_up(legs.hot, legs.cold);
    ck_assert_float_eq(sums.hot_peak, legs.hot[round % N]);
    ck_assert_float_eq(sums.cold_peak, legs.hot[round % N]);
  }
}
END_TEST

START_TEST(silence_is_zero)
{
  Legs legs;
  memset(&legs, 0, sizeof(legs));
  for (int i = 0; i < N; i += 2) {
    legs.hot[i] = -0.0F;
  }
  const HcWindow sums  = sum_up(legs.hot, legs.cold);
  const HcWindow truth = {0};
  assert_same(&sums, &truth);
}
END_TEST

START_TEST(the_chosen_kernel_is_the_widest)
{
  HcLegsKernel kernels[MAX_KERNELS];
  const size_t n = list_kernels(kernels);
  ck_assert(hc_legs_kernel() == kernels[n - 1U]);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("legs");
  TCase* const sums  = tcase_create("sums");
  tcase_add_test(sums, peaks_are_exact);
  tcase_add_test(sums, kernels_agree_on_all_magnitudes);
  tcase_add_test(sums, kernels_agree_on_near_nulls_off_alignment);
  tcase_add_test(sums, kernels_agree_on_special_values);
  tcase_add_test(sums, sums_are_exact_where_floats_are);
  tcase_add_test(sums, sums_are_near_the_truth);
  tcase_add_test(sums, equal_legs_are_all_common);
  tcase_add_test(sums, inverted_legs_are_all_difference);
  tcase_add_test(sums, a_gain_mismatch_has_its_known_balance);
  tcase_add_test(sums, peaks_are_found_at_every_frame);
  tcase_add_test(sums, silence_is_zero);
  tcase_add_test(sums, the_chosen_kernel_is_the_widest);
  suite_add_tcase(suite, sums);

  return run_suite(suite);
}
