// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "verdict/pickup_odds.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

static HcPickupOdds
odds_of(const double complex other, const double sigma, const bool by_cold)
{
  HcEvidence evidence;
  hc_evidence_init(&evidence);
  evidence.pickup.stands_out  = true;
  evidence.pickup.by_cold     = by_cold;
  evidence.pickup.other       = other;
  evidence.pickup.other_sigma = sigma;
  return hc_pickup_odds(&evidence.pickup);
}

START_TEST(they_sum_to_one)
{
  for (double size = 0.0; size < 8.0; size += 0.13) {
    for (double turn = -3.1; turn < 3.2; turn += 0.3) {
      for (double sigma = 0.001; sigma < 1000.0; sigma *= 10.0) {
        const HcPickupOdds odds =
          odds_of(size * cexp(CMPLX(0.0, turn)), sigma, true);
        ck_assert(odds.known);
        ck_assert_double_eq_tol(
          odds.alike + odds.more + odds.less + odds.between, 1.0, 1e-12);
      }
    }
  }
}
END_TEST

START_TEST(a_narrow_interval_decides)
{
  ck_assert_double_gt(odds_of(1.0, 0.05, true).alike, 0.99);
  ck_assert_double_gt(odds_of(1.2, 0.01, false).alike, 0.99);
  ck_assert_double_gt(odds_of(0.05, 0.05, true).more, 0.99);
  ck_assert_double_gt(odds_of(0.05, 0.05, false).less, 0.99);
  ck_assert_double_gt(odds_of(5.0, 0.05, true).less, 0.99);
  ck_assert_double_gt(odds_of(0.5, 0.01, true).between, 0.99);
  ck_assert_double_gt(odds_of(2.0, 0.01, false).between, 0.99);
  ck_assert_double_gt(odds_of(-1.0, 0.05, true).between, 0.99);
  ck_assert_double_gt(odds_of(CMPLX(0.0, 1.0), 0.05, true).between, 0.99);
}
END_TEST

START_TEST(a_wide_one_does_not)
{
  // Pick-up is clear on cold: hot may have as much, or next to none
  const HcPickupOdds odds = odds_of(0.7, 5.0, true);
  ck_assert_double_lt(odds.alike, 0.5);
  ck_assert_double_lt(odds.more, 0.5);
  ck_assert_double_lt(odds.less + odds.between, 0.15);
}
END_TEST

START_TEST(errors_as_stated_hardly_ever_decide_wrongly)
{
  static const double truths[] = {1.0, 0.02};
  uint64_t            state    = 1;
  for (int i = 0; i < 2; ++i) {
    for (double sigma = 0.1; sigma < 2.0; sigma *= 1.5) {
      int wrong = 0;
      int right = 0;
      for (int take = 0; take < 2000; ++take) {
        const double complex off = draw_normal(&state, 2.0);
        const HcPickupOdds   o = odds_of(truths[i] + sigma * off, sigma, true);
        const double         single = o.less + o.between;
        const double         is     = i ? o.more : o.alike;
        const double         other  = i ? o.alike : o.more;
        right += is >= HC_PICKUP_DECIDES;
        wrong += fmax(other, single) >= HC_PICKUP_DECIDES;
      }
      ck_assert_int_le(wrong, 100); // 5 %
      ck_assert(sigma > 0.2 || right > 1600);
    }
  }
}
END_TEST

START_TEST(nothing_is_known_of_nothing)
{
  HcEvidence evidence;
  hc_evidence_init(&evidence);
  ck_assert(!hc_pickup_odds(&evidence.pickup).known);
  ck_assert(!odds_of((double)NAN, 1.0, true).known);
  ck_assert(!odds_of(1.0, (double)INFINITY, true).known);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("pickup_odds");
  TCase* const tcase = tcase_create("pickup_odds");
  tcase_add_test(tcase, they_sum_to_one);
  tcase_add_test(tcase, a_narrow_interval_decides);
  tcase_add_test(tcase, a_wide_one_does_not);
  tcase_add_test(tcase, errors_as_stated_hardly_ever_decide_wrongly);
  tcase_add_test(tcase, nothing_is_known_of_nothing);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
