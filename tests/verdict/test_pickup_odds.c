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

#define TAKES 4000

/// The greatest count of errors in TAKES takes which rules out, at a level of
/// 0.001, that one take goes wrong with a probability of `p` or more: binomial
static int
most_errors(const double p)
{
  double term = pow(1.0 - p, TAKES); // Of just k errors
  double sum  = term;                // Of k or fewer
  int    k    = 0;
  while (sum < 0.001) {
    ++k;
    term *= (TAKES - k + 1.0) / k * p / (1.0 - p);
    sum += term;
  }
  return k - 1;
}

typedef struct {
  int right;
  int wrong;
} Decisions;

/// What takes of a line decide, whose pick-up on the other leg is `truth` of
/// that on the clearer one
static Decisions
decide(const double truth, const double sigma, const bool by_cold)
{
  Decisions  count    = {0, 0};
  const bool is_alike = truth > 0.5;
  uint64_t   state    = (uint64_t)(1e6 * (truth + sigma)) + by_cold;
  for (int take = 0; take < TAKES; ++take) {
    const HcPickupOdds o =
      odds_of(truth + sigma * draw_normal(&state, 2.0), sigma, by_cold);
    const double single   = o.less + o.between;
    const double unlike   = by_cold ? o.more : single;
    const double opposite = by_cold ? single : o.more;
    const double is       = is_alike ? o.alike : unlike;
    const double other    = is_alike ? unlike : o.alike;
    count.right += is >= HC_PICKUP_DECIDES;
    count.wrong += fmax(other, opposite) >= HC_PICKUP_DECIDES;
  }
  return count;
}

// Who decides from a probability of P on is wrong in 1 - P of all takes at
// most, whatever is true: under the truth, odds of P : (1 - P) for something
// else are that improbable (Markov's inequality for the ratio of likelihoods;
// odds are even before).
START_TEST(errors_as_stated_hardly_ever_decide_wrongly)
{
  static const double truths[] = {1.0, 0.85, 1.2, 0.02, 0.1};
  const int           most     = most_errors(1.0 - HC_PICKUP_DECIDES);
  ck_assert_int_gt(most, 20);
  ck_assert_int_lt(most, (int)(TAKES * (1.0 - HC_PICKUP_DECIDES)));
  for (int i = 0; i < 5; ++i) {
    for (double sigma = 0.1; sigma < 2.0; sigma *= 1.5) {
      const Decisions count = decide(truths[i], sigma, _i == 0);
      ck_assert_int_le(count.wrong, most);
      ck_assert(sigma > 0.2 || count.right > 0.8 * TAKES);
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
  tcase_add_loop_test(tcase, errors_as_stated_hardly_ever_decide_wrongly, 0, 2);
  tcase_add_test(tcase, nothing_is_known_of_nothing);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
