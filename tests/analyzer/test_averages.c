// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "known_spectra.h"

#include "support/failing_alloc.h"
#include "support/run.h"

#include "analyzer/averages.h"
#include "dsp/stft.h"
#include "dsp/third_octave.h"

#include <hotcold/reading.h>

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RATE 48000U

// d at -20 dBFS over 20 kHz, m 40 dB below it, noise on m 80 dB below it
static const Content line  = {0.005 / 20000.0, 0.01, 0.005e-8 / 20000.0};
static const Content quiet = {0.005e-6 / 20000.0, 0.01, 0.005e-14 / 20000.0};

static HcAverages*
averages_new(const double average)
{
  HcAverages* const self = hc_averages_new(RATE, average, -70.0);
  ck_assert_ptr_nonnull(self);
  return self;
}

static void
feed(HcAverages* const self,
     Known* const      known,
     const Content     content,
     const int         segments)
{
  for (int i = 0; i < segments; ++i) {
    hc_averages_full_band(self, known_next(known, content));
  }
}

START_TEST(nothing_is_known_at_first)
{
  HcLastSecondAverages        last;
  HcAverages* const           self = averages_new(0.0);
  const HcSlowAverages* const slow = hc_averages_slow(self);
  hc_averages_last_second(self, &last);
  ck_assert(!hc_averages_heard(self));
  ck_assert_double_eq(hc_averages_quiet(self), 0.0);
  ck_assert(!slow->whole.valid && !slow->legs.valid);
  ck_assert_double_eq(slow->programme, 0.0);
  ck_assert(!last.whole.valid);
  ck_assert_double_eq(last.powers.diff, 0.0);
  ck_assert(last.undecided);
  hc_averages_free(self);
}
END_TEST

START_TEST(averages_are_those_of_the_line)
{
  HcAverages* const self  = averages_new(0.0);
  Known             known = known_new(hc_stft_full_band(RATE));
  feed(self, &known, line, 40);
  const HcSlowAverages* const slow = hc_averages_slow(self);
  ck_assert(hc_averages_heard(self));
  ck_assert(slow->whole.valid);
  ck_assert_double_eq_tol(slow->programme, 40 * known_hop(&known), 1e-9);
  // 20 Hz to 20 kHz; 40 segments of 3400 bins scatter by 0.3 %
  ck_assert_double_eq_tol(slow->whole.diff, 0.005, 0.005 * 0.015);
  ck_assert_double_eq_tol(creal(slow->whole.t), 0.01, 1e-5);
  ck_assert_double_eq_tol(cimag(slow->whole.t), 0.0, 1e-5);
  ck_assert_double_eq_tol(slow->whole.rest, 0.005e-8, 0.005e-8 * 0.1);
  ck_assert_double_eq_tol(slow->whole.centre, 10010.0, 100.0);
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    if (slow->thirds[i].valid) {
      ck_assert_double_le(cabs(slow->thirds[i].t - 0.01),
                          6.0 * slow->thirds[i].t_sigma);
    }
  }
  ck_assert(slow->thirds[HC_N_THIRDS - 1].valid);

  // r = (T - 1/2) / (T + 1/2), in phase with -1
  const double ratio = 20.0 * log10((0.5 - 0.01) / (0.5 + 0.01));
  ck_assert(slow->legs.valid);
  ck_assert_double_eq_tol(slow->legs.ratio, ratio, 1e-3);
  ck_assert_double_eq_tol(slow->legs.phase, 0.0, 1e-2);
  known_free(known);
  hc_averages_free(self);
}
END_TEST

START_TEST(the_last_second_forgets_what_is_older)
{
  HcLastSecondAverages last;
  HcAverages* const    self    = averages_new(0.0);
  Known                known   = known_new(hc_stft_full_band(RATE));
  const int            seconds = (int)ceil(1.0 / known_hop(&known));
  const Content        other   = {line.d * 4.0, -0.2, line.noise};
  feed(self, &known, line, 30);
  feed(self, &known, other, seconds);
  hc_averages_last_second(self, &last);
  // The bands of IEC 61260-1: 17.8 Hz to 22.4 kHz, or half the rate
  const double width = hc_third_octave(HC_N_THIRDS - 1).high - 17.8;
  ck_assert_double_eq_tol(last.powers.diff / (other.d * width), 1.0, 0.03);
  ck_assert_double_eq_tol(
    last.powers.hot / last.powers.diff, (0.5 - 0.2) * (0.5 - 0.2), 1e-3);
  ck_assert_double_eq_tol(
    last.powers.cold / last.powers.diff, (0.5 + 0.2) * (0.5 + 0.2), 1e-3);
  ck_assert_double_eq_tol(creal(last.whole.t), -0.2, 1e-3);
  ck_assert_double_eq_tol(last.programme, seconds * known_hop(&known), 1e-9);
  // Half old, half new: T is under way
  feed(self, &known, line, seconds / 2);
  hc_averages_last_second(self, &last);
  ck_assert_double_gt(last.drift, 0.05);
  known_free(known);
  hc_averages_free(self);
}
END_TEST

START_TEST(exponential_averages_fade_with_their_time)
{
  const double      average = 2.0;
  HcAverages* const self    = averages_new(average);
  Known             known   = known_new(hc_stft_full_band(RATE));
  const Content     after   = {line.d, -0.03, line.noise};
  const int         n       = (int)lround(average / known_hop(&known));
  feed(self, &known, line, 12 * n); // As good as forever
  feed(self, &known, after, n);
  // Of what was before 1/e is left
  const double left = exp(-n * known_hop(&known) / average);
  const double t    = creal(hc_averages_slow(self)->whole.t);
  ck_assert_double_eq_tol(t, -0.03 + left * (0.01 + 0.03), 5e-4);
  known_free(known);
  hc_averages_free(self);
}
END_TEST

START_TEST(silence_is_not_averaged)
{
  HcAverages* const self  = averages_new(0.0);
  Known             known = known_new(hc_stft_full_band(RATE));
  feed(self, &known, line, 20);
  const double t   = creal(hc_averages_slow(self)->whole.t);
  const double all = hc_averages_slow(self)->programme;
  ck_assert_double_eq(hc_averages_quiet(self), 0.0);
  // 60 dB softer: -80 dBFS
  feed(self, &known, quiet, 7);
  ck_assert_double_eq_tol(hc_averages_quiet(self), 7 * known_hop(&known), 1e-9);
  ck_assert_double_eq(creal(hc_averages_slow(self)->whole.t), t);
  ck_assert_double_eq(hc_averages_slow(self)->programme, all);
  feed(self, &known, line, 1);
  ck_assert_double_eq(hc_averages_quiet(self), 0.0);
  known_free(known);
  hc_averages_free(self);
}
END_TEST

START_TEST(the_decimated_stft_speaks_for_low_bands_once_it_is_ready)
{
  HcAverages* const self = averages_new(0.0);
  Known             full = known_new(hc_stft_full_band(RATE));
  Known             slow = known_new(hc_stft_decimated(RATE));
  const Content     low  = {line.d, 0.05, line.noise};
  const size_t      at   = 17; // 1 kHz
  feed(self, &full, line, 40);
  hc_averages_decimated(self, known_next(&slow, low));
  ck_assert_double_eq_tol(
    creal(hc_averages_slow(self)->thirds[at].t), 0.01, 1e-3);
  for (int i = 0; i < 30; ++i) {
    hc_averages_decimated(self, known_next(&slow, low));
  }
  const HcSlowAverages* const now = hc_averages_slow(self);
  ck_assert_double_eq_tol(creal(now->thirds[at].t), 0.05, 1e-3);
  // Above all mains lines it does not
  ck_assert_double_eq_tol(creal(now->thirds[28].t), 0.01, 1e-3);
  known_free(full);
  known_free(slow);
  hc_averages_free(self);
}
END_TEST

START_TEST(forgetting_leaves_the_last_second)
{
  HcLastSecondAverages before;
  HcLastSecondAverages after;
  HcAverages* const    self  = averages_new(5.0);
  Known                known = known_new(hc_stft_full_band(RATE));
  feed(self, &known, line, 40);
  hc_averages_last_second(self, &before);
  hc_averages_forget(self);
  hc_averages_last_second(self, &after);
  ck_assert(!hc_averages_slow(self)->whole.valid);
  ck_assert_double_eq(hc_averages_slow(self)->programme, 0.0);
  ck_assert_double_eq(after.powers.diff, before.powers.diff);
  ck_assert_double_eq(creal(after.whole.t), creal(before.whole.t));

  hc_averages_reset(self);
  hc_averages_last_second(self, &after);
  ck_assert(!hc_averages_heard(self));
  ck_assert_double_eq(after.powers.diff, 0.0);
  known_free(known);
  hc_averages_free(self);
}
END_TEST

START_TEST(mains_lines_are_left_out_when_they_are_known)
{
  // A line on hot, 20 dB above all programme: it would make the legs unequal
  const double amplitude = sqrt(2.0 * 0.5);
  const double hz        = 150.0;
  HcComb       mains     = {.found = true, .hz = 50.0, .n_lines = 3};
  HcComb       usb       = {.found = false};
  for (size_t i = 0; i < 3; ++i) {
    mains.lines[i].hz = 50.0 * (double)(i + 1U);
  }
  HcCombLine* const third = &mains.lines[2];
  third->hot              = amplitude * amplitude;
  third->diff             = amplitude * amplitude;
  third->common           = 0.25 * amplitude * amplitude;
  third->on_common = third->on_diff = true;

  HcLastSecondAverages last;
  HcAverages* const    self  = averages_new(0.0);
  Known                known = known_new(hc_stft_full_band(RATE));
  for (int i = 0; i < 40; ++i) {
    if (i == 20) {
      hc_averages_detect_lines(self, &mains, &usb);
    }
    const HcSpectrum* const s   = known_next(&known, line);
    const size_t            bin = (size_t)lround(hz / s->bin_hz);
    known.d[bin] += (float)amplitude;
    known.m[bin] += (float)(0.5 * amplitude);
    hc_averages_full_band(self, s);
    hc_averages_last_second(self, &last);
    // One segment in twelve with the line is 0.03, the programme is 0.0013
    ck_assert_int_eq(last.powers.hot > 0.01, i < 20 + 11);
  }
  known_free(known);
  hc_averages_free(self);
}
END_TEST

START_TEST(no_memory_is_reported)
{
  failing_alloc_set(0);
  hc_averages_free(hc_averages_new(RATE, 0.0, -70.0));
  const size_t n = failing_alloc_count();
  for (size_t nth = 1; nth <= n; ++nth) {
    failing_alloc_set(nth);
    ck_assert_ptr_null(hc_averages_new(RATE, 0.0, -70.0));
  }
  failing_alloc_set(0);
  ck_assert_uint_gt(n, 4);
  hc_averages_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("averages");
  TCase* const tcase = tcase_create("averages");
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, nothing_is_known_at_first);
  tcase_add_test(tcase, averages_are_those_of_the_line);
  tcase_add_test(tcase, the_last_second_forgets_what_is_older);
  tcase_add_test(tcase, exponential_averages_fade_with_their_time);
  tcase_add_test(tcase, silence_is_not_averaged);
  tcase_add_test(tcase,
                 the_decimated_stft_speaks_for_low_bands_once_it_is_ready);
  tcase_add_test(tcase, forgetting_leaves_the_last_second);
  tcase_add_test(tcase, mains_lines_are_left_out_when_they_are_known);
  tcase_add_test(tcase, no_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
