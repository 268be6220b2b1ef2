// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "dsp/comb.h"
#include "dsp/rejection.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Combs of lines with known pick-up and complex normal errors, whose variance
// the comb states

static double
square(const double complex x)
{
  return creal(x * conj(x));
}

/// Ten lines falling as 1 / k, 1e-3 on cold and `g` times as much on hot; the
/// errors of hot fall as those of pink noise do
static HcComb
comb_of(uint64_t* const state, const double complex g, const double error)
{
  HcComb comb = {.found = true, .hz = 50.0, .seconds = 10.0, .n_lines = 10};
  for (size_t i = 0; i < comb.n_lines; ++i) {
    const double         k    = (double)(i + 1U);
    const double         vh   = error * error / k;
    const double         vc   = 1e-14;
    const double complex pure = 1e-3 / k * cexp(CMPLX(0.0, 0.7 * k * k));
    const double complex hot  = g * pure + draw_normal(state, vh);
    const double complex cold = pure + draw_normal(state, vc);
    HcCombLine* const    line = &comb.lines[i];
    line->hot                 = square(hot) - vh;
    line->hot_variance        = vh;
    line->cold                = square(cold) - vc;
    line->cold_variance       = vc;
    line->cross               = cold * conj(hot);
    line->on_common           = true;
  }
  return comb;
}

/// The same with hot and cold exchanged
static HcComb
swapped(const HcComb* const comb)
{
  HcComb result = *comb;
  for (size_t i = 0; i < comb->n_lines; ++i) {
    const HcCombLine* const from = &comb->lines[i];
    HcCombLine* const       to   = &result.lines[i];
    to->hot                      = from->cold;
    to->hot_variance             = from->cold_variance;
    to->cold                     = from->hot;
    to->cold_variance            = from->hot_variance;
    to->cross                    = conj(from->cross);
  }
  return result;
}

START_TEST(the_clean_leg_is_the_reference)
{
  uint64_t            state = 1;
  const HcComb        comb  = comb_of(&state, CMPLX(0.8, 0.3), 1e-6);
  const HcComb        turn  = swapped(&comb);
  const HcPickupRatio cold  = hc_pickup_ratio(&comb, NULL);
  const HcPickupRatio hot   = hc_pickup_ratio(NULL, &turn);
  const double        db    = 20.0 * log10(cabs(CMPLX(0.8, 0.3)));
  ck_assert(cold.by_cold && !hot.by_cold);
  ck_assert_double_lt(cabs(cold.other - CMPLX(0.8, 0.3)), 0.01);
  ck_assert_double_lt(cabs(hot.other - CMPLX(0.8, 0.3)), 0.01);
  ck_assert_double_eq_tol(cold.level.value, -db, 0.1);
  ck_assert_double_eq_tol(hot.level.value, db, 0.1);
  ck_assert(cold.level.valid && cold.level.low < -db && -db < cold.level.high);
}
END_TEST

START_TEST(its_error_is_as_stated_and_near_the_least)
{
  // Cramer-Rao: 1 / (2 sum |C|^2 / N) for each part
  static const double complex truths[] = {1.0, 0.0, CMPLX(2.0, -2.0)};
  const double                error    = 1e-3;
  double                      sum      = 0.0;
  for (int k = 1; k <= 10; ++k) {
    sum += 1e-6 / k / (error * error);
  }
  const double bound = sqrt(0.5 / sum);
  for (int i = 0; i < 3; ++i) {
    uint64_t state    = 7;
    double   variance = 0.0;
    int      inside   = 0;
    for (int take = 0; take < 400; ++take) {
      const HcComb        comb  = comb_of(&state, truths[i], error);
      const HcPickupRatio ratio = hc_pickup_ratio(&comb, NULL);
      const double        off   = creal(ratio.other - truths[i]);
      ck_assert(ratio.by_cold);
      ck_assert_double_eq_tol(ratio.sigma, bound, 0.01 * bound);
      variance += off * off / 400.0;
      inside += fabs(off) < 1.96 * ratio.sigma;
    }
    ck_assert_double_lt(variance, 1.2 * bound * bound);
    ck_assert_int_ge(inside, 372);
    ck_assert_int_le(inside, 390);
  }
}
END_TEST

START_TEST(what_is_hidden_is_not_judged)
{
  uint64_t            state = 3;
  const HcComb        comb  = comb_of(&state, 1.0, 0.1);
  const HcPickupRatio ratio = hc_pickup_ratio(&comb, NULL);
  ck_assert_uint_gt(ratio.lines, 0);
  ck_assert_double_gt(ratio.sigma, 10.0);
  ck_assert(!ratio.level.valid || ratio.level.high - ratio.level.low > 3.0);

  HcComb nothing = comb;
  for (size_t i = 0; i < nothing.n_lines; ++i) {
    nothing.lines[i].cold_variance = 1.0;
  }
  ck_assert(!hc_pickup_ratio(&nothing, NULL).level.valid);
  ck_assert_uint_eq(hc_pickup_ratio(&nothing, NULL).lines, 0);
  ck_assert_uint_eq(hc_pickup_ratio(NULL, NULL).lines, 0);
}
END_TEST

START_TEST(a_note_on_a_line_has_no_say_alone_at_first)
{
  // A line that looks clear, since nothing plays beside the note
  uint64_t state               = 5;
  HcComb   comb                = comb_of(&state, 0.0, 1e-4);
  comb.lines[7].hot            = comb.lines[7].cold;
  comb.lines[7].cross          = comb.lines[7].cold;
  comb.lines[7].hot_variance   = 1e-12;
  comb.seconds                 = 2.0;
  const HcPickupRatio lasting  = hc_pickup_ratio(&comb, NULL);
  comb.seconds                 = 0.7;
  const HcPickupRatio at_first = hc_pickup_ratio(&comb, NULL);
  ck_assert_double_gt(creal(lasting.other), 0.9);
  ck_assert_double_lt(creal(at_first.other), 0.4);
  ck_assert_double_gt(at_first.sigma, lasting.sigma);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("rejection");
  TCase* const tcase = tcase_create("rejection");
  tcase_add_test(tcase, the_clean_leg_is_the_reference);
  tcase_add_test(tcase, its_error_is_as_stated_and_near_the_least);
  tcase_add_test(tcase, what_is_hidden_is_not_judged);
  tcase_add_test(tcase, a_note_on_a_line_has_no_say_alone_at_first);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
