// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"
#include "support/segments.h"

#include "dsp/mains_search.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Combs of known fundamental, in noise, in programme, and in spectra that are
// written bin by bin

#define RATE 12000.0

enum { SIZE = 16384, HOP = 5461, N_BINS = SIZE / 2 + 1, MOST = 40 };

static const double tau = 6.283185307179586;

typedef struct {
  double   hz;           ///< Fundamental
  double   peaks[MOST];  ///< Of the harmonics, on both legs
  double   phases[MOST]; ///< Cycles
  double   noise;        ///< Peak, on each leg
  double   programme;    ///< Peak, in antiphase
  double   unlike;       ///< Gain of cold over hot for pick-up
  uint64_t state;
} Scene;

static void
scene_legs(void* const   context,
           const double  t,
           double* const hot,
           double* const cold)
{
  Scene* const s       = (Scene*)context;
  const double plays   = s->programme * draw_noise(&s->state);
  double       pick_up = 0.0;
  for (int k = 1; k <= MOST; ++k) {
    if (s->peaks[k - 1] > 0.0) {
      pick_up +=
        s->peaks[k - 1] * cos(tau * (k * s->hz * t + s->phases[k - 1]));
    }
  }
  *hot  = plays + pick_up + s->noise * draw_noise(&s->state);
  *cold = -plays + s->unlike * pick_up + s->noise * draw_noise(&s->state);
}

/// Some odd harmonics of a fundamental of either mains, the third of them among
/// these; returns the highest that is there
static int
draw_comb(Scene* const s, const int take)
{
  int top = 3;
  s->hz =
    draw_between(&s->state, take % 2 ? 59.1 : 49.1, take % 2 ? 60.9 : 50.9);
  for (int k = 1; k <= 15; k += 2) {
    const bool is_there = k <= 5 || draw(&s->state) % 2U;
    s->peaks[k - 1] = is_there ? 1e-3 * draw_between(&s->state, 0.3, 1.0) : 0.0;
    s->phases[k - 1] = draw_unit(&s->state);
    top              = is_there ? k : top;
  }
  return top;
}

static double
search_scene(Scene* const s, const int n)
{
  HcMainsSearch* const search = hc_mains_search_new(RATE, SIZE);
  Segments segments = segments_start(RATE, SIZE, HOP, 4U, scene_legs, s);
  ck_assert_ptr_nonnull(search);
  for (int i = 0; i < n; ++i) {
    hc_mains_search_feed(search, segments_next(&segments));
  }
  const double hz = hc_mains_search_best(search);
  hc_mains_search_free(search);
  segments_end(&segments);
  return hz;
}

START_TEST(a_comb_is_found_to_a_bin_of_its_top)
{
  // On both legs alike, on one more, on cold alone
  static const double unlike[] = {1.0, 0.7, 30.0};
  for (int take = 0; take < 24; ++take) {
    Scene s = {
      .noise = 1e-4, .unlike = unlike[take % 3], .state = 1U + (uint64_t)take};
    const int    top = draw_comb(&s, take);
    const double hz  = search_scene(&s, 6);
    ck_assert_msg(fabs(hz - s.hz) < RATE / SIZE / top,
                  "take %d: %g Hz instead of %g",
                  take,
                  hz,
                  s.hz);
  }
}
END_TEST

START_TEST(programme_in_antiphase_hides_no_comb)
{
  // 30 dB above the lines in every bin, but gone from m
  for (int take = 0; take < 8; ++take) {
    Scene        s   = {.noise     = 1e-6,
                        .programme = 0.3,
                        .unlike    = 1.0,
                        .state     = 50U + (uint64_t)take};
    const int    top = draw_comb(&s, take);
    const double hz  = search_scene(&s, 8);
    ck_assert_msg(fabs(hz - s.hz) < RATE / SIZE / top,
                  "take %d: %g Hz instead of %g",
                  take,
                  hz,
                  s.hz);
  }
}
END_TEST

/// A spectrum with the same in every bin, but for `n` lines of a comb
typedef struct {
  float complex d[N_BINS];
  float complex m[N_BINS];
} Bins;

static void
feed_bins(HcMainsSearch* const search,
          Bins* const          bins,
          const double         hz,
          const int            n)
{
  const HcSpectrum spectrum = {.rate   = RATE,
                               .size   = SIZE,
                               .hop    = HOP,
                               .n_bins = N_BINS,
                               .bin_hz = RATE / SIZE,
                               .lobe   = 4,
                               .d      = bins->d,
                               .m      = bins->m};
  for (size_t i = 0; i < N_BINS; ++i) {
    bins->d[i] = 1e-6F;
    bins->m[i] = 1e-6F * (i % 2U ? 1.0F : -1.0F);
  }
  for (int k = 1; k <= n; ++k) {
    bins->m[lround(k * hz * SIZE / RATE)] = 1e-3F;
  }
  for (int i = 0; i < 5; ++i) {
    hc_mains_search_feed(search, &spectrum);
  }
}

START_TEST(fewer_than_three_lines_are_no_comb)
{
  static Bins          bins;
  HcMainsSearch* const search = hc_mains_search_new(RATE, SIZE);
  ck_assert_ptr_nonnull(search);
  ck_assert_double_eq(hc_mains_search_best(search), 0.0);
  for (int n = 0; n < 6; ++n) {
    hc_mains_search_reset(search);
    feed_bins(search, &bins, 50.03, n);
    const double hz = hc_mains_search_best(search);
    if (n < 3) {
      ck_assert_double_eq(hz, 0.0);
    } else {
      ck_assert_double_eq_tol(hz, 50.03, RATE / SIZE / n);
    }
  }
  hc_mains_search_reset(search);
  ck_assert_double_eq(hc_mains_search_best(search), 0.0);
  hc_mains_search_free(search);
}
END_TEST

START_TEST(only_mains_are_looked_for)
{
  // Four lines from 52 to 57.7 Hz on: no fundamental from 49 to 51 or 59 to
  // 61 Hz has three harmonics within two bins of these
  static Bins          bins;
  HcMainsSearch* const search = hc_mains_search_new(RATE, SIZE);
  ck_assert_ptr_nonnull(search);
  for (int take = 0; take < 20; ++take) {
    hc_mains_search_reset(search);
    feed_bins(search, &bins, 52.0 + 0.3 * take, 4);
    ck_assert_double_eq(hc_mains_search_best(search), 0.0);
  }
  hc_mains_search_free(search);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  HcMainsSearch* const search = hc_mains_search_new(RATE, SIZE);
  (void)context;
  hc_mains_search_free(search);
  return search ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(every_allocation_may_fail)
{
  ck_assert_uint_ge(failing_alloc_replay(make_and_free, NULL), 2);
  hc_mains_search_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("mains_search");
  TCase* const tcase = tcase_create("mains_search");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, a_comb_is_found_to_a_bin_of_its_top);
  tcase_add_test(tcase, programme_in_antiphase_hides_no_comb);
  tcase_add_test(tcase, fewer_than_three_lines_are_no_comb);
  tcase_add_test(tcase, only_mains_are_looked_for);
  tcase_add_test(tcase, every_allocation_may_fail);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
