// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"
#include "verdict/lines.h"

#include "verdict/line_probabilities.h"
#include "verdict/rules.h"

#include <check.h>

#include <complex.h>
#include <math.h>

static HcOpinion
weigh(const Line* const line)
{
  const HcEvidence evidence = line_evidence(line);
  HcOpinion        opinion;
  hc_rules_weigh(&evidence, &opinion);
  return opinion;
}

static void
expect(const Line* const line, const HcVerdict verdict, const double p)
{
  const HcOpinion opinion = weigh(line);
  double          sum     = 0.0;
  for (int i = 0; i < HC_N_VERDICTS; ++i) {
    sum += opinion.p[i];
  }
  ck_assert_str_eq(hc_verdict_name(opinion.verdict), hc_verdict_name(verdict));
  ck_assert_double_ge(opinion.p[verdict], p);
  ck_assert_double_eq_tol(sum, 1.0, 1e-9);
}

/// Cold in antiphase, `db` below hot
static Line
weaker_cold(const double db)
{
  Line line = line_balanced();
  line.cold = -line.hot * from_db(-db);
  return line;
}

static Line
dead_cold(void)
{
  Line line       = line_balanced();
  line.cold       = 0.0;
  line.has_pickup = true;
  return line;
}

START_TEST(balanced_lines)
{
  Line line = line_balanced();
  expect(&line, HC_BALANCED, 0.99);
  line.cold *= 1.005; // 0.5 %: 58 dB, hidden by the tolerance
  expect(&line, HC_BALANCED, 0.99);
  line.tolerance = 0.0;
  expect(&line, HC_BALANCED, 0.99);
  line.polarity = 1;
  expect(&line, HC_BALANCED, 0.99);
}
END_TEST

START_TEST(balanced_at_30_db_signal_to_noise)
{
  Line line  = line_balanced();
  line.noise = from_db(-50.0);
  expect(&line, HC_BALANCED, 0.95);
  line.noise = from_db(-110.0);
  line.both  = from_db(-40.0); // 20 dB below each leg
  expect(&line, HC_BALANCED, 0.95);
}
END_TEST

START_TEST(as_good_as_can_be_seen_is_balanced)
{
  Line line      = line_balanced();
  line.tolerance = from_db(-30.0); // Nothing beyond 30 dB can be seen
  expect(&line, HC_BALANCED, 0.6);
}
END_TEST

START_TEST(unequal_lines)
{
  // 0.82 dB and 3.5 dB as people measured on servo outputs: 32.6, 20 dB
  static const double below[] = {0.82, 3.5, 6.0, 12.0, 20.0, 30.0, 37.0};
  for (size_t i = 0; i < sizeof(below) / sizeof(below[0]); ++i) {
    Line line = weaker_cold(below[i]);
    expect(&line, HC_UNEQUAL, 0.8);
    line = weaker_cold(-below[i]);
    expect(&line, HC_UNEQUAL, 0.8);
  }
}
END_TEST

START_TEST(a_weak_leg_in_noise_is_unequal)
{
  Line line  = weaker_cold(20.0);
  line.noise = from_db(-50.0);
  expect(&line, HC_UNEQUAL, 0.8);
}
END_TEST

START_TEST(legs_of_unequal_phase_are_unequal)
{
  Line line = line_balanced();
  line.cold *= cexp(0.1 * I); // |T| = tan(0.05) / 2: 32 dB
  expect(&line, HC_UNEQUAL, 0.8);
}
END_TEST

START_TEST(the_border_is_35_db)
{
  // e in one leg gives 20 log10(4 / e) nearly
  Line line      = line_balanced();
  line.tolerance = 0.0;
  line.cold      = -line.hot * (1.0 - (4.0 * from_db(-35.6)));
  expect(&line, HC_BALANCED, 0.8);
  line.cold = -line.hot * (1.0 - (4.0 * from_db(-34.4)));
  expect(&line, HC_UNEQUAL, 0.8);
}
END_TEST

START_TEST(confidence_rises_away_from_the_border)
{
  double before = 0.0;
  for (double balance = 20.0; balance <= 60.0; balance += 0.25) {
    HcEvidence evidence = line_evidence(&(Line){0});
    Line       line     = line_balanced();
    HcOpinion  opinion;
    evidence       = line_evidence(&line);
    const double t = from_db(-balance);
    HcReading*   x = &evidence.last_second.balance;
    x->value       = balance;
    x->low         = -20.0 * log10(t + 0.0029);
    x->high        = t > 0.0029 ? -20.0 * log10(t - 0.0029) : HC_UNBOUNDED_DB;
    x->at_least    = false;
    evidence.slow  = evidence.last_second;
    hc_rules_weigh(&evidence, &opinion);
    ck_assert_double_ge(opinion.p[HC_BALANCED], before);
    ck_assert_int_eq(opinion.verdict,
                     balance < 35.0 ? HC_UNEQUAL : HC_BALANCED);
    before = opinion.p[HC_BALANCED] - 1e-12;
    if (balance >= 34.75 && balance < 35.0) {
      break; // Ties at the border itself may go either way
    }
  }
}
END_TEST

START_TEST(impedance_balanced_needs_pickup_alike)
{
  Line line   = dead_cold();
  line.pickup = 1.0;
  expect(&line, HC_IMPEDANCE_BALANCED, 0.95);
  line.pickup = from_db(1.0) * cexp(0.1 * I);
  expect(&line, HC_IMPEDANCE_BALANCED, 0.95);
  line.noise = from_db(-50.0);
  expect(&line, HC_IMPEDANCE_BALANCED, 0.95);
  line.has_pickup = false;
  ck_assert_double_eq(weigh(&line).p[HC_IMPEDANCE_BALANCED], 0.0);
}
END_TEST

START_TEST(single_ended_lacks_the_pickup_of_hot)
{
  Line line   = dead_cold();
  line.pickup = from_db(-40.0);
  expect(&line, HC_SINGLE_ENDED, 0.99);
  line.pickup = 0.0;
  expect(&line, HC_SINGLE_ENDED, 0.99);
  line.pickup = -1.0; // As much, but nothing of it cancels
  expect(&line, HC_SINGLE_ENDED, 0.9);
  line.pickup = from_db(6.0); // 3.5 dB of rejection only
  expect(&line, HC_SINGLE_ENDED, 0.9);
  ck_assert(weigh(&line).is_judged);
}
END_TEST

START_TEST(single_ended_without_pickup_is_not_judged)
{
  Line line       = dead_cold();
  line.has_pickup = false;
  expect(&line, HC_SINGLE_ENDED, 0.99);
  ck_assert(!weigh(&line).is_judged);
}
END_TEST

START_TEST(cold_open_has_far_more_pickup)
{
  Line line   = dead_cold();
  line.pickup = from_db(30.0);
  expect(&line, HC_COLD_OPEN, 0.99);
  // Driven by cable capacitance alone
  line.cold = line.hot * from_db(-17.0) * cexp(1.2 * I);
  expect(&line, HC_COLD_OPEN, 0.9);
}
END_TEST

START_TEST(a_wide_interval_of_pickup_lowers_confidence)
{
  Line       line     = dead_cold();
  HcEvidence evidence = line_evidence(&line);
  double     before   = 1.0;
  HcOpinion  opinion;
  line.pickup             = 1.0;
  evidence                = line_evidence(&line);
  evidence.pickup.by_cold = true;
  for (double sigma = 0.1; sigma < 40.0; sigma *= 1.5) {
    evidence.pickup.other_sigma = sigma;
    hc_rules_weigh(&evidence, &opinion);
    ck_assert_double_lt(opinion.p[HC_IMPEDANCE_BALANCED], before);
    before = opinion.p[HC_IMPEDANCE_BALANCED];
  }
  // Cold has pick-up of its own: single-ended it is not, and open it may be
  ck_assert(opinion.is_judged);
  ck_assert_int_eq(opinion.verdict, HC_UNKNOWN);
  ck_assert_double_gt(opinion.p[HC_IMPEDANCE_BALANCED], 0.4);
  ck_assert_double_gt(opinion.p[HC_COLD_OPEN], 0.4);

  evidence.pickup.stands_out = false;
  hc_rules_weigh(&evidence, &opinion);
  ck_assert(!opinion.is_judged);
  ck_assert_int_eq(opinion.verdict, HC_SINGLE_ENDED);

  // Before lines are decided on, what may be some is waited for
  evidence.pickup.lines_possible = true;
  hc_rules_weigh(&evidence, &opinion);
  ck_assert_int_eq(opinion.verdict, HC_UNKNOWN);
}
END_TEST

START_TEST(hot_missing_mirrors_them)
{
  static const double more[] = {-40.0, 0.0, 40.0};
  for (size_t i = 0; i < 3; ++i) {
    Line line   = dead_cold();
    line.cold   = line.hot;
    line.hot    = 0.0;
    line.pickup = from_db(more[i]);
    expect(&line, HC_HOT_MISSING, 0.95);
    line.has_pickup = false;
    expect(&line, HC_HOT_MISSING, 0.95);
  }
}
END_TEST

/// Middle and side signal of stereo, `width` dB side over middle
static Line
stereo(const double width)
{
  Line         line = line_balanced();
  const double side = from_db(-20.0 + width);
  // Two independent sources: sum m + s on hot, m - s on cold. As powers: what
  // correlates and what does not.
  const double m2 = from_db(-20.0) * from_db(-20.0);
  const double s2 = side * side;
  line.hot        = sqrt(fabs(m2 - s2));
  line.cold       = m2 > s2 ? line.hot : -line.hot;
  line.hot_own = line.cold_own = sqrt(m2 + s2 - fabs(m2 - s2));
  return line;
}

START_TEST(two_programmes_are_stereo)
{
  for (double width = -10.0; width <= 3.0; width += 1.0) {
    Line line = stereo(width);
    expect(&line, HC_STEREO, 0.8);
    line.not_antiphase = 0.5;
    expect(&line, HC_STEREO, 0.8);
  }
}
END_TEST

START_TEST(independent_channels_of_equal_level_are_stereo)
{
  // T is 0 here: as a balance it would look perfect
  Line line     = line_balanced();
  line.hot_own  = from_db(-20.0);
  line.cold_own = from_db(-20.0);
  line.hot = line.cold = 0.0;
  expect(&line, HC_STEREO, 0.99);
  line.cold_own = from_db(-32.0);
  expect(&line, HC_STEREO, 0.99);
}
END_TEST

START_TEST(wide_stereo_with_scatter_is_stereo)
{
  Line line          = stereo(16.0); // Correlation -0.95
  line.not_antiphase = 0.3;
  expect(&line, HC_STEREO, 0.9);
}
END_TEST

START_TEST(the_same_on_both_is_dual_mono)
{
  Line line = line_balanced();
  line.cold = line.hot;
  expect(&line, HC_DUAL_MONO, 0.99);
  line.cold = line.hot * from_db(-1.0);
  expect(&line, HC_DUAL_MONO, 0.99);
  line.noise = from_db(-50.0);
  expect(&line, HC_DUAL_MONO, 0.95);
  line = stereo(-20.0);
  expect(&line, HC_DUAL_MONO, 0.9);
  line.cold *= 0.5; // Panned
  expect(&line, HC_STEREO, 0.9);
}
END_TEST

START_TEST(reversed_needs_a_reference)
{
  Line line     = line_balanced();
  line.polarity = -1;
  expect(&line, HC_REVERSED, 0.99);
  line          = weaker_cold(6.0);
  line.polarity = -1;
  expect(&line, HC_UNEQUAL, 0.99);
}
END_TEST

START_TEST(nothing_is_said_of_nothing)
{
  HcEvidence evidence;
  HcOpinion  opinion;
  hc_evidence_init(&evidence);
  hc_rules_weigh(&evidence, &opinion);
  ck_assert_int_eq(opinion.verdict, HC_UNKNOWN);

  Line line          = line_balanced();
  evidence           = line_evidence(&line);
  evidence.programme = false;
  hc_rules_weigh(&evidence, &opinion);
  ck_assert_int_eq(opinion.verdict, HC_UNKNOWN);
}
END_TEST

START_TEST(a_line_without_balance_is_not_judged)
{
  Line       line     = line_balanced();
  HcEvidence evidence = line_evidence(&line);
  HcOpinion  opinion;
  evidence.last_second.balance = hc_reading_invalid(HC_BALANCE);
  evidence.slow.balance        = evidence.last_second.balance;
  hc_rules_weigh(&evidence, &opinion);
  ck_assert_int_eq(opinion.verdict, HC_UNKNOWN);
}
END_TEST

START_TEST(the_slow_balance_counts_while_it_agrees)
{
  Line       line     = line_balanced();
  HcEvidence evidence = line_evidence(&line);
  ck_assert_ptr_eq(hc_evidence_balance(&evidence), &evidence.slow.balance);
  Line worse           = weaker_cold(6.0);
  evidence.last_second = line_evidence(&worse).last_second;
  ck_assert_ptr_eq(hc_evidence_balance(&evidence),
                   &evidence.last_second.balance);
  evidence.last_second.balance.valid = false;
  ck_assert_ptr_eq(hc_evidence_balance(&evidence), &evidence.slow.balance);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("rules");
  TCase* const tcase = tcase_create("rules");
  tcase_add_test(tcase, balanced_lines);
  tcase_add_test(tcase, balanced_at_30_db_signal_to_noise);
  tcase_add_test(tcase, as_good_as_can_be_seen_is_balanced);
  tcase_add_test(tcase, unequal_lines);
  tcase_add_test(tcase, a_weak_leg_in_noise_is_unequal);
  tcase_add_test(tcase, legs_of_unequal_phase_are_unequal);
  tcase_add_test(tcase, the_border_is_35_db);
  tcase_add_test(tcase, confidence_rises_away_from_the_border);
  tcase_add_test(tcase, impedance_balanced_needs_pickup_alike);
  tcase_add_test(tcase, single_ended_lacks_the_pickup_of_hot);
  tcase_add_test(tcase, single_ended_without_pickup_is_not_judged);
  tcase_add_test(tcase, cold_open_has_far_more_pickup);
  tcase_add_test(tcase, a_wide_interval_of_pickup_lowers_confidence);
  tcase_add_test(tcase, hot_missing_mirrors_them);
  tcase_add_test(tcase, two_programmes_are_stereo);
  tcase_add_test(tcase, independent_channels_of_equal_level_are_stereo);
  tcase_add_test(tcase, wide_stereo_with_scatter_is_stereo);
  tcase_add_test(tcase, the_same_on_both_is_dual_mono);
  tcase_add_test(tcase, reversed_needs_a_reference);
  tcase_add_test(tcase, nothing_is_said_of_nothing);
  tcase_add_test(tcase, a_line_without_balance_is_not_judged);
  tcase_add_test(tcase, the_slow_balance_counts_while_it_agrees);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
