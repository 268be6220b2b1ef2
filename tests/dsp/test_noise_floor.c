// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"
#include "support/segments.h"

#include "dsp/noise.h"
#include "dsp/noise_weights.h"
#include "dsp/stft.h"

#include <check.h>

#include <math.h>
#include <stdint.h>

// White idle noise of d under white programme that comes and goes

typedef struct {
  uint64_t state;     // Of random numbers
  double   rate;      // Of the path
  double   idle;      // dBFS of d, 20 Hz - 20 kHz, from the start on
  double   later;     // The same from `change` seconds on
  double   change;    // Seconds
  double   programme; // Likewise, of programme
  double   period;    // Seconds from one onset to the next
  double   on;        // Seconds it plays
  double   offset;    // Seconds
  double   rt60;      // Seconds in which it falls by 60 dB, 0: at once
  double   constant;  // On d
  double   hum;       // Peak of each of 5 lines on m; d has a tenth of it
} Take;

#define IDLE -95.0

static Take
take_of(const double period, const double on, const double rt60)
{
  const Take take = {.state     = 1,
                     .idle      = IDLE,
                     .later     = IDLE,
                     .change    = 1e9,
                     .programme = -20.0,
                     .period    = period,
                     .on        = on,
                     .rt60      = rt60};
  return take;
}

// Variance 1, within +-3.47
static double
gauss(uint64_t* const state)
{
  double sum = -2.0;
  for (int i = 0; i < 4; ++i) {
    sum += draw_unit(state);
  }
  return sum * 1.7320508075688772;
}

// RMS of white noise that has `dbfs` in the band of 19980 Hz
static double
rms_of(const Take* const take, const double dbfs)
{
  return sqrt(0.5 * pow(10.0, 0.1 * dbfs) * 0.5 * take->rate / 19980.0);
}

static void
take_legs(void* const   context,
          const double  t,
          double* const hot,
          double* const cold)
{
  Take* const  take  = (Take*)context;
  const double tau   = 6.283185307179586;
  const double phase = fmod(t + take->offset, take->period);
  const double since = fmax(phase - take->on, 0.0);
  const double gain  = since > 0.0 && !(take->rt60 > 0.0)
                         ? 0.0
                         : pow(10.0, -3.0 * since / fmax(take->rt60, 1e-9));
  const double idle  = t < take->change ? take->idle : take->later;
  double       d     = rms_of(take, idle) * gauss(&take->state);
  double       m     = 0.0;
  d += gain * rms_of(take, take->programme) * gauss(&take->state);
  for (int k = 1; take->hum > 0.0 && k <= 5; ++k) {
    m += take->hum * cos(tau * k * 50.03 * t + k);
  }
  d += 0.1 * m + take->constant;
  *hot  = m + 0.5 * d;
  *cold = m - 0.5 * d;
}

// Both paths, each with noise of its own, for some seconds
static void
feed_take(HcNoise* const noise, const Take* const take, const double seconds)
{
  Take     full_band_take = *take;
  Take     decimated_take = *take;
  Segments full_band =
    segments_start(48000.0, 8192, 4096, 2, take_legs, &full_band_take);
  Segments decimated =
    segments_start(12000.0, 16384, 5461, 4, take_legs, &decimated_take);
  full_band_take.rate  = 48000.0;
  decimated_take.rate  = 12000.0;
  decimated_take.state = take->state + 12345U;
  for (double t = 16384.0 / 12000.0; t < seconds; t += 5461.0 / 12000.0) {
    hc_noise_feed_decimated(noise, segments_next(&decimated));
  }
  for (double t = 8192.0 / 48000.0; t < seconds; t += 4096.0 / 48000.0) {
    hc_noise_feed_full_band(noise, segments_next(&full_band));
  }
  segments_end(&full_band);
  segments_end(&decimated);
}

// Of the noise made last
static HcNoiseWeights weights;

static HcNoise*
new_at_48k(const double average)
{
  const HcStftShape full_band = hc_stft_full_band(48000);
  const HcStftShape decimated = hc_stft_decimated(48000);
  hc_noise_weights_finish(&weights);
  return hc_noise_weights_init(&weights, &full_band, &decimated)
           ? hc_noise_new(&weights, &full_band, &decimated, average, -70.0)
           : NULL;
}

static HcReading
read_take(const Take* const take, const double average, const double seconds)
{
  HcReading      r[HC_N_READINGS];
  HcNoise* const noise = new_at_48k(average);
  ck_assert_ptr_nonnull(noise);
  feed_take(noise, take, seconds);
  hc_noise_read(noise, r);
  hc_noise_free(noise);
  return r[HC_NOISE_BAND];
}

static void
check_near(const HcReading r, const double dbfs)
{
  ck_assert(r.valid);
  ck_assert_double_eq_tol(r.value, dbfs, 0.1);
  ck_assert_double_lt(r.high - r.low, 0.4);
  ck_assert_double_le(r.low, r.value);
  ck_assert_double_ge(r.high, r.value);
}

START_TEST(reverberation_is_no_noise)
{
  static const double rt60[] = {0.5, 1.0, 1.5, 2.0, 3.0};
  for (size_t i = 0; i < sizeof(rt60) / sizeof(rt60[0]); ++i) {
    Take take  = take_of(10.5, 2.0, rt60[i]);
    take.state = i;
    check_near(read_take(&take, 0.0, 21.0), IDLE);
    check_near(read_take(&take, 5.0, 21.0), IDLE);
  }
}
END_TEST

START_TEST(a_tail_that_never_ends_says_nothing)
{
  const Take take = take_of(6.0, 2.0, 4.0);
  ck_assert(!read_take(&take, 0.0, 30.0).valid);
  ck_assert(!read_take(&take, 5.0, 30.0).valid);
}
END_TEST

START_TEST(gates_cut_segments_anywhere)
{
  for (int i = 0; i < 12; ++i) {
    Take take   = take_of(7.0, 3.0, 0.0);
    take.offset = 0.53 * i;
    take.state  = (uint64_t)i;
    check_near(read_take(&take, 0.0, 21.0), IDLE);
  }
}
END_TEST

START_TEST(the_lowest_level_that_lasts_counts)
{
  Take take   = take_of(1e9, 1.0, 0.0);
  take.change = 8.0;
  take.later  = IDLE + 6.0;
  check_near(read_take(&take, 0.0, 24.0), IDLE);
  check_near(read_take(&take, 3.0, 24.0), IDLE + 6.0); // Forgets
  take.later = IDLE - 6.0;
  check_near(read_take(&take, 0.0, 24.0), IDLE - 6.0);
  check_near(read_take(&take, 3.0, 24.0), IDLE - 6.0);
}
END_TEST

START_TEST(without_programme_all_counts)
{
  Take take           = take_of(1e9, 0.0, 0.0);
  take.change         = 20.0;
  take.later          = IDLE + 3.0;
  const double    all = IDLE + 10.0 * log10(0.5 * (1.0 + pow(10.0, 0.3)));
  const HcReading r   = read_take(&take, 0.0, 40.0);
  ck_assert(r.valid);
  ck_assert_double_eq_tol(r.value, all, 0.1);
  ck_assert_double_gt(r.high - r.low, 0.5);
  check_near(read_take(&take, 3.0, 40.0), IDLE + 3.0);
}
END_TEST

START_TEST(digital_silence_tells_only_of_itself)
{
  Take take   = take_of(1e9, 0.0, 0.0);
  take.change = 8.0;
  take.idle   = -INFINITY;
  take.later  = -INFINITY;
  HcReading r = read_take(&take, 0.0, 16.0);
  ck_assert(r.valid);
  ck_assert_double_eq(r.value, HC_SILENCE_DB);
  ck_assert_double_eq(r.low, HC_SILENCE_DB);
  ck_assert_double_eq(r.high, HC_SILENCE_DB);
  take.later = IDLE;
  check_near(read_take(&take, 0.0, 16.0), IDLE);
  take.idle  = IDLE;
  take.later = -INFINITY;
  check_near(read_take(&take, 0.0, 16.0), IDLE);
}
END_TEST

START_TEST(an_offset_is_no_noise)
{
  for (double offset = 1e-3; offset < 2.0; offset *= 10.0) {
    Take take     = take_of(1e9, 0.0, 0.0);
    take.constant = offset;
    check_near(read_take(&take, 0.0, 10.0), IDLE);

    // What rounding makes of it may be nothing at all
    take.idle         = -INFINITY;
    const HcReading r = read_take(&take, 0.0, 10.0);
    ck_assert(r.valid);
    ck_assert_double_eq(r.low, HC_SILENCE_DB);
    ck_assert_double_lt(r.high, -128.0);
  }
}
END_TEST

START_TEST(hum_is_no_programme_but_noise_of_d)
{
  const HcComb none  = {.found = false};
  HcComb       mains = {.found = true, .n_lines = 5};
  for (int k = 1; k <= 5; ++k) {
    mains.lines[k - 1].hz = k * 50.03;
  }
  for (double level = -75.0; level < -25.0; level += 10.0) {
    // Five lines of that level together on m, d 20 dB below
    Take take   = take_of(8.0, 3.0, 0.0);
    take.hum    = pow(10.0, 0.05 * level) / sqrt(5.0);
    take.offset = 5.0;
    for (int k = 0; k < 5; ++k) {
      mains.lines[k].hot = mains.lines[k].cold = take.hum * take.hum;
      mains.lines[k].diff                      = 0.01 * take.hum * take.hum;
    }

    const double truth =
      10.0 * log10(pow(10.0, 0.1 * IDLE) + pow(10.0, 0.1 * (level - 20.0)));
    HcReading      r[HC_N_READINGS];
    HcNoise* const noise = new_at_48k(0.0);
    hc_noise_leave_out(noise, &mains, &none);
    feed_take(noise, &take, 16.0);
    hc_noise_read(noise, r);
    check_near(r[HC_NOISE_BAND], truth);
    hc_noise_reset(noise);
    hc_noise_leave_out(noise, &none, &none);
    feed_take(noise, &take, 16.0);
    hc_noise_read(noise, r);
    ck_assert_int_eq(r[HC_NOISE_BAND].valid, level < -70.0);
    hc_noise_free(noise);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("noise_floor");
  TCase* const tcase = tcase_create("takes");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, reverberation_is_no_noise);
  tcase_add_test(tcase, a_tail_that_never_ends_says_nothing);
  tcase_add_test(tcase, gates_cut_segments_anywhere);
  tcase_add_test(tcase, the_lowest_level_that_lasts_counts);
  tcase_add_test(tcase, without_programme_all_counts);
  tcase_add_test(tcase, digital_silence_tells_only_of_itself);
  tcase_add_test(tcase, an_offset_is_no_noise);
  tcase_add_test(tcase, hum_is_no_programme_but_noise_of_d);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
