// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "response.h"

#include "support/circuit_response.h"
#include "support/failing_alloc.h"
#include "support/run.h"

#include "model/filter.h"
#include "model/model.h"

#include <hotcold/reading.h>

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000U
#define N_FRAMES (2U * RATE)

/// Play `frames` frames in blocks of `size`. Returns all frames of hot, then
/// all of cold; the caller frees them.
static float*
play(const HcModelSettings* const settings,
     const float* const           programme,
     const size_t                 frames,
     const size_t                 size)
{
  HcModel* const model = hc_model_new(settings, RATE);
  float* const   out   = (float*)calloc(2U * frames, sizeof(float));
  ck_assert(model && out);
  for (size_t n = 0; n < frames; n += size) {
    const size_t part = n + size > frames ? frames - n : size;
    hc_model_process(
      model, programme ? programme + n : NULL, out + n, out + frames + n, part);
  }
  hc_model_free(model);
  return out;
}

/// A line with every kind of signal and pick-up at once
static HcModelSettings
crowded(void)
{
  HcModelSettings settings           = hc_model_defaults();
  settings.circuit.content           = HC_CONTENT_STEREO;
  settings.circuit.capture_delay[0]  = 31e-6;
  settings.circuit.coupling_farad[0] = 1e-6;
  settings.programme.kind            = HC_PROGRAMME_STEREO;
  settings.ground.mains              = -60.0;
  settings.ground.noise              = -90.0;
  settings.field.usb_1k              = 0.0;
  settings.not_finite_every          = 0.7;
  return settings;
}

/// A line without capture noise
static HcModelSettings
clean(void)
{
  HcModelSettings settings = hc_model_defaults();
  settings.noise[HC_HOT]   = HC_SILENCE_DB;
  settings.noise[HC_COLD]  = HC_SILENCE_DB;
  return settings;
}

static double
level(const float* const x, const size_t frames)
{
  double sum = 0.0;
  for (size_t n = 0; n < frames; ++n) {
    sum += (double)x[n] * (double)x[n];
  }
  return hc_dbfs_from_mean_square(sum / (double)frames);
}

START_TEST(results_do_not_depend_on_block_sizes)
{
  static const size_t   sizes[]  = {1, 3, 63, 65, 1000, 8192};
  const HcModelSettings settings = crowded();
  float* const          want     = play(&settings, NULL, N_FRAMES, 64);
  float* const          got      = play(&settings, NULL, N_FRAMES, sizes[_i]);
  ck_assert_mem_eq(got, want, 2U * N_FRAMES * sizeof(float));
  free(got);
  free(want);
}
END_TEST

START_TEST(a_programme_from_outside_takes_the_place_of_the_own)
{
  const HcModelSettings settings                          = clean();
  float                 programme[8U * HC_FILTER_LATENCY] = {1.0F};
  float* const out = play(&settings, programme, 8U * HC_FILTER_LATENCY, 50);
  const double hot = out[HC_FILTER_LATENCY];
  ck_assert_double_eq_tol(hot, 0.5 * 10e3 / 10050.25, 1e-3);
  ck_assert_double_eq_tol(out[9U * HC_FILTER_LATENCY], -hot, 1e-9);
  ck_assert_double_lt(fabs((double)out[3U * HC_FILTER_LATENCY]), 1e-6);
  free(out);
}
END_TEST

START_TEST(legs_have_the_levels_of_the_circuit)
{
  HcModelSettings settings           = clean();
  settings.programme.kind            = HC_PROGRAMME_SINE;
  settings.programme.hz              = 1000.0;
  settings.circuit.gain[HC_COLD]     = 1.1;
  settings.circuit.load_ohm[HC_COLD] = 600.0;
  const Response want =
    circuit_response(&settings.circuit, HC_FROM_PROGRAMME, 1000.0);
  float* const out = play(&settings, NULL, 2U * RATE, 256);
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    const float* const late = out + ((size_t)leg * 2U * RATE) + RATE;
    ck_assert_double_eq_tol(
      level(late, RATE), -20.0 + decibels(want.leg[leg]), 1e-5);
  }
  free(out);
}
END_TEST

START_TEST(capture_adds_noise_to_each_leg)
{
  HcModelSettings settings = hc_model_defaults();
  settings.programme.kind  = HC_PROGRAMME_SILENCE;
  settings.noise[HC_COLD]  = -90.0;
  float* const out         = play(&settings, NULL, N_FRAMES, 1024);
  ck_assert_double_eq_tol(level(out, N_FRAMES), -110.0, 0.06);
  ck_assert_double_eq_tol(level(out + N_FRAMES, N_FRAMES), -90.0, 0.06);
  double sum = 0.0;
  for (size_t n = 0; n < N_FRAMES; ++n) {
    sum += (double)out[n] * (double)out[N_FRAMES + n];
  }
  const double both = 0.5 * pow(10.0, -10.0) * N_FRAMES;
  ck_assert_double_lt(fabs(sum) / both, 0.02);
  free(out);
}
END_TEST

START_TEST(capture_cuts_off)
{
  HcModelSettings settings = clean();
  settings.programme.level = 0.0;
  settings.clip[HC_HOT]    = -6.0;
  settings.clip[HC_COLD]   = 6.0;
  float* const out         = play(&settings, NULL, N_FRAMES, 1024);
  float        peaks[2]    = {0.0F, 0.0F};
  for (size_t n = 0; n < 2U * N_FRAMES; ++n) {
    float* const peak = &peaks[n / N_FRAMES];
    *peak             = fabsf(out[n]) > *peak ? fabsf(out[n]) : *peak;
  }
  ck_assert_double_eq_tol(peaks[HC_HOT], 0.501187, 1e-6);
  ck_assert_double_gt(peaks[HC_COLD], 1.2);
  free(out);
}
END_TEST

START_TEST(bad_frames_come_on_time)
{
  HcModelSettings settings  = clean();
  settings.not_finite_every = 0.5;
  float* const out          = play(&settings, NULL, N_FRAMES, 100);
  for (size_t n = 0; n < N_FRAMES; ++n) {
    ck_assert_int_eq(isfinite(out[n]) == 0, (n + 1U) % (RATE / 2U) == 0U);
    ck_assert(isfinite(out[N_FRAMES + n]));
  }
  free(out);
}
END_TEST

START_TEST(silence_is_exact)
{
  HcModelSettings settings = clean();
  settings.programme.kind  = HC_PROGRAMME_SILENCE;
  float* const out         = play(&settings, NULL, N_FRAMES, 100);
  for (size_t n = 0; n < 2U * N_FRAMES; ++n) {
    ck_assert(out[n] == 0.0F);
  }
  free(out);
}
END_TEST

START_TEST(playing_allocates_nothing)
{
  const HcModelSettings settings = crowded();
  HcModel* const        model    = hc_model_new(&settings, RATE);
  float                 hot[500];
  float                 cold[500];
  failing_alloc_set(0);
  for (int i = 0; i < 500; ++i) {
    hc_model_process(model, i % 2 ? hot : NULL, hot, cold, 500);
  }
  ck_assert_uint_eq(failing_alloc_count(), 0);
  hc_model_free(model);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  const HcModelSettings settings = crowded();
  HcModel* const        model    = hc_model_new(&settings, RATE);
  hc_model_free(model);
  return model ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(running_out_of_memory_is_survived)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_model_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("model");
  TCase* const tcase = tcase_create("model");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_loop_test(tcase, results_do_not_depend_on_block_sizes, 0, 6);
  tcase_add_test(tcase, a_programme_from_outside_takes_the_place_of_the_own);
  tcase_add_test(tcase, legs_have_the_levels_of_the_circuit);
  tcase_add_test(tcase, capture_adds_noise_to_each_leg);
  tcase_add_test(tcase, capture_cuts_off);
  tcase_add_test(tcase, bad_frames_come_on_time);
  tcase_add_test(tcase, silence_is_exact);
  tcase_add_test(tcase, playing_allocates_nothing);
  tcase_add_test(tcase, running_out_of_memory_is_survived);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
