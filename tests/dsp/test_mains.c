// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"
#include "support/segments.h"

#include "dsp/mains.h"
#include "dsp/rejection.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <string.h>

#define RATE 12000.0
#define SIZE 16384U
#define HOP (SIZE / 3U)

static const double tau = 6.28318530717958647692;

/// What plays and what is picked up
typedef struct {
  uint64_t seed;
  double   noise;      ///< Peak of white noise on each leg
  double   programme;  ///< Peak of white noise that the output sends
  double   transfer;   ///< Cold sends -transfer of what hot sends
  double   tone;       ///< Hz, 0: none
  double   tone_level; ///< Peak of its fundamental
  double   note;       ///< Seconds after which it is struck anew, 0: never
  double   second;     ///< What cold gets of the tone instead, if stereo
  bool     stereo;     ///< Programme of cold is not that of hot
  double   pilot;      ///< Hz of another tone, a pure one of 0.1; 0: none
  double   tilt;       ///< What cold gets more of each harmonic, than the last
  double   mains;      ///< Hz
  double   on_hot;     ///< Peak of the fundamental
  double   on_cold;
  double   from; ///< Seconds at which the programme begins
} Scene;

static double
uniform(Scene* const s)
{
  s->seed = s->seed * 6364136223846793005U + 1442695040888963407U;
  return (double)(int32_t)(s->seed >> 32U) / 2147483648.0;
}

/// Odd harmonics 1 to 9, falling as 1 / k: squares sum to 1.18386
static double
mains_at(const double hz, const double t)
{
  double sum = 0.0;
  for (int k = 1; k <= 9; k += 2) {
    sum += cos(tau * fmod(k * hz * t, 1.0) + k) / k;
  }
  return sum;
}

static const double mains_db = 0.7330; // 10 log10(1.18386)

static double
tone_at(const Scene* const s, const double t, const double tilt)
{
  double sum = 0.0;
  if (s->tone > 0.0) {
    const double into = s->note > 0.0 ? fmod(t, s->note) : 0.0;
    for (int k = 1; k <= 8; ++k) {
      sum += exp(-2.0 * into) * (1.0 + tilt * k) *
             sin(tau * k * s->tone * (s->note > 0.0 ? into : t)) / k;
    }
  }
  return s->tone_level * sum;
}

static void
legs(void* const context, const double t, double* const hot, double* const cold)
{
  Scene* const s     = (Scene*)context;
  const double tone  = tone_at(s, t, 0.0);
  const double plays = t >= s->from ? 1.0 : 0.0;
  const double pilot = 0.1 * sin(tau * fmod(s->pilot * t, 1.0));
  const double more  = s->tilt > 0.0 ? tone_at(s, t, s->tilt) - tone : 0.0;
  const double first = plays * (s->programme * uniform(s) + tone + pilot);
  const double other = plays * (s->programme * uniform(s) + s->second * tone);
  const double hum   = mains_at(s->mains, t);
  *hot               = first + s->on_hot * hum + s->noise * uniform(s);
  *cold = (s->stereo ? other : -s->transfer * first + more) + s->on_cold * hum +
          s->noise * uniform(s);
}

/// The comb after `seconds`; `ever` is set if there was one at any time
static HcComb
listen(Scene* const scene, const double seconds, bool* const ever)
{
  Segments       s     = segments_start(RATE, SIZE, HOP, 4, legs, scene);
  HcMains* const mains = hc_mains_new(RATE, SIZE, 0.0, -70.0);
  HcComb         comb  = {0};
  ck_assert_ptr_nonnull(mains);
  while ((double)(s.nth * HOP + SIZE) <= seconds * RATE) {
    hc_mains_feed(mains, segments_next(&s));
    hc_mains_read(mains, &comb);
    *ever = *ever || comb.found;
  }
  hc_mains_free(mains);
  segments_end(&s);
  return comb;
}

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
    ck_assert(hc_comb_shared(&comb) > 0);
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

START_TEST(a_tone_hides_no_hum)
{
  static const double pilots[] = {220.0, 997.0, 3150.0};
  for (int i = 0; i < 12; ++i) {
    // One dead leg and two live ones; an open leg and equal ones
    const bool          is_dead = i % 2;
    const bool          is_open = i % 4 >= 2;
    const double        g       = is_open ? 0.03 : 0.98;
    Scene               scene   = {.seed     = 20U + (unsigned)i,
                                   .noise    = 5e-6,
                                   .transfer = is_dead ? 0.0 : 0.99,
                                   .pilot    = pilots[i / 4],
                                   .mains    = 50.03,
                                   .on_hot   = 1e-3 * g,
                                   .on_cold  = 1e-3};
    bool                ever    = false;
    const HcComb        comb    = listen(&scene, 8.0, &ever);
    const HcPickupRatio ratio   = hc_pickup_ratio(&comb, NULL);
    const HcReading     m       = hc_comb_common(&comb, HC_HUM_COMMON);
    const double        truth   = 20.0 * log10(0.5e-3 * (1.0 + g)) + mains_db;
    ck_assert_msg(comb.found, "%d", i);
    ck_assert_double_eq_tol(comb.hz, 50.03, 1e-3);
    ck_assert_double_eq_tol(m.value, truth, 0.1);
    ck_assert(m.low - 0.01 < truth && truth < m.high + 0.01);
    ck_assert_double_lt(cabs(ratio.other - (ratio.by_cold ? g : 1.0 / g)),
                        0.01);
  }
}
END_TEST

START_TEST(harmonics_are_no_hum_beside_a_tone)
{
  // What the tone tells of T does not hold at all frequencies
  for (int i = 0; i < 4; ++i) {
    Scene scene = {.seed       = 40U + (unsigned)i,
                   .noise      = 5e-6,
                   .transfer   = i % 2 ? 0.0 : 0.99,
                   .tone       = 50.0,
                   .tone_level = 0.1,
                   .tilt       = 0.005,
                   .pilot      = i < 2 ? 997.0 : 3150.0};
    bool  ever  = false;
    listen(&scene, 12.0, &ever);
    ck_assert_msg(!ever, "%d", i);
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

/// ri after each of some times, off the truth by its errors: how often by more
/// than 2.45, which 5 % of complex normal ones are, in how many looks
static void
look_at_ratio(const double seconds, unsigned* const off, unsigned* const looks)
{
  for (unsigned seed = 1; seed <= 12; ++seed) {
    Scene               scene = {.seed       = seed,
                                 .noise      = 5e-6,
                                 .programme  = 0.01,
                                 .tone       = 48.0 + 0.2 * seed,
                                 .tone_level = 0.1,
                                 .note       = 0.45 + 0.01 * seed,
                                 .mains      = 49.9 + 0.02 * seed,
                                 .on_hot     = 3e-5,
                                 .on_cold    = 1e-3};
    bool                ever  = false;
    const HcComb        comb  = listen(&scene, seconds, &ever);
    const HcPickupRatio ratio = hc_pickup_ratio(&comb, NULL);
    if (ratio.lines) {
      const double complex truth = ratio.by_cold ? 0.03 : 1.0 / 0.03;
      *off += cabs(ratio.other - truth) > 2.45 * ratio.sigma ? 1U : 0U;
      *looks += 1U;
    }
  }
}

START_TEST(notes_on_the_lines_leave_the_ratio_open)
{
  // A bass is not found beside the lines, and holds for segments on end
  unsigned off   = 0;
  unsigned looks = 0;
  look_at_ratio(2.0, &off, &looks);
  look_at_ratio(3.0, &off, &looks);
  look_at_ratio(12.0, &off, &looks);
  ck_assert_uint_ge(looks, 24);
  ck_assert_msg(10U * off <= looks, "%u of %u", off, looks);
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
  comb.lines[1] = (HcCombLine){.shared = true};
  comb.lines[2] = (HcCombLine){.on_diff = true, .shared = true};
  ck_assert_uint_eq(hc_comb_standing(&comb), 2);
  ck_assert_uint_eq(hc_comb_shared(&comb), 1);
  comb.found = false;
  ck_assert_uint_eq(hc_comb_standing(&comb), 0);
  ck_assert_uint_eq(hc_comb_shared(&comb), 0);
}
END_TEST

START_TEST(nothing_is_known_of_nothing)
{
  HcComb         comb;
  HcMains* const mains = hc_mains_new(RATE, SIZE, 5.0, -70.0);
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

START_TEST(every_allocation_may_fail)
{
  failing_alloc_set(0);
  hc_mains_free(hc_mains_new(RATE, SIZE, 5.0, -70.0));
  const size_t n = failing_alloc_count();
  ck_assert_uint_gt(n, 0);
  for (size_t i = 1; i <= n; ++i) {
    failing_alloc_set(i);
    ck_assert_ptr_null(hc_mains_new(RATE, SIZE, 5.0, -70.0));
  }
  failing_alloc_set(0);
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
  tcase_add_test(tcase, found_within_two_seconds_of_programme);
  tcase_add_test(tcase, sixty_hertz_and_drift);
  tcase_add_test(tcase, music_is_no_hum);
  tcase_add_test(tcase, a_tone_hides_no_hum);
  tcase_add_test(tcase, harmonics_are_no_hum_beside_a_tone);
  tcase_add_test(tcase, one_leg_that_picks_up_rejects_nothing);
  tcase_add_test(tcase, notes_on_the_lines_leave_the_ratio_open);
  tcase_add_test(tcase, an_equal_line_rejects_more_than_can_be_seen);
  tcase_add_test(tcase, lines_that_programme_shares_are_counted);
  tcase_add_test(tcase, nothing_is_known_of_nothing);
  tcase_add_test(tcase, every_allocation_may_fail);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
