// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"
#include "support/segments.h"

#include "analyzer/pickups.h"
#include "dsp/capture_error.h"
#include "dsp/stft.h"
#include "verdict/evidence.h"

#include <hotcold/analyzer.h>
#include <hotcold/reading.h>

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define RATE 48000U

static const double         tau     = 6.283185307179586;
static const HcCaptureError perfect = {0.0, 0.0, false};

// A line without programme that picks up mains and USB, over noise 110 dB
// below full scale
typedef struct {
  uint64_t state;
  double   mains; ///< Hz
  double   level; ///< Amplitude of the mains fundamental on hot, 0: none
  double   usb;   ///< Amplitude of each USB line on both legs
  double   cold;  ///< What cold picks up over what hot does
} Scene;

static void
legs(void* const context, const double t, double* const hot, double* const cold)
{
  Scene* const         scene = (Scene*)context;
  const double complex noise = draw_normal(&scene->state, 2e-11);
  double               x     = 0.0;
  for (int k = 1; k <= 9; k += 2) {
    x += scene->level / k * cos(tau * k * scene->mains * t + k);
  }
  for (int k = 3; k <= 12 && scene->usb > 0.0; ++k) {
    x += scene->usb * cos(tau * 1000.0 * k * t + k);
  }
  *hot  = x + creal(noise);
  *cold = scene->cold * x + cimag(noise);
}

// What analyzers of this rate share; one for all cases
static HcFftShared* shared_fft;

static void
start(void)
{
  shared_fft = hc_fft_shared_join(NULL, RATE, 2);
  ck_assert_ptr_nonnull(shared_fft);
}

static void
stop(void)
{
  hc_fft_shared_leave(shared_fft);
}

static HcPickups*
pickups_new(void)
{
  HcPickups* const self = hc_pickups_new(shared_fft, 0.0, -70.0);
  ck_assert_ptr_nonnull(self);
  return self;
}

static Segments
segments_of(const HcStftShape shape, Scene* const scene)
{
  return segments_start(
    shape.rate, shape.size, shape.hop, shape.window.lobe, legs, scene);
}

// Feed segments of the decimated STFT
static void
feed(HcPickups* const self, Scene* const scene, const int n)
{
  Segments s = segments_of(hc_stft_decimated(RATE), scene);
  for (int i = 0; i < n; ++i) {
    hc_pickups_decimated(self, segments_next(&s));
    hc_pickups_mains(self);
  }
  segments_end(&s);
}

static void
read_all(HcPickups* const            self,
         const HcCaptureError* const error,
         HcAnalysis* const           analysis,
         HcEvidence* const           evidence)
{
  memset(analysis, 0, sizeof(*analysis));
  hc_evidence_init(evidence);
  hc_pickups_read(self, error, analysis);
  hc_pickups_fill_evidence(self, error, evidence);
}

START_TEST(nothing_is_known_at_first)
{
  HcAnalysis       analysis;
  HcEvidence       e;
  HcPickups* const self = pickups_new();
  read_all(self, &perfect, &analysis, &e);
  ck_assert(!analysis.readings[HC_HUM_FREQUENCY].valid);
  ck_assert(!analysis.readings[HC_REJECTION].valid);
  ck_assert(!analysis.readings[HC_NOISE_BAND].valid);
  ck_assert_uint_eq(analysis.n_mains, 0);
  ck_assert(!e.pickup.stands_out && !e.pickup.has_left);
  ck_assert(!hc_pickups_mains(self)->found);
  ck_assert(!hc_pickups_usb(self)->found);
  hc_pickups_free(self);
}
END_TEST

START_TEST(mains_are_read_as_they_are)
{
  Scene            scene = {1, 50.013, 0.01, 0.0, 0.98};
  HcAnalysis       analysis;
  HcEvidence       e;
  HcPickups* const self = pickups_new();
  feed(self, &scene, 24);
  read_all(self, &perfect, &analysis, &e);
  const HcReading* const r   = analysis.readings;
  double                 sum = 0.0; // Of the squares of the amplitudes on hot
  for (int k = 1; k <= 9; k += 2) {
    sum += scene.level * scene.level / (k * k);
  }
  const double common = 10.0 * log10(sum * 0.99 * 0.99);
  const double diff   = 10.0 * log10(sum * 0.02 * 0.02);
  ck_assert_double_eq_tol(r[HC_HUM_FREQUENCY].value, 50.013, 0.001);
  ck_assert_double_eq_tol(r[HC_HUM_COMMON].value, common, 0.05);
  ck_assert_double_eq_tol(r[HC_HUM_DIFF].value, diff, 0.1);
  ck_assert_double_eq_tol(r[HC_REJECTION].value, common - diff, 0.1);
  ck_assert_uint_eq(analysis.n_mains, 5);
  for (size_t i = 0; i < 5; ++i) {
    const int    k      = 2 * (int)i + 1;
    const double wanted = 20.0 * log10(scene.level / k * 0.99);
    ck_assert_double_eq_tol(analysis.mains[i].hz, k * 50.013, 0.01);
    ck_assert_double_eq_tol(analysis.mains[i].common, wanted, 0.1);
  }

  // The rules see the same, and that cold picks up nearly what hot does
  ck_assert_double_eq(e.hum_frequency.value, r[HC_HUM_FREQUENCY].value);
  ck_assert_double_eq(e.hum_common.value, r[HC_HUM_COMMON].value);
  ck_assert_double_eq(e.pickup.rejection.value, r[HC_REJECTION].value);
  ck_assert_uint_eq(e.hum_lines, 5);
  ck_assert(e.pickup.stands_out);
  ck_assert_double_eq_tol(e.pickup.ratio.value, 20.0 * log10(0.98), 0.02);
  ck_assert_double_eq_tol(e.pickup.hot, 10.0 * log10(sum), 0.05);
  ck_assert_double_eq_tol(e.pickup.cold, 10.0 * log10(sum * 0.98 * 0.98), 0.05);
  hc_pickups_free(self);
}
END_TEST

START_TEST(inputs_that_may_differ_bound_the_rejection)
{
  // 40 dB, beyond what 0.1 dB between the inputs can show
  Scene                scene = {2, 60.0, 0.01, 0.0, 0.99};
  HcAnalysis           exact;
  HcAnalysis           bounded;
  HcEvidence           e;
  HcPickups* const     self  = pickups_new();
  const HcCaptureError error = hc_capture_error_uncalibrated(0.1, 0.0);
  feed(self, &scene, 24);
  read_all(self, &perfect, &exact, &e);
  read_all(self, &error, &bounded, &e);
  const HcReading* const wide = &bounded.readings[HC_REJECTION];
  ck_assert_double_eq_tol(exact.readings[HC_REJECTION].value, 39.96, 0.1);
  ck_assert(!exact.readings[HC_REJECTION].at_least);
  ck_assert(wide->at_least);
  ck_assert_double_eq(wide->high, HC_UNBOUNDED_DB);
  // 0.01005 of the line and 0.01158 of the inputs together
  ck_assert_double_eq_tol(wide->low, -20.0 * log10(0.01005 + 0.01158), 0.1);
  hc_pickups_free(self);
}
END_TEST

START_TEST(lines_that_leave_a_leg_are_forgotten)
{
  Scene            scene = {3, 50.0, 0.01, 0.0, 1.0};
  HcAnalysis       analysis;
  HcEvidence       e;
  HcPickups* const self = pickups_new();
  feed(self, &scene, 24);
  read_all(self, &perfect, &analysis, &e);
  ck_assert(e.pickup.stands_out && !e.pickup.has_left);
  // Cold falls silent: after two segments it is another line
  scene.cold = 1e-4;
  feed(self, &scene, 2);
  read_all(self, &perfect, &analysis, &e);
  ck_assert(e.pickup.has_left && !e.pickup.stands_out);

  // The verdict may say so, too
  scene.cold = 1.0;
  hc_pickups_reset(self);
  feed(self, &scene, 24);
  hc_pickups_forget(self);
  read_all(self, &perfect, &analysis, &e);
  ck_assert(!e.pickup.stands_out);
  hc_pickups_free(self);
}
END_TEST

START_TEST(usb_noise_is_a_comb_of_1_khz)
{
  Scene            scene = {4, 50.0, 0.0, 1e-3, 1.0};
  HcAnalysis       analysis;
  HcEvidence       e;
  HcPickups* const self = pickups_new();
  Segments         s    = segments_of(hc_stft_full_band(RATE), &scene);
  for (int i = 0; i < 120; ++i) {
    hc_pickups_full_band(self, segments_next(&s));
    hc_pickups_usb(self);
  }
  segments_end(&s);
  read_all(self, &perfect, &analysis, &e);
  ck_assert(hc_pickups_usb(self)->found);
  ck_assert_double_eq_tol(hc_pickups_usb(self)->hz, 1000.0, 0.01);
  // Ten lines
  ck_assert_double_eq_tol(
    analysis.readings[HC_USB_COMMON].value, 10.0 * log10(10e-6), 0.1);
  ck_assert_double_eq(e.usb_common.value,
                      analysis.readings[HC_USB_COMMON].value);
  ck_assert(!analysis.readings[HC_HUM_COMMON].valid);
  hc_pickups_free(self);
}
END_TEST

START_TEST(the_short_term_stft_knows_mains_sooner)
{
  // Louder hum could be a tone that somebody holds
  Scene            scene = {5, 50.0, 0.003, 0.0, 1.0};
  HcAnalysis       analysis;
  HcEvidence       e;
  HcPickups* const self = pickups_new();
  Segments         s    = segments_of(hc_stft_short_term(RATE), &scene);
  // 0.68 s and six hops of 0.17 s: not yet two segments of the decimated one
  for (int i = 0; i < 7; ++i) {
    hc_pickups_short_term(self, segments_next(&s));
  }
  segments_end(&s);
  read_all(self, &perfect, &analysis, &e);
  ck_assert(e.pickup.stands_out);
  ck_assert_double_eq_tol(e.pickup.ratio.value, 0.0, 0.1);
  // Readings wait for more
  ck_assert(!analysis.readings[HC_HUM_COMMON].valid);
  hc_pickups_end_short_term(self);
  read_all(self, &perfect, &analysis, &e);
  ck_assert(!e.pickup.stands_out);
  hc_pickups_free(self);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  HcPickups* const self =
    hc_pickups_new((const HcFftShared*)context, 0.0, -70.0);
  hc_pickups_free(self);
  return self ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(no_memory_is_reported)
{
  ck_assert_uint_gt(failing_alloc_replay(make_and_free, shared_fft), 4);
  hc_pickups_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("pickups");
  TCase* const tcase = tcase_create("pickups");
  tcase_add_checked_fixture(tcase, start, stop);
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, nothing_is_known_at_first);
  tcase_add_test(tcase, mains_are_read_as_they_are);
  tcase_add_test(tcase, inputs_that_may_differ_bound_the_rejection);
  tcase_add_test(tcase, lines_that_leave_a_leg_are_forgotten);
  tcase_add_test(tcase, usb_noise_is_a_comb_of_1_khz);
  tcase_add_test(tcase, the_short_term_stft_knows_mains_sooner);
  tcase_add_test(tcase, no_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
