// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "analyzer/evidence_fill.h"
#include "dsp/balance.h"
#include "dsp/third_octave.h"

#include <hotcold/reading.h>

#include <check.h>

#include <complex.h>
#include <math.h>
#include <string.h>

// A third octave with T, free of noise, and power 1 of d
static HcBalance
third_of(const size_t i, const double t)
{
  const HcBalance third = {.valid          = true,
                           .averages       = 100.0,
                           .diff           = 1.0,
                           .kept           = 1.0,
                           .common         = t * t,
                           .t              = t,
                           .t_sigma        = 1e-7,
                           .centre         = hc_third_octave_nominal(i),
                           .coherence      = 1.0,
                           .coherence_kept = 1.0,
                           .legs           = 2.0 * t * t + 0.5};
  return third;
}

static HcSlowAverages
slow_of(const double t)
{
  HcSlowAverages slow;
  memset(&slow, 0, sizeof(slow));
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    slow.thirds[i] = third_of(i, t);
  }
  slow.whole     = hc_balance_join(slow.thirds, HC_N_THIRDS);
  slow.legs      = hc_leg_response(slow.thirds, HC_N_THIRDS);
  slow.programme = 7.0;
  return slow;
}

static const HcCaptureError perfect = {0.0, 0.0, false};

START_TEST(slow_evidence_is_that_of_the_line)
{
  HcEvidence           e;
  const HcSlowAverages slow = slow_of(0.01);
  hc_evidence_init(&e);
  hc_evidence_fill_slow(&slow, &perfect, &e);
  ck_assert_double_eq_tol(e.slow.balance.value, 40.0, 1e-9);
  // Cold over hot, and opposite in phase
  ck_assert_double_eq_tol(e.slow.ratio.value, 20.0 * log10(0.49 / 0.51), 1e-9);
  ck_assert_double_eq_tol(e.slow.phase.value, 0.0, 1e-9);
  ck_assert_double_eq(e.slow.seconds, 7.0);
  ck_assert_double_eq_tol(e.slow.coherence, 1.0, 1e-12);
  // <hc> / sqrt(<hh> <cc>) of h = 0.51, c = -0.49
  ck_assert_double_eq_tol(e.slow.correlation, -1.0, 1e-9);
  ck_assert(e.delay.valid);
  ck_assert_double_eq_tol(e.delay.value, 0.0, 1e-6);
  // It says nothing about the last second
  ck_assert(!e.last_second.balance.valid);
  ck_assert_double_eq(e.hot, HC_SILENCE_DB);
}
END_TEST

START_TEST(three_ranges_are_told_apart)
{
  // 25 - 100 Hz, 250 Hz - 2.5 kHz, 8 - 16 kHz; nothing in between counts
  HcEvidence     e;
  HcSlowAverages slow = slow_of(0.3);
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    const double hz = hc_third_octave_nominal(i);
    const double t  = hz >= 25.0 && hz <= 100.0       ? 0.1
                      : hz >= 250.0 && hz <= 2500.0   ? 0.01
                      : hz >= 8000.0 && hz <= 16000.0 ? 0.001
                                                      : 0.3;
    slow.thirds[i]  = third_of(i, t);
  }
  hc_evidence_init(&e);
  hc_evidence_fill_slow(&slow, &perfect, &e);
  ck_assert_double_eq_tol(e.balance_low.value, 20.0, 1e-9);
  ck_assert_double_eq_tol(e.balance_middle.value, 40.0, 1e-9);
  ck_assert_double_eq_tol(e.balance_high.value, 60.0, 1e-9);
}
END_TEST

START_TEST(noise_in_a_range_says_nothing_about_its_balance)
{
  HcEvidence     e;
  HcSlowAverages slow = slow_of(0.01);
  for (size_t i = 26; i < 30; ++i) {
    slow.thirds[i].coherence_kept = 0.02;
    slow.thirds[i].rest           = 0.25;
  }
  hc_evidence_init(&e);
  hc_evidence_fill_slow(&slow, &perfect, &e);
  ck_assert(e.balance_low.valid && e.balance_middle.valid);
  ck_assert(!e.balance_high.valid);
}
END_TEST

static HcLastSecondAverages
last_second_of(const double t)
{
  const HcSlowAverages slow = slow_of(t);
  HcLastSecondAverages last;
  memset(&last, 0, sizeof(last));
  memcpy(last.thirds, slow.thirds, sizeof(last.thirds));
  last.whole     = slow.whole;
  last.programme = 0.8;
  return last;
}

START_TEST(levels_are_dbfs_of_aes17)
{
  HcEvidence           e;
  HcLastSecondAverages last = last_second_of(0.01);
  // A sine at full scale has the mean square 1/2
  last.powers     = (HcPowers){0.5, 0.005, 0.05, 5e-7};
  last.whole.rest = 5e-9;
  last.movement   = (HcMovement){3.0, 4.0};
  hc_evidence_init(&e);
  hc_evidence_fill_last_second(&last, &perfect, &e);
  ck_assert_double_eq_tol(e.hot, 0.0, 1e-9);
  ck_assert_double_eq_tol(e.cold, -20.0, 1e-9);
  ck_assert_double_eq_tol(e.diff, -10.0, 1e-9);
  ck_assert_double_eq_tol(e.residual, -80.0, 1e-9);
  ck_assert_double_eq_tol(e.louder, 0.0, 1e-9);
  ck_assert_double_eq(e.hot_level_range, 3.0);
  ck_assert_double_eq(e.cold_level_range, 4.0);
  ck_assert_double_eq(e.last_second.seconds, 0.8);

  // Where too little is known of T, all of m is residual
  last.whole.valid = false;
  hc_evidence_fill_last_second(&last, &perfect, &e);
  ck_assert_double_eq_tol(e.residual, -60.0, 1e-9);
  ck_assert(isnan(e.last_second.coherence));
  ck_assert(isnan(e.last_second.correlation));
}
END_TEST

START_TEST(the_share_not_in_antiphase_is_of_all_power)
{
  HcEvidence           e;
  HcLastSecondAverages last = last_second_of(0.01);
  hc_evidence_init(&e);
  hc_evidence_fill_last_second(&last, &perfect, &e);
  ck_assert(isnan(e.last_second.not_antiphase));
  last.not_antiphase = (HcNotAntiphase){.all = 8.0, .against = 2.0};
  last.undecided     = true;
  hc_evidence_fill_last_second(&last, &perfect, &e);
  ck_assert_double_eq(e.last_second.not_antiphase, 0.25);
  ck_assert(e.pickup.undecided && !e.pickup.lines_possible);
}
END_TEST

START_TEST(correlation_counts_what_follows_nothing)
{
  // Hot alone: T = 1/2, no correlation
  HcEvidence           e;
  HcLastSecondAverages last = last_second_of(0.5);
  hc_evidence_init(&e);
  hc_evidence_fill_last_second(&last, &perfect, &e);
  ck_assert_double_eq_tol(e.last_second.correlation, 0.0, 1e-9);
  // The same power of m, independent of d: h and c in phase, and out of it
  last            = last_second_of(0.0);
  last.whole.rest = 0.75 * last.whole.diff;
  hc_evidence_fill_last_second(&last, &perfect, &e);
  ck_assert_double_eq_tol(e.last_second.correlation, 0.5, 1e-9);
}
END_TEST

START_TEST(inputs_limit_what_can_be_shown)
{
  HcEvidence           e;
  const HcCaptureError error = hc_capture_error_uncalibrated(0.1, 0.1);
  HcCaptureError       known = error;
  hc_evidence_init(&e);
  hc_evidence_fill_capture(&perfect, &e);
  ck_assert_double_eq(e.capture_limit, HC_UNBOUNDED_DB);
  hc_evidence_fill_capture(&error, &e);
  const double ratio =
    hypot(pow(10.0, 0.1 / 20.0) - 1.0, 6.283185307179586 * 1e-4);
  ck_assert_double_eq_tol(e.capture_limit, -20.0 * log10(ratio / 4.0), 1e-9);
  ck_assert(!e.calibrated);
  known.is_calibrated = true;
  hc_evidence_fill_capture(&known, &e);
  ck_assert(e.calibrated);

  // And widen what is said of the legs
  HcEvidence           wide;
  const HcSlowAverages slow = slow_of(0.0);
  hc_evidence_fill_slow(&slow, &perfect, &e);
  hc_evidence_init(&wide);
  hc_evidence_fill_slow(&slow, &error, &wide);
  ck_assert_double_eq_tol(wide.slow.ratio.high - e.slow.ratio.high, 0.1, 1e-12);
  ck_assert_double_eq_tol(wide.delay.high - e.delay.high, 0.1, 1e-12);
  ck_assert(wide.slow.balance.at_least);
  ck_assert_double_lt(wide.slow.balance.low, e.slow.balance.low);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("evidence_fill");
  TCase* const tcase = tcase_create("evidence_fill");
  tcase_add_test(tcase, slow_evidence_is_that_of_the_line);
  tcase_add_test(tcase, three_ranges_are_told_apart);
  tcase_add_test(tcase, noise_in_a_range_says_nothing_about_its_balance);
  tcase_add_test(tcase, levels_are_dbfs_of_aes17);
  tcase_add_test(tcase, the_share_not_in_antiphase_is_of_all_power);
  tcase_add_test(tcase, correlation_counts_what_follows_nothing);
  tcase_add_test(tcase, inputs_limit_what_can_be_shown);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
