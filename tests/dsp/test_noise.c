// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "dsp/bin_sums.h"
#include "dsp/noise.h"
#include "dsp/noise_weights.h"
#include "dsp/stft.h"
#include "dsp/window.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <string.h>

// Spectra of a sine through a Hann window, from the window's transform

#define FULL_BAND_BINS 4097
#define DECIMATED_BINS 8193

static const double full_band_hz = 48000.0 / 8192.0;
static const double decimated_hz = 12000.0 / 16384.0;

typedef struct {
  float complex d[DECIMATED_BINS];
  float complex m[DECIMATED_BINS];
} Bins;

// Of the noise made last
static HcNoiseWeights weights;

static HcNoise*
new_noise(const double average)
{
  const HcStftShape full_band = {48000.0,
                                 1,
                                 2U * (FULL_BAND_BINS - 1U),
                                 FULL_BAND_BINS - 1U,
                                 hc_window_hann()};
  const HcStftShape decimated = {12000.0,
                                 4,
                                 2U * (DECIMATED_BINS - 1U),
                                 DECIMATED_BINS - 1U,
                                 hc_window_hann()};
  hc_noise_weights_finish(&weights);
  return hc_noise_weights_init(&weights, &full_band, &decimated)
           ? hc_noise_new(&weights, &full_band, &decimated, average, -70.0)
           : NULL;
}

static double
sinc(const double x)
{
  const double pi = 3.14159265358979323846;
  return fabs(x) < 1e-9 ? 1.0 : sin(pi * x) / (pi * x);
}

static HcSpectrum
spectrum_of(Bins* const    bins,
            const uint32_t n_bins,
            const double   bin_hz,
            const double   hz,
            const double   amplitude)
{
  const uint32_t size = 2U * (n_bins - 1U);
  for (uint32_t i = 0; i < n_bins; ++i) {
    const double off  = hz / bin_hz - i;
    const double hann = sinc(off) + 0.5 * (sinc(off - 1.0) + sinc(off + 1.0));
    bins->d[i]        = (float)(amplitude * hann);
    bins->m[i]        = 0.0F;
  }
  const HcSpectrum s = {.rate            = bin_hz * size,
                        .size            = size,
                        .hop             = size / 2U,
                        .n_bins          = n_bins,
                        .bin_hz          = bin_hz,
                        .noise_bandwidth = 1.5,
                        .lobe            = 2,
                        .d               = bins->d,
                        .m               = bins->m};
  return s;
}

static void
read_sine(const double hz, const double amplitude, HcReading* const readings)
{
  static Bins    bins;
  HcNoise* const noise = new_noise(0.0);
  ck_assert_ptr_nonnull(noise);
  for (int i = 0; i < 64; ++i) {
    const HcSpectrum full_band =
      spectrum_of(&bins, FULL_BAND_BINS, full_band_hz, hz, amplitude);
    hc_noise_feed_full_band(noise, &full_band);
    if (i % 8) {
      continue;
    }
    const HcSpectrum decimated = spectrum_of(
      &bins, DECIMATED_BINS, decimated_hz, hz, hz < 5e3 ? amplitude : 0.0);
    hc_noise_feed_decimated(noise, &decimated);
  }
  hc_noise_read(noise, readings);
  hc_noise_free(noise);
}

typedef struct {
  double hz;
  double a;    ///< IEC 61672-1 table 3, dB
  double ccir; ///< ITU-R BS.468-4 table 1 - 5.6 dB
} Row;

START_TEST(a_sine_reads_what_the_standards_print)
{
  static const Row rows[] = {{31.62, -39.4, -35.5},
                             {63.10, -26.2, -29.5},
                             {100.0, -19.1, -25.4},
                             {1000.0, 0.0, -5.6},
                             {1995.3, 1.2, 0.0},
                             {6309.6, -0.1, 6.6},
                             {10000.0, -2.5, 2.5},
                             {15849.0, -6.6, -16.9}};
  for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); ++i) {
    HcReading r[HC_N_READINGS];
    read_sine(rows[i].hz, 1e-4, r);
    ck_assert(r[HC_NOISE_BAND].valid);
    ck_assert_double_eq_tol(r[HC_NOISE_BAND].value, -80.0, 0.01);
    ck_assert_double_eq_tol(r[HC_NOISE_A].value, -80.0 + rows[i].a, 0.1);
    ck_assert_double_eq_tol(r[HC_NOISE_468].value, -80.0 + rows[i].ccir, 0.15);
    ck_assert_double_eq_tol(r[HC_NOISE_A].high, r[HC_NOISE_A].low, 1e-3);
  }
}
END_TEST

START_TEST(out_of_band_does_not_count)
{
  HcReading r[HC_N_READINGS];
  read_sine(15.0, 1e-4, r);
  ck_assert_double_lt(r[HC_NOISE_BAND].value, -120.0);
  read_sine(21000.0, 1e-4, r);
  ck_assert_double_lt(r[HC_NOISE_BAND].value, -120.0);
}
END_TEST

START_TEST(programme_is_no_noise)
{
  HcReading r[HC_N_READINGS];
  read_sine(1000.0, 1e-3, r);
  ck_assert(!r[HC_NOISE_BAND].valid);
  ck_assert_double_eq(r[HC_NOISE_BAND].value, HC_SILENCE_DB);
}
END_TEST

START_TEST(logarithms_are_right)
{
  float complex bins[100];
  double        exact = 0.0;
  for (int i = 0; i < 100; ++i) {
    const double power = 1e-30 + pow(10.0, -0.37 * i);
    bins[i]            = (float complex)(sqrt(power) * cexp(0.7 * i * I));
    exact += log(power);
    ck_assert_double_eq_tol(hc_log_sum(&bins[i], 1, 1e-37), log(power), 1.5e-4);
  }
  ck_assert_double_eq_tol(hc_log_sum(bins, 100, 1e-37), exact, 0.015);
  ck_assert_double_eq(hc_log_sum(bins, 0, 1e-37), 0.0);
  bins[0] = 0.0F;
  ck_assert_double_eq_tol(hc_log_sum(bins, 1, 1e-30), log(1e-30), 1.5e-4);
}
END_TEST

START_TEST(powers_are_summed)
{
  // Integers, so that the sums are exact
  float complex bins[150];
  double        exact = 0.0;
  for (int i = 0; i < 150; ++i) {
    bins[i] = CMPLXF((float)i, (float)(7 - i));
    exact += (double)(i * i + (7 - i) * (7 - i));
  }
  ck_assert_double_eq(hc_power_sum(bins, 150), exact);
  ck_assert_double_eq(hc_power_sum(bins, 1), 49.0);
  ck_assert_double_eq(hc_power_sum(bins, 0), 0.0);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  HcNoise* const noise = new_noise(0.0);
  hc_noise_free(noise);
  return noise ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(every_allocation_may_fail)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_noise_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("noise");
  TCase* const tcase = tcase_create("idle");
  tcase_add_test(tcase, a_sine_reads_what_the_standards_print);
  tcase_add_test(tcase, out_of_band_does_not_count);
  tcase_add_test(tcase, programme_is_no_noise);
  tcase_add_test(tcase, logarithms_are_right);
  tcase_add_test(tcase, powers_are_summed);
  tcase_add_test(tcase, every_allocation_may_fail);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
