// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "dsp/balance.h"
#include "dsp/cross_spectrum.h"
#include "dsp/stft.h"
#include "dsp/fft_scratch.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdint.h>

static const double tau = 6.283185307179586;

// White d, m that follows it, and a line on m of amplitude 1, which leaks about
// ten times what noise brings into the bins beside it
typedef struct {
  double   phase;
  double   turn;
  uint64_t state;
} Leaky;

static void
add_leaky_segments(HcCrossSpectrum* const cross,
                   HcStft* const          stft,
                   Leaky* const           leaky,
                   const int              segments)
{
  HcSpectrum spectrum;
  for (int k = 0; k < segments;) {
    const double x = creal(draw_normal(&leaky->state, 1.0));
    const float  d = (float)x;
    const float  m =
      (float)(0.01 * x + 5e-5 * creal(draw_normal(&leaky->state, 1.0)) +
              cos(leaky->phase));
    leaky->phase += leaky->turn;
    hc_stft_take(stft, (const float* const[]){&d, &m}, 1);
    if (hc_stft_transform(stft, 0, &spectrum)) {
      hc_cross_spectrum_add(cross, &spectrum, 1.0);
      ++k;
    }
  }
}

START_TEST(what_lines_leak_is_no_noise)
{
  const HcWindowShape window = hc_window_nuttall();
  const HcStftShape   shape  = {48000.0, 1, 256, 85, window};
  const double        bin    = 48000.0 / 256.0;
  const double        hz     = 40.4 * bin;
  const HcRange       range  = {20.5 * bin, 60.5 * bin};
  HcFftScratch* const scratch =
    hc_fft_scratch_new(shape.size, &shape.window, 2, NULL);
  HcStft* const          stft  = hc_stft_new(&shape, 2, 0, scratch);
  HcCrossSpectrum* const cross = hc_cross_spectrum_new(&shape, 20.0, 20000.0);
  Leaky                  leaky = {0.0, tau * hz / 48000.0, 13};
  double                 ignoring = 0.0;
  double                 stated   = 0.0;
  double                 square   = 0.0;
  const int              trials   = 300;
  for (int i = 0; i < trials; ++i) {
    hc_cross_spectrum_reset(cross);
    add_leaky_segments(cross, stft, &leaky, 40);
    hc_cross_spectrum_leave_out(cross, hz, window.lobe);
    const HcBalance before = hc_balance_in(cross, range);
    hc_cross_spectrum_leak(cross, &window, hz, 1.0);
    const HcBalance after = hc_balance_in(cross, range);
    const double    error = creal(after.t) - 0.01;
    ignoring += before.t_sigma * before.t_sigma;
    stated += after.t_sigma * after.t_sigma;
    square += error * error;
  }
  ck_assert_double_eq_tol(sqrt(square / stated), 1.0, 0.1);
  ck_assert_double_lt(square, 0.3 * ignoring);
  hc_cross_spectrum_free(cross);
  hc_stft_free(stft);
  hc_fft_scratch_free(scratch);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("leak");
  TCase* const tcase = tcase_create("leak");
  tcase_add_test(tcase, what_lines_leak_is_no_noise);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
