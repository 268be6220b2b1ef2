// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"
#include "verdict/lines.h"

#include "verdict/line_probabilities.h"
#include "verdict/rules.h"

#include <check.h>

#include <complex.h>
#include <math.h>

static void
expect(const Line* const line, const HcVerdict verdict)
{
  const HcEvidence evidence = line_evidence(line);
  HcOpinion        opinion;
  hc_rules_weigh(&evidence, &opinion);
  ck_assert_str_eq(hc_verdict_name(opinion.verdict), hc_verdict_name(verdict));
  ck_assert_double_ge(opinion.p[verdict], 0.8);
}

START_TEST(normal_probabilities)
{
  ck_assert_double_eq_tol(hc_probability_above(1.96, 0.0, 1.0), 0.975, 1e-4);
  ck_assert_double_eq(hc_probability_above(1.0, 1.0, 0.0), 0.5);
  ck_assert_double_eq(hc_probability_above(2.0, 1.0, 0.0), 1.0);
  ck_assert_double_eq(hc_probability_above((double)NAN, 1.0, 1.0), 0.5);
  ck_assert_double_eq(hc_probability_above(-(double)INFINITY, 1.0, 1.0), 0.0);
}
END_TEST

START_TEST(steady_noise_on_a_dead_leg_is_no_second_programme)
{
  Line line     = line_balanced();
  line.cold     = 0.0;
  line.cold_own = from_db(-33.0);
  expect(&line, HC_STEREO);
  line.cold_level_range = 0.3;
  expect(&line, HC_SINGLE_ENDED);
  // As loud as the other one it is not just noise
  line.cold_own = from_db(-20.0);
  expect(&line, HC_STEREO);
}
END_TEST

START_TEST(a_late_leg_is_unequal_though_it_scatters)
{
  // One sample at 48 kHz: coherent, correlation -0.82
  Line line          = line_balanced();
  line.cold          = -from_db(-20.0) * cexp(CMPLX(0.0, -0.6));
  line.not_antiphase = 0.12;
  expect(&line, HC_UNEQUAL);
}
END_TEST

START_TEST(a_delay_tells_a_late_leg_from_two_programmes)
{
  // White noise, cold four samples late: they correlate no more
  Line line           = line_balanced();
  line.cold           = -from_db(-20.0) * cexp(CMPLX(0.0, -1.7));
  line.not_antiphase  = 0.4;
  HcEvidence evidence = line_evidence(&line);
  HcOpinion  opinion;
  hc_rules_weigh(&evidence, &opinion);
  ck_assert_int_eq(opinion.verdict, HC_STEREO);
  evidence.delay      = hc_reading_exact(83.3);
  evidence.delay.low  = 83.2;
  evidence.delay.high = 83.4;
  hc_rules_weigh(&evidence, &opinion);
  ck_assert_int_eq(opinion.verdict, HC_UNEQUAL);
  // The same on both is not late, though it was before
  line.cold       = from_db(-20.0);
  HcEvidence same = line_evidence(&line);
  same.delay      = evidence.delay;
  hc_rules_weigh(&same, &opinion);
  ck_assert_int_eq(opinion.verdict, HC_DUAL_MONO);
  // Two programmes have none
  evidence.last_second.coherence = 0.9;
  hc_rules_weigh(&evidence, &opinion);
  ck_assert_int_eq(opinion.verdict, HC_STEREO);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("properties");
  TCase* const tcase = tcase_create("properties");
  tcase_add_test(tcase, normal_probabilities);
  tcase_add_test(tcase, steady_noise_on_a_dead_leg_is_no_second_programme);
  tcase_add_test(tcase, a_late_leg_is_unequal_though_it_scatters);
  tcase_add_test(tcase, a_delay_tells_a_late_leg_from_two_programmes);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
