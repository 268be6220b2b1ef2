// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Hum beside notes, tones, and the lines of computers

#include "mains_scene.h"

#include "support/run.h"

#include "dsp/mains_search.h"
#include "dsp/rejection.h"

#include <check.h>

#include <complex.h>
#include <math.h>

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

START_TEST(programme_that_sets_in_hides_nothing_of_what_was_told)
{
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Scene               scene = {.seed      = seed,
                                 .noise     = 5e-6,
                                 .programme = 0.3,
                                 .mains     = 49.9 + 0.02 * seed,
                                 .on_hot    = 1e-3,
                                 .on_cold   = 0.9e-3,
                                 .from      = 3.0};
    bool                ever  = false;
    const HcComb        comb  = listen(&scene, 6.0, &ever);
    const HcPickupRatio ratio = hc_pickup_ratio(&comb, NULL);
    const double        truth = ratio.by_cold ? 1.0 / 0.9 : 0.9;
    ck_assert_double_le(cabs(ratio.other - truth), 0.02);
    ck_assert_double_le(ratio.sigma, 0.02);
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

START_TEST(a_tone_on_a_line_is_programme)
{
  // Not silence in which loud hum has to be waited for
  static const double pilots[] = {1000.0, 450.0, 1900.0};
  for (int i = 0; i < 3; ++i) {
    Scene               scene = {.seed    = 40U + (unsigned)i,
                                 .noise   = 5e-6,
                                 .pilot   = pilots[i],
                                 .mains   = 50.03,
                                 .on_hot  = 3e-4,
                                 .on_cold = 1e-2};
    bool                ever  = false;
    const HcComb        comb  = listen(&scene, 3.0, &ever);
    const HcPickupRatio ratio = hc_pickup_ratio(&comb, NULL);
    ck_assert_msg(comb.found, "%d", i);
    ck_assert_double_eq_tol(comb.hz, 50.03, 5e-3);
    ck_assert_double_lt(cabs(ratio.other - (ratio.by_cold ? 0.03 : 33.0)), 0.1);
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

START_TEST(lines_of_computers_are_left_to_them)
{
  // 1 and 2 kHz are lines 20 and 40 of 50 Hz, or lie beside these
  static const double mains[] = {50.0, 50.001, 50.03, 49.98, 49.9};
  for (int i = 0; i < 10; ++i) {
    Scene           scene = {.seed      = 60U + (unsigned)i,
                             .noise     = 5e-6,
                             .programme = i % 2 ? 0.03 : 0.0,
                             .transfer  = 0.99,
                             .mains     = mains[i / 2],
                             .on_hot    = 3e-3,
                             .on_cold   = 2.95e-3,
                             .usb       = 4e-4};
    bool            ever  = false;
    const HcComb    comb  = listen(&scene, 12.0, &ever);
    const HcReading m     = hc_comb_common(&comb, HC_HUM_COMMON);
    const double    truth = 20.0 * log10(2.975e-3) + mains_db;
    ck_assert_msg(comb.found, "%d", i);
    ck_assert_double_eq_tol(comb.hz, scene.mains, 1e-3);
    ck_assert_double_eq_tol(m.value, truth, 0.05);
    ck_assert(!comb.lines[19].on_common && !comb.lines[39].on_common);
  }
}
END_TEST

START_TEST(computers_alone_are_no_mains)
{
  for (unsigned seed = 1; seed <= 4; ++seed) {
    Scene scene = {.seed      = seed,
                   .noise     = 5e-6,
                   .programme = seed % 2U ? 0.03 : 0.0,
                   .transfer  = 0.99,
                   .mains     = 50.0,
                   .usb       = 4e-4};
    bool  ever  = false;
    listen(&scene, 12.0, &ever);
    ck_assert_msg(!ever, "seed %u", seed);
  }
}
END_TEST

START_TEST(lines_at_multiples_of_300_hz_alone_are_no_mains)
{
  // Odd ones: lines 5, 15, ... of 60 Hz and 6, 18, ... of 50 Hz
  for (unsigned seed = 1; seed <= 4; ++seed) {
    Scene scene = {.seed      = seed,
                   .noise     = 1e-5,
                   .programme = seed % 2U ? 0.03 : 0.0,
                   .mains     = 299.9 + 0.1 * seed,
                   .on_hot    = 2e-3,
                   .on_cold   = 2e-3};
    bool  ever  = false;
    listen(&scene, 12.0, &ever);
    ck_assert_msg(!ever, "seed %u", seed);
  }
}
END_TEST

START_TEST(low_lines_hide_no_high_ones_from_the_search)
{
  // One segment, as short as they are at first
  static const uint32_t size = MAINS_SIZE / 2U;
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Scene    scene = {.seed      = seed,
                      .noise     = 1e-5,
                      .programme = 0.03,
                      .mains     = (seed % 2U ? 49.8 : 59.8) + 0.04 * seed,
                      .on_hot    = 2e-3,
                      .on_cold   = 2e-3};
    Segments s = segments_start(MAINS_RATE, size, size / 4U, 4, legs, &scene);
    HcMainsSearch* const search = hc_mains_search_new(MAINS_RATE, size);
    ck_assert_ptr_nonnull(search);
    hc_mains_search_feed(search, segments_next(&s));
    ck_assert_double_eq_tol(hc_mains_search_best(search), scene.mains, 0.1);
    hc_mains_search_free(search);
    segments_end(&s);
  }
}
END_TEST

START_TEST(loud_hum_in_silence_is_waited_for)
{
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Scene        scene = {.seed    = seed,
                          .noise   = 1e-5,
                          .mains   = 59.9 + 0.02 * seed,
                          .on_hot  = 0.03,
                          .on_cold = 0.0297};
    bool         ever  = false;
    const HcComb comb  = listen(&scene, 9.6, &ever);
    ck_assert_msg(comb.found, "seed %u", seed);
    ck_assert_double_eq_tol(comb.hz, scene.mains, 1e-3);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("mains_beside");
  TCase* const tcase = tcase_create("comb");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, notes_on_the_lines_leave_the_ratio_open);
  tcase_add_test(tcase, programme_that_sets_in_hides_nothing_of_what_was_told);
  tcase_add_test(tcase, a_tone_hides_no_hum);
  tcase_add_test(tcase, a_tone_on_a_line_is_programme);
  tcase_add_test(tcase, harmonics_are_no_hum_beside_a_tone);
  tcase_add_test(tcase, lines_of_computers_are_left_to_them);
  tcase_add_test(tcase, computers_alone_are_no_mains);
  tcase_add_test(tcase, lines_at_multiples_of_300_hz_alone_are_no_mains);
  tcase_add_test(tcase, low_lines_hide_no_high_ones_from_the_search);
  tcase_add_test(tcase, loud_hum_in_silence_is_waited_for);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
