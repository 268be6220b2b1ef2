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

static const float bad_samples[] =
  {NAN, -NAN, INFINITY, -INFINITY, FLT_MAX, -FLT_MAX, 0x1.000002p60F, -0x1p61F};

enum { N_BAD = sizeof(bad_samples) / sizeof(bad_samples[0]) };

START_TEST(bad_samples_are_found_everywhere)
{
  for (int at = 0; at < 2 * N; ++at) {
    for (int k = 0; k < N_BAD; ++k) {
      Legs legs;
      fill(&legs, 0.5F);
      (at < N ? legs.hot : legs.cold)[at % N] = bad_samples[k];
      ck_assert(!is_finite(legs.hot, legs.cold));
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
    ck_assert(!is_finite(legs.hot, legs.cold));
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
  const HcWindow sums = sum_up(legs.hot, legs.cold);
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

int
main(void)
{
  Suite* const suite = suite_create("legs_samples");
  TCase* const bad   = tcase_create("bad samples");
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
