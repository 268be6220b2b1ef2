// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"

#include "dsp/last_second.h"
#include "dsp/window.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Spectra written bin by bin, so that powers follow by exact arithmetic: a bin
// of amplitude A is worth A^2 / (2 noise bandwidth)

enum { N_BINS = 4097, HELD = 12 }; // Of 8192 frames; a second of hops of 4096

typedef struct {
  HcLastSecond* last_second;
  float complex d[N_BINS];
  float complex m[N_BINS];
  float         keep[N_BINS];
  double        noise_bandwidth;
} Rig;

static Rig*
rig_start(void)
{
  const HcStftShape shape = hc_stft_full_band(48000);
  Rig* const        rig   = (Rig*)calloc(1, sizeof(Rig));
  ck_assert_ptr_nonnull(rig);
  rig->last_second     = hc_last_second_new(&shape);
  rig->noise_bandwidth = hc_window_noise_bandwidth(&shape.window);
  ck_assert_ptr_nonnull(rig->last_second);
  ck_assert_uint_eq(shape.size, 2 * (N_BINS - 1));
  for (size_t i = 0; i < N_BINS; ++i) {
    rig->keep[i] = 1.0F;
  }
  return rig;
}

static void
rig_stop(Rig* const rig)
{
  hc_last_second_free(rig->last_second);
  free(rig);
}

static void
clear(Rig* const rig)
{
  memset(rig->d, 0, sizeof(rig->d));
  memset(rig->m, 0, sizeof(rig->m));
}

/// Amplitudes of both legs in one bin
static void
set_bin(Rig* const           rig,
        const size_t         bin,
        const double complex hot,
        const double complex cold)
{
  rig->d[bin] = (float complex)(hot - cold);
  rig->m[bin] = (float complex)(0.5 * (hot + cold));
}

static void
add(Rig* const rig)
{
  const HcSpectrum spectrum = {.rate            = 48000.0,
                               .size            = 2 * (N_BINS - 1),
                               .hop             = N_BINS - 1,
                               .n_bins          = N_BINS,
                               .bin_hz          = 48000.0 / 8192.0,
                               .noise_bandwidth = rig->noise_bandwidth,
                               .lobe            = 2,
                               .d               = rig->d,
                               .m               = rig->m};
  hc_last_second_add(rig->last_second, &spectrum, rig->keep, 0, N_BINS);
}

/// Add a segment with one bin, with these levels of the legs in dB
static void
add_levels(Rig* const rig, const double hot, const double cold)
{
  clear(rig);
  set_bin(rig, 500, pow(10.0, 0.05 * hot), -pow(10.0, 0.05 * cold));
  add(rig);
}

static void
check_power(const double got, const double truth, const double all)
{
  ck_assert_double_eq_tol(got, truth, 1e-6 * all);
}

START_TEST(powers_are_those_of_the_newest_segments)
{
  Rig* const rig   = rig_start();
  uint64_t   state = 1;
  HcPowers   truth[40];
  for (size_t n = 0; n < 40; ++n) {
    memset(&truth[n], 0, sizeof(truth[n]));
    clear(rig);
    for (int i = 0; i < 30; ++i) {
      const size_t         bin  = 10U + draw(&state) % 3000U;
      const double complex hot  = draw_normal(&state, 1.0);
      const double complex cold = draw_normal(&state, 1.0);
      set_bin(rig, bin, hot, cold);
    }
    for (size_t i = 0; i < N_BINS; ++i) {
      const double complex d    = (double complex)rig->d[i];
      const double complex m    = (double complex)rig->m[i];
      const double complex hot  = m + 0.5 * d;
      const double complex cold = m - 0.5 * d;
      truth[n].hot += creal(hot * conj(hot));
      truth[n].cold += creal(cold * conj(cold));
      truth[n].diff += creal(d * conj(d));
      truth[n].common += creal(m * conj(m));
    }
    add(rig);

    // Over more segments than there are, or than a second holds: all held
    const size_t   wanted = 1U + draw(&state) % 15U;
    const size_t   held   = n + 1U < HELD ? n + 1U : HELD;
    const size_t   used   = wanted < held ? wanted : held;
    const HcPowers powers = hc_last_second_powers(rig->last_second, wanted);
    const double   unit   = 0.5 / (rig->noise_bandwidth * (double)used);
    HcPowers       sum    = {0.0, 0.0, 0.0, 0.0};
    for (size_t k = n + 1U - used; k <= n; ++k) {
      sum.hot += unit * truth[k].hot;
      sum.cold += unit * truth[k].cold;
      sum.diff += unit * truth[k].diff;
      sum.common += unit * truth[k].common;
    }
    const double all = sum.hot + sum.cold;
    check_power(powers.hot, sum.hot, all);
    check_power(powers.cold, sum.cold, all);
    check_power(powers.diff, sum.diff, all);
    check_power(powers.common, sum.common, all);
  }
  rig_stop(rig);
}
END_TEST

START_TEST(bins_left_out_do_not_count)
{
  Rig* const rig = rig_start();
  set_bin(rig, 100, 1.0, -1.0);
  set_bin(rig, 200, 0.5, -0.5);
  rig->keep[100] = 0.0F;
  add(rig);
  const HcPowers powers = hc_last_second_powers(rig->last_second, 1);
  check_power(powers.diff, 0.5 / rig->noise_bandwidth, 1.0);
  check_power(powers.hot, 0.125 / rig->noise_bandwidth, 1.0);
  hc_last_second_reset(rig->last_second);
  ck_assert_double_eq(hc_last_second_powers(rig->last_second, 1).diff, 0.0);
  rig_stop(rig);
}
END_TEST

START_TEST(movement_is_from_the_softest_to_the_loudest)
{
  Rig* const rig   = rig_start();
  uint64_t   state = 2;
  ck_assert(isnan(hc_last_second_movement(rig->last_second, 5).hot));
  for (int take = 0; take < 20; ++take) {
    double least = 0.0;
    double most  = -60.0;
    for (size_t n = 0; n < HELD; ++n) {
      const double level = draw_between(&state, -40.0, 0.0);
      least              = fmin(least, level);
      most               = fmax(most, level);
      add_levels(rig, level, -20.0);
    }
    const HcMovement all = hc_last_second_movement(rig->last_second, SIZE_MAX);
    ck_assert_double_eq_tol(all.hot, most - least, 0.01);
    ck_assert_double_eq_tol(all.cold, 0.0, 0.01);
    const HcMovement one = hc_last_second_movement(rig->last_second, 1);
    ck_assert_double_eq(one.hot, 0.0);
  }
  rig_stop(rig);
}
END_TEST

/// A bin within third octave `i`
static size_t
bin_in(const size_t i)
{
  const HcRange range = hc_third_octave(i);
  return (size_t)lround(0.5 * (range.low + range.high) * 8192.0 / 48000.0);
}

START_TEST(cells_that_correlate_speak_against_antiphase)
{
  // Of cells with one bin, the correlation is the cosine of its phase; -0.5 is
  // that of 120 degrees
  Rig* const rig   = rig_start();
  uint64_t   state = 3;
  for (int take = 0; take < 30; ++take) {
    double all     = 0.0;
    double against = 0.0;
    clear(rig);
    for (size_t i = 8; i < HC_N_THIRDS; ++i) {
      const double phase = 3.14159265358979 * draw_unit(&state);
      const double gain  = draw_between(&state, 0.1, 1.0);
      const double ratio = draw_between(&state, 0.5, 2.0);
      const double power = gain * gain * (1.0 + ratio * ratio);
      if (fabs(cos(phase) + 0.5) > 0.01) {
        set_bin(rig, bin_in(i), gain, gain * ratio * cexp(CMPLX(0.0, phase)));
        all += power;
        against += cos(phase) > -0.5 ? power : 0.0;
      }
    }
    add(rig);
    const HcNotAntiphase cells =
      hc_last_second_not_antiphase(rig->last_second, 1);
    ck_assert_double_gt(all, 0.0);
    ck_assert_double_eq_tol(cells.against / cells.all, against / all, 1e-5);
  }
  rig_stop(rig);
}
END_TEST

START_TEST(bands_tell_t_within_their_errors)
{
  // m = T d + noise of its own, one segment as good as independent averages of
  // its bins. Of complex normal errors 5 % are off by more than 2.45 standard
  // deviations of a part.
  Rig* const rig   = rig_start();
  uint64_t   state = 4;
  HcBalance  bands[HC_N_THIRDS];
  unsigned   off   = 0;
  unsigned   looks = 0;
  for (int take = 0; take < 40; ++take) {
    const double complex t     = 0.1 * draw_normal(&state, 1.0);
    const double         noise = pow(10.0, draw_between(&state, -6.0, -2.0));
    hc_last_second_reset(rig->last_second);
    for (size_t n = 0; n < HELD; ++n) {
      for (size_t i = 1; i < N_BINS; ++i) {
        const double complex d = draw_normal(&state, 1.0);
        rig->d[i]              = (float complex)d;
        rig->m[i] = (float complex)(t * d + draw_normal(&state, noise));
      }
      add(rig);
    }
    hc_last_second_bands(rig->last_second, bands);
    for (size_t i = 8; i < HC_N_THIRDS - 1; ++i) {
      ck_assert(bands[i].valid);
      off += cabs(bands[i].t - t) > 2.45 * bands[i].t_sigma;
      ++looks;
    }

    // Bins of a third octave by their width, and a spread of 5 sigma
    const HcRange range = hc_third_octave(20);
    const double  bins  = (range.high - range.low) * 8192.0 / 48000.0;
    const double  power = 0.5 * bins / rig->noise_bandwidth;
    ck_assert_double_eq_tol(
      bands[20].diff, power, power * (5.0 / sqrt(bins * HELD) + 1.0 / bins));
  }
  // The errors allow for windows that overlap, which these segments do not
  ck_assert_uint_ge(looks, 800);
  ck_assert_msg(20U * off <= looks, "%u of %u", off, looks);
  rig_stop(rig);
}
END_TEST

START_TEST(little_is_said_of_nothing)
{
  Rig* const rig = rig_start();
  HcBalance  bands[HC_N_THIRDS];
  add(rig);
  hc_last_second_bands(rig->last_second, bands);
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    ck_assert(!bands[i].valid);
  }
  const HcNotAntiphase cells =
    hc_last_second_not_antiphase(rig->last_second, 1);
  ck_assert_double_eq(cells.all, 0.0);
  ck_assert_double_eq(cells.against, 0.0);
  rig_stop(rig);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  const HcStftShape   shape       = hc_stft_full_band(48000);
  HcLastSecond* const last_second = hc_last_second_new(&shape);
  (void)context;
  hc_last_second_free(last_second);
  return last_second ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(every_allocation_may_fail)
{
  ck_assert_uint_ge(failing_alloc_replay(make_and_free, NULL), 1);
  hc_last_second_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("last_second");
  TCase* const tcase = tcase_create("last_second");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, powers_are_those_of_the_newest_segments);
  tcase_add_test(tcase, bins_left_out_do_not_count);
  tcase_add_test(tcase, movement_is_from_the_softest_to_the_loudest);
  tcase_add_test(tcase, cells_that_correlate_speak_against_antiphase);
  tcase_add_test(tcase, bands_tell_t_within_their_errors);
  tcase_add_test(tcase, little_is_said_of_nothing);
  tcase_add_test(tcase, every_allocation_may_fail);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
