// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "dsp/stft.h"

#include <check.h>

#include <complex.h>
#include <math.h>

static const double tau = 6.283185307179586;

START_TEST(segments_last_as_long_at_every_rate)
{
  const uint32_t rates[] = {8000, 44100, 48000, 96000, 192000, 384000};
  for (int i = 0; i < 6; ++i) {
    const HcStftShape full_band = hc_stft_full_band(rates[i]);
    const HcStftShape decimated = hc_stft_decimated(rates[i]);
    const double      w         = full_band.size / full_band.rate;
    const double      f         = decimated.size / decimated.rate;
    ck_assert_double_gt(w, 0.17 / sqrt(2.0));
    ck_assert_double_lt(w, 0.17 * sqrt(2.0));
    ck_assert_double_gt(f, 1.4 / sqrt(2.0));
    ck_assert_double_lt(f, 1.4 * sqrt(2.0));
    // It uses the samples of the decimated STFT, between its segments too
    const HcStftShape short_term = hc_stft_short_term(rates[i]);
    ck_assert_double_eq(short_term.rate, decimated.rate);
    ck_assert_uint_eq(2U * short_term.size, decimated.size);
    ck_assert_uint_le(short_term.size, decimated.size - decimated.hop);
  }
  ck_assert_uint_eq(hc_stft_full_band(48000).size, 8192);
  ck_assert_uint_eq(hc_stft_decimated(48000).size, 16384);
}
END_TEST

// Feed a cosine on bin 100 of d, and a tenth of it on m, in pieces
static void
feed(HcStft* const stft, const uint32_t size, const size_t piece)
{
  const HcStftShape shape  = hc_stft_full_band(48000);
  uint64_t          at     = 0;
  int               wanted = 5;
  while (wanted) {
    float d[1000];
    float m[1000];
    for (size_t i = 0; i < piece; ++i) {
      d[i] = (float)(0.5 * cos(tau * 100.0 * (double)(at + i) / size));
      m[i] = (float)(0.05 * cos(tau * 100.0 * (double)(at + i) / size + 1.0));
    }
    for (size_t done = 0; done < piece && wanted;) {
      HcSpectrum         s;
      const float* const rest[] = {d + done, m + done};
      const size_t       n      = hc_stft_take(stft, rest, piece - done);
      done += n;
      at += n;
      if (hc_stft_transform(stft, 0, &s)) {
        ck_assert_uint_eq(s.frame, 7 + (uint64_t)(5 - wanted) * shape.hop);
        ck_assert_uint_eq(s.n_bins, size / 2 + 1);
        ck_assert_double_eq_tol(cabs((double complex)s.d[100]), 0.5, 1e-6);
        ck_assert_double_eq_tol(cabs((double complex)s.m[100]), 0.05, 1e-7);
        ck_assert_double_eq_tol(
          carg((double complex)(s.m[100] / s.d[100])), 1.0, 1e-5);
        ck_assert_double_lt(cabs((double complex)s.d[103]), 1e-6);
        --wanted;
      }
    }
  }
}

START_TEST(a_sine_reads_its_amplitude_and_phase)
{
  const HcStftShape shape    = hc_stft_full_band(48000);
  const size_t      sizes[]  = {1, 64, 999};
  const size_t      spares[] = {0, 4096, 30};
  for (int i = 0; i < 3; ++i) {
    HcFftScratch* const bench =
      hc_fft_scratch_new(shape.size, &shape.window, 2, NULL);
    HcStft* const stft = hc_stft_new(&shape, 2, spares[i], bench);
    ck_assert_ptr_nonnull(bench);
    ck_assert_ptr_nonnull(stft);
    hc_stft_restart(stft, 7);
    feed(stft, shape.size, sizes[i]);
    hc_stft_free(stft);
    hc_fft_scratch_free(bench);
  }
}
END_TEST

// A cosine that grows: only one place of the ring gives these numbers
START_TEST(the_latest_segment_has_the_newest_samples)
{
  const HcStftShape   decimated  = hc_stft_decimated(48000);
  const HcStftShape   short_term = hc_stft_short_term(48000);
  HcFftScratch* const lender =
    hc_fft_scratch_new(decimated.size, &decimated.window, 2, NULL);
  HcFftScratch* const bench =
    hc_fft_scratch_new(short_term.size, &short_term.window, 2, lender);
  HcStft* const stft = hc_stft_new(&decimated, 2, 0, lender);
  HcSpectrum    s;
  hc_stft_restart(stft, 0);
  for (size_t at = 0; at < 3U * decimated.size; ++at) {
    const double phase = tau * 100.0 * (double)at / short_term.size;
    const float  d     = (float)(1e-5 * (double)at * cos(phase));
    const float  m     = (float)(1e-6 * (double)at * cos(phase + 1.0));
    hc_stft_take(stft, (const float* const[]){&d, &m}, 1);
    if ((at + 1U) % 1000U == 0U) {
      const bool   is_held = hc_stft_latest(stft, &short_term, bench, &s);
      const double middle  = (double)at - 0.5 * short_term.size;
      ck_assert_int_eq(is_held, at + 1U >= short_term.size);
      if (is_held) {
        ck_assert_uint_eq(s.frame,
                          decimated.factor * (at + 1U - short_term.size));
        ck_assert_uint_eq(s.lobe, 2);
        ck_assert_double_eq_tol(
          cabs((double complex)s.d[100]) / (1e-5 * middle), 1.0, 1e-3);
        ck_assert_double_eq_tol(
          carg((double complex)(s.m[100] / s.d[100])), 1.0, 1e-3);
      }
    }
    hc_stft_transform(stft, 0, &s);
  }
  hc_stft_free(stft);
  hc_fft_scratch_free(bench);
  hc_fft_scratch_free(lender);
}
END_TEST

// Every channel has a sine of its own
START_TEST(channels_do_not_mix)
{
  const HcStftShape   shape = {48000.0, 1, 1024, 512, hc_window_hann()};
  HcFftScratch* const three = hc_fft_scratch_new(1024, &shape.window, 3, NULL);
  HcFftScratch* const one   = hc_fft_scratch_new(1024, &shape.window, 1, three);
  HcSpectrum          s;
  for (size_t n = 1; n <= HC_MAX_CHANNELS; ++n) {
    HcStft* const stft = hc_stft_new(&shape, n, 0, three);
    HcStft* const few  = hc_stft_new(&shape, n, 0, one);
    for (size_t at = 0; at < 1024; ++at) {
      float x[HC_MAX_CHANNELS];
      for (size_t i = 0; i < HC_MAX_CHANNELS; ++i) {
        const double bin = 100.0 * (double)(i + 1U);
        x[i]             = (float)cos(tau * bin * (double)at / 1024.0);
      }
      const float* const samples[] = {x, x + 1, x + 2};
      ck_assert_uint_eq(hc_stft_take(stft, samples, 1), 1);
      ck_assert_uint_eq(hc_stft_take(few, samples, 1), 1);
    }
    ck_assert(hc_stft_transform(few, 0, &s));
    ck_assert(s.d && !s.m && !s.x); // Memory for one
    ck_assert(hc_stft_transform(stft, 0, &s));
    const float complex* const spectra[] = {s.d, s.m, s.x};
    for (size_t i = 0; i < HC_MAX_CHANNELS; ++i) {
      ck_assert_int_eq(spectra[i] != NULL, i < n);
      for (size_t k = 100; spectra[i] && k <= 300; k += 100) {
        const double wanted = k == 100U * (i + 1U) ? 1.0 : 0.0;
        ck_assert_double_eq_tol(
          cabs((double complex)spectra[i][k]), wanted, 1e-5);
      }
    }
    hc_stft_free(stft);
    hc_stft_free(few);
  }
  hc_fft_scratch_free(one);
  hc_fft_scratch_free(three);
}
END_TEST

static HcStatus
make_and_free_stft(void* const context)
{
  const HcStftShape shape = hc_stft_full_band(48000);
  HcStft* const     stft  = hc_stft_new(&shape, 3, 0, (HcFftScratch*)context);
  hc_stft_free(stft);
  return stft ? HC_SUCCESS : HC_NO_MEMORY;
}

/// Scratch memory of its own, or if `context` is not NULL, borrowed from that
static HcStatus
make_and_free_scratch(void* const context)
{
  const HcStftShape   shape   = hc_stft_full_band(48000);
  HcFftScratch* const scratch = hc_fft_scratch_new(
    shape.size, &shape.window, 3, (const HcFftScratch*)context);
  hc_fft_scratch_free(scratch);
  return scratch ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(no_memory_is_reported)
{
  const HcStftShape   shape = hc_stft_full_band(48000);
  HcFftScratch* const lender =
    hc_fft_scratch_new(2 * shape.size, &shape.window, 3, NULL);
  failing_alloc_replay(make_and_free_stft, lender);
  failing_alloc_replay(make_and_free_scratch, NULL);
  failing_alloc_replay(make_and_free_scratch, lender);
  hc_fft_scratch_free(lender);
  hc_stft_free(NULL);
  hc_fft_scratch_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("stft");
  TCase* const tcase = tcase_create("stft");
  tcase_add_test(tcase, segments_last_as_long_at_every_rate);
  tcase_add_test(tcase, a_sine_reads_its_amplitude_and_phase);
  tcase_add_test(tcase, the_latest_segment_has_the_newest_samples);
  tcase_add_test(tcase, channels_do_not_mix);
  tcase_add_test(tcase, no_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
