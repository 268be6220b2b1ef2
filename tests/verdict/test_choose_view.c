// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"
#include "verdict/lines.h"

#include "verdict/choose_view.h"
#include "verdict/rules.h"

#include <check.h>

#include <stdbool.h>

static HcEvidence
good(void)
{
  const Line line = line_balanced();
  return line_evidence(&line);
}

static HcEvidence
unequal(void)
{
  Line line = line_balanced();
  line.cold *= from_db(-1.5);
  return line_evidence(&line);
}

/// Hum of -30 dBFS on both legs, which covers the programme
static HcEvidence
good_in_hum(void)
{
  Line line = line_balanced();
  line.both = from_db(-14.0);
  return line_evidence(&line);
}

/// Cold carries `db` dBFS of hum
static HcEvidence
dead_cold(const double db)
{
  Line line       = line_balanced();
  line.cold       = 0.0;
  line.cold_own   = from_db(db);
  line.has_pickup = true;
  line.pickup     = from_db(40.0);
  return line_evidence(&line);
}

/// The same on both legs, and `db` dBFS more on cold
static HcEvidence
dual_mono(const double db)
{
  Line line     = line_balanced();
  line.cold     = line.hot;
  line.cold_own = from_db(db);
  return line_evidence(&line);
}

static HcVerdict
verdict_of(const HcEvidence* const evidence)
{
  HcOpinion opinion;
  hc_rules_weigh(evidence, &opinion);
  return opinion.verdict;
}

/// What both say together
static HcVerdict
agreed(const HcEvidence all, const HcEvidence beside_mains, const double drift)
{
  HcEvidence one = all;
  HcEvidence two = beside_mains;
  hc_choose_view(&one, &two, drift);
  return verdict_of(&one);
}

START_TEST(what_both_say_holds)
{
  ck_assert_int_eq(agreed(good(), good(), 0.0), HC_BALANCED);
  ck_assert_int_eq(agreed(unequal(), unequal(), 0.0), HC_UNEQUAL);
}
END_TEST

START_TEST(a_good_line_is_one_whatever_hum_does)
{
  const HcEvidence humming = good_in_hum();
  ck_assert_int_ne(verdict_of(&humming), HC_BALANCED);
  ck_assert_int_eq(agreed(good_in_hum(), good(), 0.0), HC_BALANCED);
  ck_assert_int_eq(agreed(unequal(), good(), 0.0), HC_UNKNOWN);
}
END_TEST

START_TEST(legs_plugged_in_one_after_the_other_are_not_unequal_yet)
{
  const double t = from_db(-unequal().last_second.balance.value);
  ck_assert_int_eq(agreed(unequal(), unequal(), 0.2 * t), HC_UNEQUAL);
  ck_assert_int_eq(agreed(unequal(), unequal(), 0.4 * t), HC_UNKNOWN);
}
END_TEST

START_TEST(hum_that_is_all_there_is_on_a_leg_is_no_programme)
{
  HcEvidence       all          = dead_cold(-33.0);
  const HcEvidence beside_mains = dead_cold(-60.0);
  all.pickup.cold               = all.cold - 3.0;
  ck_assert_int_eq(agreed(all, beside_mains, 0.0), HC_UNKNOWN);
  all.pickup.cold = all.cold;
  ck_assert_int_eq(agreed(all, beside_mains, 0.0), HC_COLD_OPEN);
}
END_TEST

START_TEST(a_leg_that_is_silent_between_lines_has_no_programme)
{
  HcEvidence all  = dead_cold(-33.0);
  all.pickup.cold = all.cold - 3.0;
  ck_assert_int_eq(agreed(all, dead_cold(-60.0), 0.0), HC_UNKNOWN);
  ck_assert_int_eq(agreed(all, dead_cold(-66.0), 0.0), HC_COLD_OPEN);

  // Nothing plays: both may be hum
  HcEvidence beside_mains = dead_cold(-66.0);
  beside_mains.programme  = false;
  ck_assert_int_eq(agreed(all, beside_mains, 0.0), HC_UNKNOWN);
}
END_TEST

START_TEST(the_surer_of_two_lines_that_may_be_one_holds)
{
  HcEvidence       all     = good();
  HcReading* const balance = &all.last_second.balance;
  *balance                 = hc_reading_exact(25.0);
  balance->high            = HC_UNBOUNDED_DB;
  balance->at_least        = true;
  all.slow                 = all.last_second;
  ck_assert_int_eq(verdict_of(&all), HC_BALANCED);
  ck_assert_int_eq(agreed(all, unequal(), 0.0), HC_UNEQUAL);

  balance->value = unequal().last_second.balance.high + 1.0;
  balance->low   = balance->value;
  all.slow       = all.last_second;
  ck_assert_int_eq(verdict_of(&all), HC_BALANCED);
  ck_assert_int_eq(agreed(all, unequal(), 0.0), HC_UNKNOWN);
}
END_TEST

START_TEST(hum_makes_no_stereo_of_the_same_on_both_legs)
{
  const HcEvidence humming = dual_mono(-28.0);
  ck_assert_int_eq(verdict_of(&humming), HC_STEREO);
  ck_assert_int_eq(agreed(humming, dual_mono(-110.0), 0.0), HC_DUAL_MONO);
}
END_TEST

START_TEST(noise_makes_no_stereo_where_less_plays)
{
  // What is alike sinks by `down` dB beside the mains, what differs does not
  static const double down[] = {8.0, 12.0};
  HcEvidence          beside_mains[2];
  for (int i = 0; i < 2; ++i) {
    Line line       = line_balanced();
    line.hot        = from_db(-20.0 - down[i]);
    line.cold       = line.hot;
    line.noise      = from_db(-38.0);
    beside_mains[i] = line_evidence(&line);
    ck_assert_int_eq(verdict_of(&beside_mains[i]), HC_STEREO);
  }
  ck_assert_int_eq(agreed(dual_mono(-110.0), beside_mains[0], 0.0),
                   HC_DUAL_MONO);
  ck_assert_int_eq(agreed(dual_mono(-110.0), beside_mains[1], 0.0), HC_UNKNOWN);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("reconcile");
  TCase* const tcase = tcase_create("reconcile");
  tcase_add_test(tcase, what_both_say_holds);
  tcase_add_test(tcase, a_good_line_is_one_whatever_hum_does);
  tcase_add_test(tcase,
                 legs_plugged_in_one_after_the_other_are_not_unequal_yet);
  tcase_add_test(tcase, hum_that_is_all_there_is_on_a_leg_is_no_programme);
  tcase_add_test(tcase, a_leg_that_is_silent_between_lines_has_no_programme);
  tcase_add_test(tcase, the_surer_of_two_lines_that_may_be_one_holds);
  tcase_add_test(tcase, hum_makes_no_stereo_of_the_same_on_both_legs);
  tcase_add_test(tcase, noise_makes_no_stereo_where_less_plays);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
