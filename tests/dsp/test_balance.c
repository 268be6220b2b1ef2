// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"

#include "dsp/leg_response.h"
#include "dsp/balance.h"
#include "dsp/cross_spectrum.h"

#include <hotcold/reading.h>

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdint.h>

// Segments made of independent complex normal numbers, m = T d + n, on a path
// whose segments do not overlap: the model that the formulas assume, exactly

#define N_BINS 513

static const double tau = 6.283185307179586;

static HcStftShape
shape_of(void)
{
  const HcStftShape shape = {48000.0, 1, 1024, 1024, hc_window_hann()};
  return shape;
}

// Add `n` segments with T = t e^(-i omega delay) and noise of `sigma`
static void
add_segments(HcCrossSpectrum* const cross,
             const int              n,
             const double           t,
             const double           delay,
             const double           sigma,
             const double           decay,
             uint64_t*              state)
{
  float complex    d[N_BINS];
  float complex    m[N_BINS];
  const HcSpectrum spectrum = {
    .rate = 48000.0, .size = 1024, .n_bins = N_BINS, .d = d, .m = m};
  for (int k = 0; k < n; ++k) {
    for (int i = 0; i < N_BINS; ++i) {
      const double         w = tau * i * 46.875;
      const double complex x = draw_normal(state, 1.0);
      const double complex r =
        -(1.0 - 2.0 * t) / (1.0 + 2.0 * t) * cexp(CMPLX(0.0, -w * delay));
      d[i] = (float complex)x;
      m[i] = (float complex)(0.5 * (1.0 + r) / (1.0 - r) * x +
                             sigma * draw_normal(state, 1.0));
    }
    hc_cross_spectrum_add(cross, &spectrum, decay);
  }
}

START_TEST(bands_are_those_of_the_standard)
{
  const HcRange first = hc_third_octave(0);
  const HcRange last  = hc_third_octave(30);
  ck_assert_double_eq_tol(first.low, 17.7828, 1e-4);
  ck_assert_double_eq_tol(hc_third_octave(17).low, 891.2509, 1e-4);
  ck_assert_double_eq_tol(last.high, 22387.2114, 1e-4);
  ck_assert_double_eq(hc_third_octave_nominal(0), 20.0);
  ck_assert_double_eq(hc_third_octave_nominal(2), 31.5);
  ck_assert_double_eq(hc_third_octave_nominal(17), 1000.0);
  ck_assert_double_eq(hc_third_octave_nominal(30), 20000.0);
}
END_TEST

START_TEST(estimates_are_unbiased_and_errors_honest)
{
  // Noise as strong as what is looked for after averaging
  const HcStftShape      shape  = shape_of();
  const HcRange          range  = {1000.0, 4000.0};
  const double           truth  = 0.01 * 0.01;
  const int              trials = 300;
  double                 sum    = 0.0;
  double                 square = 0.0;
  double                 sigma  = 0.0;
  double                 rest   = 0.0;
  uint64_t               state  = 1;
  HcCrossSpectrum* const cross  = hc_cross_spectrum_new(&shape, 20.0, 20000.0);
  cross->overlap                = (HcOverlap){1.0, {1.0}, {1.0}};
  for (int i = 0; i < trials; ++i) {
    hc_cross_spectrum_reset(cross);
    add_segments(cross, 10, 0.01, 0.0, 0.03, 1.0, &state);
    const HcBalance b = hc_balance_in(cross, range);
    const double    p = b.common / b.diff;
    ck_assert(b.valid);
    ck_assert_double_eq_tol(b.averages, 10.0, 0.1);
    sum += p;
    square += (p - truth) * (p - truth);
    sigma += b.common_sigma / b.diff;
    rest += b.rest / b.diff;
  }
  const double spread = sqrt(square / trials);
  ck_assert_double_eq_tol(sum / trials, truth, 4.0 * spread / sqrt(trials));
  ck_assert_double_eq_tol(sigma / trials / spread, 1.0, 0.15);
  ck_assert_double_eq_tol(rest / trials / 9e-4, 1.0, 0.03);
  hc_cross_spectrum_free(cross);
}
END_TEST

START_TEST(noise_far_below_what_follows_is_seen)
{
  // 80 dB below, about what rounding makes of sums of floats
  const HcStftShape      shape = shape_of();
  const HcRange          range = {1000.0, 4000.0};
  uint64_t               state = 6;
  HcCrossSpectrum* const cross = hc_cross_spectrum_new(&shape, 20.0, 20000.0);
  cross->overlap               = (HcOverlap){1.0, {1.0}, {1.0}};
  add_segments(cross, 400, 0.01, 0.0, 1e-6, 1.0, &state);
  const HcBalance b     = hc_balance_in(cross, range);
  const double    sigma = 1e-6 / sqrt(2.0 * 400.0 * 64.0);
  ck_assert_double_eq_tol(b.rest / b.diff / 1e-12, 1.0, 0.03);
  ck_assert_double_eq_tol(b.t_sigma / sigma, 1.0, 0.03);
  ck_assert_double_eq_tol(b.common_sigma / b.diff / (0.02 * sigma), 1.0, 0.03);
  hc_cross_spectrum_free(cross);
}
END_TEST

START_TEST(a_range_is_worth_its_parts)
{
  // Neighbouring bins share noise across the edges of the parts too
  const HcStftShape shape  = shape_of();
  HcStftShape       halves = shape;
  HcBalance         parts[HC_N_THIRDS];
  uint64_t          state      = 7;
  halves.hop                   = 512;
  HcCrossSpectrum* const cross = hc_cross_spectrum_new(&halves, 20.0, 20000.0);
  add_segments(cross, 200, 0.01, 0.0, 1e-3, 1.0, &state);
  cross->keep[100]      = 0.0F;
  cross->keep[101]      = 0.0F;
  const HcRange   range = {90.5 * 46.875, (90.5 + 3.0 * HC_N_THIRDS) * 46.875};
  const HcBalance whole = hc_balance_in(cross, range);
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    const double  low  = (90.5 + 3.0 * (double)i) * 46.875;
    const HcRange part = {low, low + 3.0 * 46.875};
    parts[i]           = hc_balance_in(cross, part);
  }
  const HcBalance     sum   = hc_balance_join(parts, HC_N_THIRDS);
  const HcLegResponse legs  = hc_leg_response(parts, HC_N_THIRDS);
  const double        slope = 4.0 * 8.685889638 / (1.0 - 4e-4);
  ck_assert_double_eq_tol(
    sum.common_sigma / whole.common_sigma / whole.kept, 1.0, 0.02);
  ck_assert_double_eq_tol(sum.t_sigma / whole.t_sigma, 1.0, 0.02);
  ck_assert_double_eq_tol(
    legs.ratio_sigma / (slope * whole.t_sigma), 1.0, 0.02);
  hc_cross_spectrum_free(cross);
}
END_TEST

START_TEST(exponential_averages_count_twice_their_time_constant)
{
  const HcStftShape      shape = shape_of();
  uint64_t               state = 2;
  HcCrossSpectrum* const cross = hc_cross_spectrum_new(&shape, 20.0, 20000.0);
  add_segments(cross, 400, 0.01, 0.0, 0.0, 0.95, &state);
  ck_assert_double_eq_tol(
    hc_cross_spectrum_averages(cross), (1.0 + 0.95) / (1.0 - 0.95), 1.0);
  hc_cross_spectrum_free(cross);
}
END_TEST

START_TEST(overlap_takes_from_averages)
{
  // 1 / 36 to either side, but the first and the last have one neighbour
  HcStftShape shape            = shape_of();
  uint64_t    state            = 9;
  shape.hop                    = 512;
  HcCrossSpectrum* const cross = hc_cross_spectrum_new(&shape, 20.0, 20000.0);
  add_segments(cross, 10, 0.01, 0.0, 0.0, 1.0, &state);
  ck_assert_double_eq_tol(
    hc_cross_spectrum_averages(cross), 10.0 / (1.0 + 2.0 * 0.9 / 36.0), 0.005);
  hc_cross_spectrum_free(cross);
}
END_TEST

START_TEST(few_averages_say_nothing)
{
  const HcStftShape      shape = shape_of();
  const HcRange          range = {1000.0, 4000.0};
  uint64_t               state = 3;
  HcCrossSpectrum* const cross = hc_cross_spectrum_new(&shape, 20.0, 20000.0);
  ck_assert(!hc_balance_in(cross, range).valid);
  add_segments(cross, 7, 0.01, 0.0, 0.0, 1.0, &state);
  ck_assert(!hc_balance_in(cross, range).valid);
  add_segments(cross, 2, 0.01, 0.0, 0.0, 1.0, &state);
  ck_assert(hc_balance_in(cross, range).valid);
  const HcRange beyond = {30000.0, 40000.0};
  ck_assert(!hc_balance_in(cross, beyond).valid);
  hc_cross_spectrum_free(cross);
}
END_TEST

START_TEST(lines_are_left_out_and_tones_are_not)
{
  const HcStftShape      shape = shape_of();
  const HcRange          range = {1000.0, 4000.0};
  uint64_t               state = 4;
  HcCrossSpectrum* const cross = hc_cross_spectrum_new(&shape, 20.0, 20000.0);
  add_segments(cross, 40, 0.01, 0.0, 1e-3, 1.0, &state);
  const uint32_t line = 45 - cross->first;
  const uint32_t tone = 50 - cross->first;
  cross->mm[line] *= 1e6;
  cross->dd[tone] *= 1e6;
  cross->mm[tone] *= 1e6;
  cross->re[tone] *= 1e6;
  cross->im[tone] *= 1e6;
  hc_cross_spectrum_detect_line_bins(cross);
  ck_assert_float_eq(cross->keep[line], 0.0F);
  ck_assert_float_eq(cross->keep[tone], 1.0F);
  const HcBalance b = hc_balance_in(cross, range);
  ck_assert_double_eq_tol(10.0 * log10(b.diff / b.common), 40.0, 0.05);
  hc_cross_spectrum_leave_out(cross, 50 * 46.875, 1.0);
  ck_assert_float_eq(cross->keep[tone], 0.0F);
  ck_assert_float_eq(cross->keep[tone + 1], 0.0F);
  ck_assert_float_eq(cross->keep[tone + 2], 1.0F);
  hc_cross_spectrum_free(cross);
}
END_TEST

START_TEST(ratio_phase_and_delay_follow_r)
{
  const HcStftShape      shape = shape_of();
  uint64_t               state = 5;
  HcBalance              bands[HC_N_THIRDS];
  HcCrossSpectrum* const cross = hc_cross_spectrum_new(&shape, 20.0, 20000.0);
  add_segments(cross, 20, 0.01, 3e-6, 1e-5, 1.0, &state);
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    HcRange range = hc_third_octave(i);
    range.high    = fmin(range.high, 20000.0);
    bands[i]      = hc_balance_in(cross, range);
  }
  const HcLegResponse legs = hc_leg_response(bands, HC_N_THIRDS);
  ck_assert(legs.valid);
  ck_assert(legs.has_delay);
  ck_assert_double_eq_tol(legs.ratio, 20.0 * log10(0.98 / 1.02), 1e-3);
  ck_assert_double_eq_tol(legs.delay, 3.0, 2e-3);
  ck_assert_double_eq_tol(legs.phase, -360.0 * legs.centre * 3e-6, 0.02);
  hc_cross_spectrum_free(cross);
}
END_TEST

// A band whose legs follow r = C / H without any noise
static HcBalance
band_of(const size_t i, const double power, const double complex r)
{
  const HcRange   range = hc_third_octave(i);
  const HcBalance band  = {.valid     = true,
                           .averages  = 100.0,
                           .diff      = power,
                           .kept      = 1.0,
                           .t         = 0.5 * (1.0 + r) / (1.0 - r),
                           .t_sigma   = 1e-6,
                           .centre    = sqrt(range.low * range.high),
                           .coherence = 1.0};
  return band;
}

START_TEST(delay_needs_bandwidth_and_two_legs)
{
  HcBalance bands[HC_N_THIRDS];
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    const double w  = tau * hc_third_octave_nominal(i);
    bands[i]        = band_of(i, 1e-3, -cexp(CMPLX(0.0, -w * 5e-6)));
    bands[i].centre = hc_third_octave_nominal(i);
  }
  const HcLegResponse full_band = hc_leg_response(bands, HC_N_THIRDS);
  ck_assert(full_band.has_delay);
  ck_assert_double_eq_tol(full_band.delay, 5.0, 1e-6);

  // A tone of 1 kHz, its phase all over the bands into which the window leaks
  const double complex tone = -0.99 * cexp(CMPLX(0.0, -0.3));
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    bands[i] = band_of(i, i == 17 ? 1e-2 : 1e-11, tone);
  }
  ck_assert(!hc_leg_response(bands, HC_N_THIRDS).has_delay);

  // Noise beside it that has nothing to do with it, however well averaged
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    bands[i]           = band_of(i, 1e-3, i == 17 ? tone : -1.0);
    bands[i].coherence = i == 17 ? 1.0 : 0.0;
  }
  ck_assert(!hc_leg_response(bands, HC_N_THIRDS).has_delay);

  // The harmonics of a tone that clips on one leg
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    bands[i] = band_of(i, 1e-3, i == 14 ? -1.0 : i % 3 ? 0.4 : CMPLX(0.1, 2.0));
  }
  ck_assert(!hc_leg_response(bands, HC_N_THIRDS).has_delay);

  // Crosstalk on an open leg
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    const double w = tau * hc_third_octave_nominal(i);
    bands[i]       = band_of(i, 1e-3, CMPLX(0.0, w * 1e-8));
  }
  ck_assert(!hc_leg_response(bands, HC_N_THIRDS).has_delay);
}
END_TEST

START_TEST(intervals_join_random_error_and_capture)
{
  HcBalance b           = {.valid = true, .averages = 100.0, .diff = 1.0};
  b.common              = 1e-6; // 60 dB
  b.common_sigma        = 1e-7;
  const HcFigure random = hc_balance_figure(&b, 0.0);
  ck_assert_double_eq_tol(random.value, 60.0, 1e-9);
  ck_assert_double_eq_tol(random.low, -10.0 * log10(1e-6 + 1.959964e-7), 1e-6);
  ck_assert_double_eq_tol(random.high, -10.0 * log10(1e-6 - 1.959964e-7), 1e-6);
  ck_assert(!random.at_least);

  // 0.1 dB between the inputs: (10^(0.1/20) - 1) / 4, 50.8 dB
  const HcFigure both =
    hc_balance_figure(&b, 0.25 * (pow(10.0, 0.1 / 20.0) - 1.0));
  ck_assert(both.at_least);
  ck_assert_double_eq(both.high, HC_UNBOUNDED_DB);
  ck_assert_double_lt(both.low, 50.0);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  const HcStftShape      shape = shape_of();
  HcCrossSpectrum* const cross = hc_cross_spectrum_new(&shape, 20.0, 20000.0);
  hc_cross_spectrum_free(cross);
  return cross ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(no_memory_is_reported)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_cross_spectrum_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("balance");
  TCase* const tcase = tcase_create("balance");
  tcase_add_test(tcase, bands_are_those_of_the_standard);
  tcase_add_test(tcase, estimates_are_unbiased_and_errors_honest);
  tcase_add_test(tcase, noise_far_below_what_follows_is_seen);
  tcase_add_test(tcase, a_range_is_worth_its_parts);
  tcase_add_test(tcase, exponential_averages_count_twice_their_time_constant);
  tcase_add_test(tcase, overlap_takes_from_averages);
  tcase_add_test(tcase, few_averages_say_nothing);
  tcase_add_test(tcase, lines_are_left_out_and_tones_are_not);
  tcase_add_test(tcase, ratio_phase_and_delay_follow_r);
  tcase_add_test(tcase, delay_needs_bandwidth_and_two_legs);
  tcase_add_test(tcase, intervals_join_random_error_and_capture);
  tcase_add_test(tcase, no_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
