// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "dsp/comb_fit_state.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

// A steady amplitude in segments with complex normal errors of known variance,
// which is what `base` says, and with programme in some

enum { N = 16 };

/// Any amplitude of size 1
static double complex
draw_truth(uint64_t* const state)
{
  return cexp(CMPLX(0.0, 6.283185307179586 * draw_unit(state)));
}

static void
set(HcCombFitSeries* const s,
    uint64_t* const        state,
    const unsigned         i,
    const double complex   truth,
    const double           variance)
{
  s->x[i]    = truth + draw_normal(state, variance);
  s->base[i] = variance;
}

/// The squared error over the variance stated, of one take
static double
error_of(const HcCombFitSeries* const s, const double complex truth)
{
  const double off = cabs(s->steady.mean - truth);
  return off * off / s->steady.variance;
}

START_TEST(what_is_alike_is_its_mean)
{
  // One segment as any number of them: variance base / n, when no noise is
  // shared between segments
  uint64_t state = 1;
  for (unsigned n = 1; n <= HC_MAX_FITTED; ++n) {
    HcCombFitSeries      s;
    const double complex truth = draw_truth(&state);
    memset(&s, 0, sizeof(s));
    for (unsigned i = 0; i < n; ++i) {
      s.x[i]    = truth;
      s.base[i] = 1e-3;
      s.bias[i] = 1e-7;
    }
    hc_comb_mean(&s, n, 1.0);
    ck_assert_double_lt(cabs(s.steady.mean - truth), 1e-12);
    ck_assert_double_eq_tol(s.steady.variance, 1e-3 / n + 1e-7, 1e-12);
    ck_assert_double_eq_tol(s.steady.beside, 1e-3, 1e-12);
    ck_assert_uint_eq(s.steady.agreeing, n);
    ck_assert_uint_eq(s.steady.clear, n);
    ck_assert_uint_eq(s.steady.shown, n);
    ck_assert_double_eq_tol(s.weight[0], 1e3, 1e-9);
  }
}
END_TEST

START_TEST(noise_that_is_shared_averages_less)
{
  HcCombFitSeries s;
  memset(&s, 0, sizeof(s));
  for (unsigned i = 0; i < N; ++i) {
    s.x[i]    = 1.0;
    s.base[i] = 1e-3;
  }
  hc_comb_mean(&s, N, 1.8);
  ck_assert_double_eq_tol(
    s.steady.variance, 1e-3 / N * (1.0 + 0.8 * (1.0 - 1.0 / N)), 1e-12);
}
END_TEST

START_TEST(segments_agree_to_a_third)
{
  // The mean follows the one that is off by a 16th of that at most
  static const double offs[] = {0.25, 0.4};
  for (int far = 0; far < 2; ++far) {
    for (unsigned odd = 0; odd < N; ++odd) {
      HcCombFitSeries s;
      memset(&s, 0, sizeof(s));
      for (unsigned i = 0; i < N; ++i) {
        s.x[i]    = i == odd ? 1.0 + offs[far] : 1.0;
        s.base[i] = i % 2U ? 0.05 : 0.2;
      }
      hc_comb_mean(&s, N, 1.0);
      ck_assert_uint_eq(s.steady.agreeing, far ? N - 1 : N);
      ck_assert_uint_eq(s.steady.clear, N / 2);
      ck_assert_uint_eq(s.steady.shown, N / 2 - (far && odd % 2U ? 1U : 0U));
    }
  }
}
END_TEST

START_TEST(the_variance_is_honest)
{
  // The mean of many squared errors over the variance stated is 1, or less
  // where that is the greater of two estimates
  uint64_t state = 2;
  double   sum   = 0.0;
  enum { TAKES = 4000 };
  for (int take = 0; take < TAKES; ++take) {
    HcCombFitSeries      s;
    const double complex truth    = draw_truth(&state);
    const double         variance = pow(10.0, draw_between(&state, -8.0, -3.0));
    memset(&s, 0, sizeof(s));
    for (unsigned i = 0; i < N; ++i) {
      set(&s, &state, i, truth, variance);
    }
    hc_comb_mean(&s, N, 1.0);
    sum += error_of(&s, truth) / TAKES;
    ck_assert_double_eq_tol(s.steady.beside, variance, 1e-12);
  }
  ck_assert_double_lt(sum, 1.0 + 5.0 / sqrt(TAKES));
  ck_assert_double_gt(sum, 0.7);
}
END_TEST

START_TEST(pauses_decide)
{
  // Programme far above the line in all segments but 5; it is told by `base`
  uint64_t state = 3;
  double   sum   = 0.0;
  enum { TAKES = 1000, PAUSES = 5 };
  for (int take = 0; take < TAKES; ++take) {
    HcCombFitSeries      s;
    const double complex truth = draw_truth(&state);
    memset(&s, 0, sizeof(s));
    for (unsigned i = 0; i < N; ++i) {
      set(&s, &state, i, truth, i % 3 == 0 && i < 3 * PAUSES ? 1e-4 : 1e3);
    }
    hc_comb_mean(&s, N, 1.0);
    sum += error_of(&s, truth) / TAKES;
    ck_assert_double_lt(cabs(s.steady.mean - truth), 0.05);
    ck_assert_uint_eq(s.steady.clear, PAUSES);
    ck_assert_uint_eq(s.steady.shown, PAUSES);
  }
  ck_assert_double_lt(sum, 1.0 + 5.0 / sqrt(TAKES));
}
END_TEST

START_TEST(what_turns_at_random_hardly_agrees)
{
  // The same power in every segment at any phase: music does so. It has no
  // mean, so that only how many segments agree is to be trusted. Those of a
  // tenth of a turn do: half of them lie in one in at most 16 C(15, 7) 0.1^7 or
  // 1.0 % of takes; 3 % allows for chance.
  uint64_t state = 4;
  unsigned many  = 0;
  for (int take = 0; take < 1000; ++take) {
    HcCombFitSeries s;
    memset(&s, 0, sizeof(s));
    for (unsigned i = 0; i < N; ++i) {
      s.x[i]    = draw_truth(&state);
      s.base[i] = 1e-6;
    }
    hc_comb_mean(&s, N, 1.0);
    many += 2U * s.steady.agreeing >= N;
  }
  ck_assert_uint_le(many, 30);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("comb_mean");
  TCase* const tcase = tcase_create("comb_mean");
  tcase_add_test(tcase, what_is_alike_is_its_mean);
  tcase_add_test(tcase, noise_that_is_shared_averages_less);
  tcase_add_test(tcase, segments_agree_to_a_third);
  tcase_add_test(tcase, the_variance_is_honest);
  tcase_add_test(tcase, pauses_decide);
  tcase_add_test(tcase, what_turns_at_random_hardly_agrees);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
