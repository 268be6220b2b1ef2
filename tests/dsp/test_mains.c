// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mains_scene.h"

#include "support/failing_alloc.h"
#include "support/run.h"

#include "dsp/mains.h"
#include "dsp/rejection.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <string.h>

START_TEST(levels_and_frequency_in_silence)
{
  // 1 mV against 0.98 mV: m is 0.99e-3, d 0.02e-3
  Scene           scene = {.seed    = 1,
                           .noise   = 1e-6,
                           .mains   = 50.03,
                           .on_hot  = 1e-3,
                           .on_cold = 0.98e-3};
  bool            ever  = false;
  const HcComb    comb  = listen(&scene, 6.0, &ever);
  const HcReading m     = hc_comb_common(&comb, HC_HUM_COMMON);
  const HcReading d     = hc_comb_diff(&comb, HC_HUM_DIFF);
  const HcReading f     = hc_mains_frequency(&comb);
  const HcReading r     = hc_rejection(&comb, NULL);
  ck_assert(comb.found);
  ck_assert_double_eq_tol(f.value, 50.03, 1e-3);
  ck_assert_double_eq_tol(m.value, 20.0 * log10(0.99e-3) + mains_db, 0.02);
  ck_assert_double_eq_tol(d.value, 20.0 * log10(0.02e-3) + mains_db, 0.1);
  ck_assert(m.low <= m.value && m.value <= m.high);
  ck_assert(r.valid && !r.at_least);
  ck_assert_double_eq_tol(r.value, 20.0 * log10(0.99 / 0.02), 0.1);
  ck_assert_double_eq_tol(
    hc_pickup_ratio(&comb, NULL).level.value, 20.0 * log10(0.98), 0.02);
  const HcPickupRatio ratio = hc_pickup_ratio(&comb, NULL);
  ck_assert_double_lt(cabs(ratio.other - (ratio.by_cold ? 1.0 / 0.98 : 0.98)),
                      0.002);
}
END_TEST

START_TEST(frequency_is_as_good_as_its_error)
{
  // 95 % lie within the interval: of 40, 5 miss it once in 50 times
  unsigned missed = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    Scene           scene = {.seed    = seed,
                             .noise   = 1e-5,
                             .mains   = 49.9 + 0.0051 * seed,
                             .on_hot  = 3e-3,
                             .on_cold = 2e-3};
    bool            ever  = false;
    const HcComb    comb  = listen(&scene, 4.0, &ever);
    const HcReading f     = hc_mains_frequency(&comb);
    missed += f.low <= scene.mains && scene.mains <= f.high ? 0U : 1U;
  }
  ck_assert_uint_le(missed, 5);
}
END_TEST

/// Whether a comb heard on `before` has left a leg in a segment of `now`
static bool
has_left(Scene before, Scene now)
{
  bool         ever = false;
  const HcComb comb = listen(&before, 6.0, &ever);
  Segments s = segments_start(MAINS_RATE, MAINS_SIZE, MAINS_HOP, 4, legs, &now);
  ck_assert(comb.found);
  const bool left = hc_comb_has_left(&comb, segments_next(&s));
  segments_end(&s);
  return left;
}

START_TEST(lines_that_left_a_leg_are_missed)
{
  const Scene dead    = {.seed      = 1,
                         .noise     = 1e-5,
                         .programme = 0.1,
                         .mains     = 50.03,
                         .on_hot    = 1e-3,
                         .on_cold   = 1e-3};
  Scene       live    = dead;
  Scene       shorted = dead;
  Scene       softer  = dead;
  Scene       pulled  = {.seed = 2, .noise = 1e-5};
  live.transfer       = 0.99;
  shorted.on_cold     = 0.0;
  softer.on_hot       = 0.7e-3;
  softer.on_cold      = 0.7e-3;
  ck_assert(has_left(dead, shorted));
  ck_assert(has_left(live, shorted));
  ck_assert(!has_left(dead, dead));
  ck_assert(!has_left(live, live));
  ck_assert(!has_left(dead, live));
  ck_assert(!has_left(dead, softer));
  // From both, as in a pause
  ck_assert(!has_left(live, pulled));
}
END_TEST

START_TEST(found_within_two_seconds_of_programme)
{
  for (int i = 0; i < 4; ++i) {
    Scene           scene = {.seed      = 7U + (unsigned)i,
                             .noise     = 5e-6,
                             .programme = 0.1,
                             .transfer  = 0.99,
                             .mains     = 49.9 + 0.1 * i,
                             .on_hot    = 3e-3,
                             .on_cold   = 3e-3};
    bool            ever  = false;
    const HcComb    comb  = listen(&scene, 2.0, &ever);
    const HcReading m     = hc_comb_common(&comb, HC_HUM_COMMON);
    ck_assert(comb.found);
    ck_assert_double_eq_tol(comb.hz, scene.mains, 0.01);
    ck_assert_double_eq_tol(m.value, 20.0 * log10(3e-3) + mains_db, 0.1);
    ck_assert(hc_comb_with_programme(&comb) > 0);
  }
}
END_TEST

START_TEST(sixty_hertz_and_drift)
{
  Scene        scene = {.seed      = 3,
                        .noise     = 1e-6,
                        .programme = 0.1,
                        .transfer  = 0.999,
                        .mains     = 59.97,
                        .on_hot    = 1e-3,
                        .on_cold   = 1e-3};
  bool         ever  = false;
  const HcComb comb  = listen(&scene, 30.0, &ever);
  ck_assert(comb.found);
  ck_assert_double_eq_tol(comb.hz, 59.97, 1e-3);
}
END_TEST

START_TEST(music_is_no_hum)
{
  static const double notes[] = {49.0, 50.0, 55.0, 58.27, 61.74, 100.0};
  for (size_t i = 0; i < 6; ++i) {
    for (int kind = 0; kind < 4; ++kind) {
      // Sustained and struck; balanced, and left and right
      Scene scene = {.seed       = i,
                     .noise      = 5e-6,
                     .programme  = 0.003,
                     .transfer   = 0.99,
                     .tone       = notes[i],
                     .tone_level = 0.1,
                     .note       = kind % 2 ? 0.5 : 0.0,
                     .second     = 0.7,
                     .stereo     = kind >= 2,
                     .mains      = 50.0};
      bool  ever  = false;
      listen(&scene, 15.0, &ever);
      ck_assert_msg(!ever, "%g Hz, kind %d", notes[i], kind);
    }
  }
}
END_TEST

START_TEST(one_leg_that_picks_up_rejects_nothing)
{
  Scene scene = {.seed = 5, .noise = 1e-6, .mains = 50.03, .on_hot = 1e-3};
  bool  ever  = false;
  const HcComb    comb = listen(&scene, 6.0, &ever);
  const HcReading r    = hc_rejection(&comb, NULL);
  ck_assert(r.valid);
  ck_assert_double_eq_tol(r.value, -6.0206, 0.01);
  ck_assert_double_lt(hc_pickup_ratio(&comb, NULL).level.high, -40.0);
}
END_TEST

START_TEST(an_equal_line_rejects_more_than_can_be_seen)
{
  Scene scene = {
    .seed = 5, .noise = 1e-6, .mains = 50.03, .on_hot = 1e-3, .on_cold = 1e-3};
  bool            ever = false;
  const HcComb    comb = listen(&scene, 6.0, &ever);
  const HcReading r    = hc_rejection(&comb, NULL);
  const HcReading d    = hc_comb_diff(&comb, HC_HUM_DIFF);
  ck_assert(r.valid && r.at_least);
  ck_assert_double_gt(r.low, 60.0);
  ck_assert_double_eq(r.high, HC_UNBOUNDED_DB);
  ck_assert_double_eq(d.low, HC_SILENCE_DB);
}
END_TEST

START_TEST(lines_that_programme_shares_are_counted)
{
  HcComb comb   = {.found = true, .hz = 50.0, .n_lines = 4};
  comb.lines[0] = (HcCombLine){.on_common = true};
  comb.lines[1] = (HcCombLine){.has_programme = true};
  comb.lines[2] = (HcCombLine){.on_diff = true, .has_programme = true};
  ck_assert_uint_eq(hc_comb_standing(&comb), 2);
  ck_assert_uint_eq(hc_comb_with_programme(&comb), 1);
  comb.found = false;
  ck_assert_uint_eq(hc_comb_standing(&comb), 0);
  ck_assert_uint_eq(hc_comb_with_programme(&comb), 0);
}
END_TEST

START_TEST(nothing_is_known_of_nothing)
{
  HcComb         comb;
  HcMains* const mains = hc_mains_new(MAINS_RATE, MAINS_SIZE, 5.0, -70.0);
  hc_mains_read(mains, &comb);
  ck_assert(!comb.found);
  ck_assert(!hc_mains_frequency(&comb).valid);
  ck_assert(!hc_comb_common(&comb, HC_HUM_COMMON).valid);
  ck_assert(!hc_rejection(&comb, &comb).valid);
  ck_assert(!hc_pickup_ratio(&comb, NULL).level.valid);
  hc_mains_gap(mains);
  hc_mains_reset(mains);
  hc_mains_free(mains);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  HcMains* const mains = hc_mains_new(MAINS_RATE, MAINS_SIZE, 5.0, -70.0);
  hc_mains_free(mains);
  return mains ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(every_allocation_may_fail)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_mains_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("mains");
  TCase* const tcase = tcase_create("comb");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, levels_and_frequency_in_silence);
  tcase_add_test(tcase, frequency_is_as_good_as_its_error);
  tcase_add_test(tcase, lines_that_left_a_leg_are_missed);
  tcase_add_test(tcase, found_within_two_seconds_of_programme);
  tcase_add_test(tcase, sixty_hertz_and_drift);
  tcase_add_test(tcase, music_is_no_hum);
  tcase_add_test(tcase, one_leg_that_picks_up_rejects_nothing);
  tcase_add_test(tcase, an_equal_line_rejects_more_than_can_be_seen);
  tcase_add_test(tcase, lines_that_programme_shares_are_counted);
  tcase_add_test(tcase, nothing_is_known_of_nothing);
  tcase_add_test(tcase, every_allocation_may_fail);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
