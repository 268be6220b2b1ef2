// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"
#include "support/segments.h"

#include "dsp/rejection.h"
#include "dsp/usb.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <string.h>

#define RATE 48000.0
#define SIZE 8192U
#define HOP (SIZE / 2U)

static const double tau = 6.28318530717958647692;

typedef struct {
  uint64_t seed;
  double   noise;     ///< Peak of white noise on each leg
  double   programme; ///< Peak of white noise that the output sends
  double   transfer;  ///< Cold sends -transfer of what hot sends
  double   every;     ///< Seconds of sound and pause in turn, 0: no pause
  double   tone;      ///< Hz of a test tone, 0: none
  int      harmonics; ///< Of it, falling as 1 / k
  double   level;     ///< Peak of its fundamental
  double   usb;       ///< Hz of the comb
  int      apart;     ///< Every how manieth line
  double   on_hot;    ///< Peak of each line
  double   on_cold;
} Scene;

static void
legs(void* const context, const double t, double* const hot, double* const cold)
{
  Scene* const s     = (Scene*)context;
  double       plays = s->programme * draw_noise(&s->seed);
  double       lines = 0.0;
  if (s->every > 0.0 && fmod(t, 2.0 * s->every) >= s->every) {
    plays = 0.0;
  }
  for (int k = 1; s->tone > 0.0 && k <= s->harmonics; ++k) {
    plays += s->level * sin(tau * fmod(k * s->tone * t, 1.0)) / k;
  }
  for (int k = s->apart; s->apart && k <= 16; k += s->apart) {
    lines += cos(tau * fmod(k * s->usb * t, 1.0) + k);
  }
  *hot = plays + s->on_hot * lines + s->noise * draw_noise(&s->seed);
  *cold =
    -s->transfer * plays + s->on_cold * lines + s->noise * draw_noise(&s->seed);
}

static HcComb
listen(Scene* const scene, const double seconds, bool* const ever)
{
  Segments     s    = segments_start(RATE, SIZE, HOP, 2, legs, scene);
  HcUsb* const usb  = hc_usb_new(RATE, SIZE, 0.0, -70.0);
  HcComb       comb = {0};
  ck_assert_ptr_nonnull(usb);
  while ((double)(s.nth * HOP + SIZE) <= seconds * RATE) {
    hc_usb_feed(usb, segments_next(&s));
    hc_usb_read(usb, NULL, &comb);
    *ever = *ever || comb.found;
  }
  hc_usb_free(usb);
  segments_end(&s);
  return comb;
}

START_TEST(frames_in_silence)
{
  for (int ppm = -400; ppm <= 400; ppm += 400) {
    Scene           scene = {.seed    = 1,
                             .noise   = 1e-6,
                             .usb     = 1000.0 + 1e-3 * ppm,
                             .apart   = 1,
                             .on_hot  = 1e-4,
                             .on_cold = 0.9e-4};
    bool            ever  = false;
    const HcComb    comb  = listen(&scene, 4.0, &ever);
    const HcReading m     = hc_comb_common(&comb, HC_USB_COMMON);
    const HcReading d     = hc_comb_diff(&comb, HC_USB_DIFF);
    const HcReading r     = hc_rejection(NULL, &comb);
    const double    n     = 10.0 * log10(16.0);
    ck_assert(comb.found);
    ck_assert_double_eq_tol(comb.hz, scene.usb, 1e-3);
    ck_assert_double_eq_tol(m.value, 20.0 * log10(0.95e-4) + n, 0.02);
    ck_assert_double_eq_tol(d.value, 20.0 * log10(0.1e-4) + n, 0.05);
    ck_assert_double_eq_tol(r.value, 20.0 * log10(9.5), 0.05);
  }
}
END_TEST

START_TEST(microframes_alone)
{
  for (int ppm = -400; ppm <= 400; ppm += 50) {
    Scene           scene = {.seed    = 5,
                             .noise   = 1e-6,
                             .usb     = 1000.0 + 1e-3 * ppm,
                             .apart   = 8,
                             .on_hot  = 3e-4,
                             .on_cold = 3e-4};
    bool            ever  = false;
    const HcComb    comb  = listen(&scene, 4.0, &ever);
    const HcReading m     = hc_comb_common(&comb, HC_USB_COMMON);
    ck_assert_msg(comb.found, "%d ppm", ppm);
    ck_assert_double_eq_tol(comb.hz, scene.usb, 1e-3);
    ck_assert_double_eq_tol(m.value, 20.0 * log10(3e-4) + 3.0103, 0.02);
  }
}
END_TEST

START_TEST(microframes_under_programme)
{
  Scene           scene = {.seed      = 2,
                           .noise     = 3e-6,
                           .programme = 0.1,
                           .transfer  = 0.99,
                           .usb       = 1000.1,
                           .apart     = 8,
                           .on_hot    = 3e-4,
                           .on_cold   = 3e-4};
  bool            ever  = false;
  const HcComb    comb  = listen(&scene, 4.0, &ever);
  const HcReading m     = hc_comb_common(&comb, HC_USB_COMMON);
  ck_assert(comb.found);
  ck_assert_double_eq_tol(m.value, 20.0 * log10(3e-4) + 3.0103, 0.2);
  ck_assert(m.low < m.value && m.value < m.high);
}
END_TEST

START_TEST(an_open_leg_under_speech)
{
  // In some stretches nothing plays; T is not that of the others then
  for (unsigned seed = 1; seed <= 6; ++seed) {
    Scene               scene = {.seed      = seed,
                                 .noise     = 5e-6,
                                 .programme = 0.05,
                                 .every     = 1.1 + 0.3 * seed,
                                 .usb       = 1000.0,
                                 .apart     = 1,
                                 .on_hot    = 1e-5,
                                 .on_cold   = 3e-4};
    bool                ever  = false;
    const HcComb        comb  = listen(&scene, 16.0, &ever);
    const HcPickupRatio ratio = hc_pickup_ratio(NULL, &comb);
    const HcReading     m     = hc_comb_common(&comb, HC_USB_COMMON);
    const HcReading     r     = hc_rejection(NULL, &comb);
    const double        truth = 20.0 * log10(1.55e-4) + 10.0 * log10(16.0);
    ck_assert(comb.found && ratio.by_cold);
    ck_assert_double_lt(cabs(ratio.other - 1.0 / 30.0), 0.01);
    ck_assert_double_eq_tol(m.value, truth, 0.1);
    ck_assert_double_eq_tol(r.value, 20.0 * log10(1.55 / 2.9), 0.1);
  }
}
END_TEST

START_TEST(test_tones_are_no_usb)
{
  for (int kind = 0; kind < 6; ++kind) {
    // A sine and a rich tone; on two legs, on one, and alike on both
    static const double transfers[] = {0.99, 0.0, -1.0};

    Scene scene = {.seed      = 4,
                   .noise     = 3e-6,
                   .tone      = 1000.0,
                   .level     = 0.1,
                   .harmonics = kind % 2 ? 12 : 1,
                   .transfer  = transfers[kind / 2]};
    bool  ever  = false;
    listen(&scene, 12.0, &ever);
    ck_assert_msg(!ever, "kind %d", kind);
  }
}
END_TEST

START_TEST(nothing_is_no_usb)
{
  Scene scene = {.seed = 4, .noise = 1e-5, .programme = 0.1, .transfer = 0.9};
  bool  ever  = false;
  listen(&scene, 20.0, &ever);
  ck_assert(!ever);
}
END_TEST

START_TEST(lines_on_mains_are_left_to_mains)
{
  Scene        scene = {.seed    = 1,
                        .noise   = 1e-6,
                        .usb     = 1000.0,
                        .apart   = 1,
                        .on_hot  = 1e-4,
                        .on_cold = 1e-4};
  Segments     s     = segments_start(RATE, SIZE, HOP, 2, legs, &scene);
  HcUsb* const usb   = hc_usb_new(RATE, SIZE, 5.0, -70.0);
  HcComb       mains = {.found = true, .hz = 50.0, .n_lines = 1};
  HcComb       comb;
  mains.lines[0] =
    (HcCombLine){.hz = 1000.5, .common = 1e-8, .on_common = true};
  while (s.nth < 30) {
    hc_usb_feed(usb, segments_next(&s));
  }
  hc_usb_read(usb, &mains, &comb);
  ck_assert(comb.found);
  ck_assert(!comb.lines[0].on_common);
  ck_assert(comb.lines[1].on_common);
  hc_usb_gap(usb);
  hc_usb_reset(usb);
  hc_usb_read(usb, &mains, &comb);
  ck_assert(!comb.found);
  hc_usb_free(usb);
  segments_end(&s);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  HcUsb* const usb = hc_usb_new(RATE, SIZE, 5.0, -70.0);
  hc_usb_free(usb);
  return usb ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(every_allocation_may_fail)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_usb_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("usb");
  TCase* const tcase = tcase_create("comb");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, frames_in_silence);
  tcase_add_test(tcase, microframes_alone);
  tcase_add_test(tcase, microframes_under_programme);
  tcase_add_test(tcase, an_open_leg_under_speech);
  tcase_add_test(tcase, test_tones_are_no_usb);
  tcase_add_test(tcase, nothing_is_no_usb);
  tcase_add_test(tcase, lines_on_mains_are_left_to_mains);
  tcase_add_test(tcase, every_allocation_may_fail);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
