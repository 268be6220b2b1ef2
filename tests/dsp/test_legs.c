// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"
#include "support/run.h"

#include <check.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { N = HC_BLOCK_FRAMES, MAX_KERNELS = 3 };

// Room before the legs, so that a test can shift them off their alignment
typedef struct {
  _Alignas(64) float hot[N + 8];
  _Alignas(64) float cold[N + 8];
} Legs;

static size_t
list_kernels(HcLegsKernel* const kernels)
{
  size_t n     = 0;
  kernels[n++] = hc_legs_plain;
#if defined(__x86_64__)
  kernels[n++] = hc_legs_sse2;
  if (__builtin_cpu_supports("avx2")) {
    kernels[n++] = hc_legs_avx2;
  }
#endif
  return n;
}

static uint32_t
draw(uint64_t* const state)
{
  *state = (*state * 6364136223846793005U) + 1442695040888963407U;
  return (uint32_t)(*state >> 32U);
}

// Evenly between -1 and 1, in steps of 2^-15
static float
draw_sample(uint64_t* const state)
{
  return (float)((int32_t)(draw(state) >> 16U) - 32768) / 32768.0F;
}

static float
draw_magnitude(uint64_t* const state, const int least, const int greatest)
{
  const int span = greatest - least + 1;
  const int e    = least + (int)(draw(state) % (uint32_t)span);
  return ldexpf(draw_sample(state), e);
}

static void
assert_same(const HcLegSums* const a, const HcLegSums* const b)
{
  // Bit by bit, field by field: padding is nobody's
  ck_assert_mem_eq(&a->hh, &b->hh, sizeof(double));
  ck_assert_mem_eq(&a->cc, &b->cc, sizeof(double));
  ck_assert_mem_eq(&a->hc, &b->hc, sizeof(double));
  ck_assert_mem_eq(&a->dd, &b->dd, sizeof(double));
  ck_assert_mem_eq(&a->mm, &b->mm, sizeof(double));
  ck_assert_mem_eq(&a->hot_peak, &b->hot_peak, sizeof(float));
  ck_assert_mem_eq(&a->cold_peak, &b->cold_peak, sizeof(float));
  ck_assert_mem_eq(&a->diff_peak, &b->diff_peak, sizeof(float));
  ck_assert_mem_eq(&a->common_peak, &b->common_peak, sizeof(float));
  ck_assert(a->finite == b->finite);
}

// The sums of the plain kernel, once the others are found to agree
static HcLegSums
sum_up(const float* const hot, const float* const cold)
{
  HcLegsKernel kernels[MAX_KERNELS];
  HcLegSums    sums[MAX_KERNELS];
  const size_t n = list_kernels(kernels);
  for (size_t i = 0; i < n; ++i) {
    memset(&sums[i], 0x55, sizeof(sums[i]));
    kernels[i](hot, cold, &sums[i]);
    if (sums[0].finite) {
      assert_same(&sums[0], &sums[i]);
    } else {
      ck_assert(!sums[i].finite);
    }
  }
  return sums[0];
}

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
    ck_assert(sum_up(legs.hot, legs.cold).finite);
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
    ck_assert(sum_up(legs.hot + shift, legs.cold).finite);
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
    const HcLegSums sums = sum_up(legs.hot, legs.cold);
    ck_assert(sums.finite);
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
    const HcLegSums sums = sum_up(legs.hot, legs.cold);
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
    const HcLegSums sums = sum_up(legs.hot, legs.cold);
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
  const HcLegSums sums = sum_up(legs.hot, legs.cold);
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
  const HcLegSums sums = sum_up(legs.hot, legs.cold);
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
    const HcLegSums sums  = sum_up(legs.hot, legs.cold);
    const double    ratio = 0.5 * (1.0 - (double)g) / (1.0 + (double)g);
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
    const HcLegSums sums  = sum_up(legs.hot, legs.cold);
    ck_assert_float_eq(sums.hot_peak, 0.75F);
    ck_assert_float_eq(sums.cold_peak, 0.5F);
    ck_assert_float_eq(sums.diff_peak, 0.625F);
    ck_assert_float_eq(sums.common_peak, 0.4375F);
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
  const HcLegSums sums  = sum_up(legs.hot, legs.cold);
  const HcLegSums truth = {.finite = true};
  assert_same(&sums, &truth);
}
END_TEST

static const float bad_samples[] =
  {NAN, -NAN, INFINITY, -INFINITY, FLT_MAX, -FLT_MAX, 0x1.000002p60F, -0x1p61F};

enum { N_BAD = sizeof(bad_samples) / sizeof(bad_samples[0]) };

static void
fill(Legs* const legs, const float value)
{
  for (int i = 0; i < N; ++i) {
    legs->hot[i]  = value;
    legs->cold[i] = -value;
  }
}

START_TEST(bad_samples_are_found_everywhere)
{
  for (int at = 0; at < 2 * N; ++at) {
    for (int k = 0; k < N_BAD; ++k) {
      Legs legs;
      fill(&legs, 0.5F);
      (at < N ? legs.hot : legs.cold)[at % N] = bad_samples[k];
      ck_assert(!sum_up(legs.hot, legs.cold).finite);
    }
  }
}
END_TEST

START_TEST(bad_samples_do_not_hide_each_other)
{
  uint64_t state = 9U;
  for (int round = 0; round < 2000; ++round) {
    Legs      legs;
    const int n_bad = 2 + (int)(draw(&state) % 60U);
    fill(&legs, 0.5F);
    for (int i = 0; i < n_bad; ++i) {
      const uint32_t at = draw(&state) % (2U * N);
      (at < N ? legs.hot : legs.cold)[at % N] =
        bad_samples[draw(&state) % N_BAD];
    }
    ck_assert(!sum_up(legs.hot, legs.cold).finite);
  }
}
END_TEST

START_TEST(sanitizing_zeroes_both_legs_of_bad_frames_only)
{
  for (int k = 0; k < N_BAD; ++k) {
    Legs legs;
    fill(&legs, 0.5F);
    legs.hot[3]   = bad_samples[k];
    legs.cold[17] = bad_samples[k];
    legs.hot[63]  = bad_samples[k];
    legs.cold[63] = bad_samples[N_BAD - 1 - k];
    ck_assert_uint_eq(hc_legs_sanitize(legs.hot, legs.cold, N), 3U);
    for (int i = 0; i < N; ++i) {
      const bool bad = i == 3 || i == 17 || i == 63;
      ck_assert_float_eq(legs.hot[i], bad ? 0.0F : 0.5F);
      ck_assert_float_eq(legs.cold[i], bad ? 0.0F : -0.5F);
    }
    ck_assert_double_eq(sum_up(legs.hot, legs.cold).hh, 61.0 * 0.25);
    ck_assert_uint_eq(hc_legs_sanitize(legs.hot, legs.cold, N), 0U);
  }
}
END_TEST

START_TEST(the_greatest_sample_is_fine)
{
  Legs legs;
  fill(&legs, HC_GREATEST_SAMPLE);
  ck_assert_uint_eq(hc_legs_sanitize(legs.hot, legs.cold, N), 0U);
  const HcLegSums sums = sum_up(legs.hot, legs.cold);
  ck_assert(sums.finite);
  ck_assert_double_eq(sums.hh, ldexp(64.0, 120));
  ck_assert_double_eq(sums.dd, ldexp(64.0, 122));
  ck_assert_float_eq(sums.diff_peak, 0x1p61F);
}
END_TEST

START_TEST(outputs_are_sample_exact)
{
  enum { FRAMES = 1000 };
  static float hot[FRAMES];
  static float cold[FRAMES];
  static float diff[FRAMES + 1];
  static float common[FRAMES + 1];
  uint64_t     state = 10U;
  for (size_t n = 0; n <= FRAMES; n += n < 70U ? 1U : 93U) {
    for (size_t i = 0; i < n; ++i) {
      hot[i]  = draw_magnitude(&state, -30, 1);
      cold[i] = draw_magnitude(&state, -30, 1);
    }
    diff[n]   = 77.0F;
    common[n] = 77.0F;
    hc_legs_diff(hot, cold, diff, n);
    hc_legs_common(hot, cold, common, n);
    for (size_t i = 0; i < n; ++i) {
      // A double holds the exact result of these; rounding once is the truth
      ck_assert_float_eq(diff[i], (float)((double)hot[i] - (double)cold[i]));
      ck_assert_float_eq(common[i],
                         (float)(0.5 * ((double)hot[i] + (double)cold[i])));
    }
    ck_assert_float_eq(diff[n], 77.0F);
    ck_assert_float_eq(common[n], 77.0F);
  }
}
END_TEST

START_TEST(outputs_may_overwrite_a_leg)
{
  Legs legs;
  Legs own;
  fill(&legs, 0.75F);
  own = legs;
  hc_legs_diff(own.hot, own.cold, own.hot, N);
  ck_assert_float_eq(own.hot[N - 1], 1.5F);
  own = legs;
  hc_legs_common(own.hot, own.cold, own.cold, N);
  ck_assert_float_eq(own.cold[0], 0.0F);
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

  TCase* const bad = tcase_create("bad samples");
  tcase_add_test(bad, bad_samples_are_found_everywhere);
  tcase_add_test(bad, bad_samples_do_not_hide_each_other);
  tcase_add_test(bad, sanitizing_zeroes_both_legs_of_bad_frames_only);
  tcase_add_test(bad, the_greatest_sample_is_fine);
  suite_add_tcase(suite, bad);

  TCase* const outputs = tcase_create("outputs");
  tcase_add_test(outputs, outputs_are_sample_exact);
  tcase_add_test(outputs, outputs_may_overwrite_a_leg);
  suite_add_tcase(suite, outputs);
  return run_suite(suite);
}
