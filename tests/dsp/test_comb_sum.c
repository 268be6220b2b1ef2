// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "dsp/comb_sum.h"
#include "dsp/rejection.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdint.h>

// Stretches of three lines of known pick-up, with complex normal errors of the
// variance that the stretch states

static const double tau = 6.283185307179586;

static const double complex on_hot  = 0.03e-3;
static const double complex on_cold = 1e-3;

/// A stretch in which T was `transfer`; mains have wandered since the last
static HcCombTrack
stretch_of(uint64_t* const      state,
           const double complex transfer,
           const double         p_variance,
           const double         d_variance)
{
  HcCombTrack track = {
    .hz = 50.0, .hz_sigma = 1e-3, .seconds = 2.0, .n_lines = 3};
  const double complex d = on_hot - on_cold;
  const double complex m = 0.5 * (on_hot + on_cold);
  for (size_t i = 0; i < track.n_lines; ++i) {
    HcCombFitLine* const line = &track.lines[i];
    const double complex turn = cexp(CMPLX(0.0, tau * draw_unit(state)));
    line->transfer            = transfer;
    line->p.variance          = p_variance;
    line->d.variance          = d_variance;
    line->p.mean = turn * (m - transfer * d) + draw_normal(state, p_variance);
    line->d.mean = turn * d + draw_normal(state, d_variance);
  }
  return track;
}

/// Speech on hot and pauses take turns. In silence T is that of whatever is
/// beside the line, here that of the pick-up itself, so that P is naught.
static HcComb
sum_of(uint64_t* const state, const bool silence_first)
{
  HcCombSum sum = {0};
  HcComb    comb;
  for (int i = 0; i < 6; ++i) {
    const bool           silent = (i % 2 == 0) == silence_first;
    const double complex t      = silent ? -0.5 * 1.03 / 0.97 : 0.5;
    const HcCombTrack    track =
      stretch_of(state, t, silent ? 1e-14 : 1e-12, silent ? 1e-13 : 1e-9);
    ck_assert(hc_comb_sum_is_like(&sum, &track));
    hc_comb_sum_add(&sum, &track, 1.0);
  }
  hc_comb_sum_read(&sum, &comb);
  return comb;
}

START_TEST(stretches_of_different_t_make_one_line)
{
  uint64_t     state = 11;
  const double m     = 0.515e-3 * 0.515e-3;
  const double d     = 0.97e-3 * 0.97e-3;
  for (int take = 0; take < 20; ++take) {
    const HcComb        comb  = sum_of(&state, take % 2 == 0);
    const HcPickupRatio ratio = hc_pickup_ratio(&comb, NULL);
    for (size_t i = 0; i < comb.n_lines; ++i) {
      const HcCombLine* const line = &comb.lines[i];
      ck_assert(line->on_common && line->on_diff);
      ck_assert_double_eq_tol(line->common, m, 0.01 * m);
      ck_assert_double_eq_tol(line->diff, d, 0.01 * d);
      ck_assert_double_eq_tol(line->cold, 1e-6, 1e-8);
      ck_assert_double_eq_tol(line->hot, 9e-10, 9e-11);
    }
    ck_assert(ratio.by_cold);
    ck_assert_double_lt(cabs(ratio.other - 0.03), 1e-3);
    ck_assert_double_lt(ratio.sigma, 5e-3);
  }
}
END_TEST

START_TEST(errors_are_as_stated)
{
  uint64_t     state  = 12;
  int          inside = 0;
  const double truth  = 20.0 * log10(0.515e-3) + 10.0 * log10(3.0);
  for (int take = 0; take < 400; ++take) {
    HcCombSum sum = {0};
    HcComb    comb;
    for (int i = 0; i < 4; ++i) {
      const double      t     = 0.1 * i;
      const HcCombTrack track = stretch_of(&state, t, 1e-9, 1e-9);
      hc_comb_sum_add(&sum, &track, 1.0);
    }
    hc_comb_sum_read(&sum, &comb);
    const HcReading m = hc_comb_common(&comb, HC_HUM_COMMON);
    inside += m.low < truth && truth < m.high;
  }
  ck_assert_int_ge(inside, 368);
  ck_assert_int_le(inside, 392);
}
END_TEST

START_TEST(another_level_is_another_line)
{
  uint64_t    state = 13;
  HcCombSum   sum   = {0};
  HcCombTrack track = stretch_of(&state, 0.5, 1e-12, 1e-12);
  ck_assert(hc_comb_sum_is_like(&sum, &track));
  hc_comb_sum_add(&sum, &track, 1.0);
  // P alone says nothing of a change: with another T it is another
  track = stretch_of(&state, -0.5, 1e-12, 1e-12);
  ck_assert(hc_comb_sum_is_like(&sum, &track));
  for (size_t i = 0; i < track.n_lines; ++i) {
    track.lines[i].p.mean *= 2.0;
    track.lines[i].d.mean *= 2.0;
  }
  ck_assert(!hc_comb_sum_is_like(&sum, &track));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("comb_sum");
  TCase* const tcase = tcase_create("comb_sum");
  tcase_add_test(tcase, stretches_of_different_t_make_one_line);
  tcase_add_test(tcase, errors_are_as_stated);
  tcase_add_test(tcase, another_level_is_another_line);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
