// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"
#include "support/scratch.h"

#include "recording/recording.h"
#include "stream/collector.h"
#include "stream/process_setup.h"

#include <hotcold/analyzer.h>
#include <hotcold/meter.h>
#include <hotcold/status.h>

#include <check.h>
#include <sndfile.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RATE 48000

// Samples are multiples of 1/128: all sums of their products are exact
static float
draw_sample(uint64_t* const state)
{
  return (float)((int)(draw(state) % 201U) - 100) / 128.0F;
}

/// Writes `samples`, `frames` frames of `channels` channels; the caller unlinks
/// the file
static void
write_wav(char               path[SCRATCH_SIZE],
          const int          rate,
          const int          channels,
          const float* const samples,
          const sf_count_t   frames)
{
  SF_INFO info = {.samplerate = rate,
                  .channels   = channels,
                  .format     = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
  scratch_write(path, "", 0);
  SNDFILE* const file = sf_open(path, SFM_WRITE, &info);
  ck_assert_ptr_nonnull(file);
  ck_assert_int_eq(sf_writef_float(file, samples, frames), frames);
  ck_assert_int_eq(sf_close(file), 0);
}

/// A take of a whole file
typedef struct {
  HcStatus   status;
  HcError    error;
  HcWindow   window;
  HcAnalysis analysis;
} Take;

static void
play(const char* const path, const HcChannels channels, Take* const take)
{
  const bool              has_reference = channels.reference != 0U;
  HcAnalyzerSettings      settings      = hc_analyzer_defaults();
  const HcProcessSettings lines         = {1U, &has_reference, RATE, 65536U};
  HcProcess* const        process       = hc_process_new(&lines);
  HcRecording*            recording     = NULL;
  settings.average                      = 0.0;
  HcCollector* const collector          = hc_collector_new(process, &settings);
  memset(take, 0, sizeof(*take));
  take->status = hc_recording_open(path, channels, &recording, &take->error);
  if (!take->status) {
    ck_assert_uint_eq(hc_recording_rate(recording), RATE);
    take->status =
      hc_recording_play(recording, process, collector, &take->error);
    take->window = *hc_collector_window(collector, 0U);
    hc_collector_read(collector, 0U, &take->analysis);
  }
  hc_recording_close(recording);
  hc_collector_free(collector);
  hc_process_free(process);
}

// Any length, any channels, the same one twice too
START_TEST(every_frame_of_the_chosen_channels_arrives_once)
{
  static const sf_count_t lengths[] = {1, 63, 64, 65, 4095, 4097, 20011};
  const sf_count_t        frames    = lengths[_i];
  uint64_t                state     = (uint64_t)_i + 1U;
  float* const samples = (float*)calloc((size_t)frames * 5U, sizeof(float));
  char         path[SCRATCH_SIZE];
  Take         take;
  for (size_t i = 0; i < (size_t)frames * 5U; ++i) {
    samples[i] = draw_sample(&state);
  }
  write_wav(path, RATE, 5, samples, frames);

  for (int round = 0; round < 4; ++round) {
    const HcChannels channels = {
      1U + draw(&state) % 5U, 1U + draw(&state) % 5U, draw(&state) % 6U};
    double hh   = 0.0;
    double hc   = 0.0;
    float  peak = 0.0F;
    for (size_t i = 0; i < (size_t)frames; ++i) {
      const float hot  = samples[(5U * i) + channels.hot - 1U];
      const float cold = samples[(5U * i) + channels.cold - 1U];
      hh += (double)hot * (double)hot;
      hc += (double)hot * (double)cold;
      peak = fmaxf(peak, fabsf(hot - cold));
    }
    play(path, channels, &take);
    ck_assert_int_eq(take.status, HC_SUCCESS);
    ck_assert_uint_eq(take.window.frames, (uint64_t)frames);
    ck_assert_uint_eq(take.window.lost, 0U);
    ck_assert_double_eq(take.window.hh, hh);
    ck_assert_double_eq(take.window.hc, hc);
    ck_assert_float_eq(take.window.diff_peak, peak);
    ck_assert_uint_eq(take.analysis.frame, (uint64_t)frames);
  }
  unlink(path);
  free(samples);
}
END_TEST

START_TEST(frames_that_are_not_finite_are_left_out_and_counted)
{
  enum { FRAMES = 5000 };
  static float samples[2 * FRAMES];
  uint64_t     state = 7;
  uint64_t     bad   = 0;
  char         path[SCRATCH_SIZE];
  Take         take;
  for (size_t i = 0; i < FRAMES; ++i) {
    const bool is_bad    = draw(&state) % 100U == 0U;
    samples[2U * i]      = is_bad ? (float)NAN : draw_sample(&state);
    samples[2U * i + 1U] = draw_sample(&state);
    bad += is_bad;
  }
  write_wav(path, RATE, 2, samples, FRAMES);
  play(path, (HcChannels){1U, 2U, 0U}, &take);
  ck_assert_int_eq(take.status, HC_SUCCESS);
  ck_assert_uint_gt(bad, 0U);
  ck_assert_uint_eq(take.window.not_finite, bad);
  ck_assert_uint_eq(take.window.frames, FRAMES - bad);
  unlink(path);
}
END_TEST

// What a file or the choice of channels lacks, and the word that says so
START_TEST(what_cannot_be_used_is_refused_with_a_reason)
{
  static const struct {
    int         rate;
    int         channels;
    sf_count_t  frames;
    HcChannels  wanted;
    HcStatus    status;
    const char* word;
  } cases[] = {
    {RATE, 1, 100, {1U, 2U, 0U}, HC_NO_DATA, "1 channel"},
    {RATE, 2, 100, {1U, 3U, 0U}, HC_BAD_USAGE, "`3`"},
    {RATE, 2, 100, {9U, 1U, 0U}, HC_BAD_USAGE, "`9`"},
    {RATE, 2, 100, {1U, 2U, 4U}, HC_BAD_USAGE, "`4`"},
    {RATE, 2, 0, {1U, 2U, 0U}, HC_NO_DATA, "no audio"},
    {7999, 2, 100, {1U, 2U, 0U}, HC_NO_DATA, "7999 Hz"},
    {384001, 2, 100, {1U, 2U, 0U}, HC_NO_DATA, "384001 Hz"},
  };
  static const float silence[200];
  HcRecording*       recording = NULL;
  HcError            error     = {HC_SUCCESS, ""};
  char               path[SCRATCH_SIZE];
  write_wav(
    path, cases[_i].rate, cases[_i].channels, silence, cases[_i].frames);
  ck_assert_int_eq(
    hc_recording_open(path, cases[_i].wanted, &recording, &error),
    cases[_i].status);
  ck_assert_int_eq(error.status, cases[_i].status);
  ck_assert_ptr_nonnull(strstr(error.text, cases[_i].word));
  ck_assert_ptr_null(strchr(error.text, '\n'));
  ck_assert_ptr_null(recording);
  unlink(path);
}
END_TEST

START_TEST(a_file_that_is_not_a_recording_is_refused)
{
  static const char text[] = "not a recording, by any means";
  HcRecording*      open   = NULL;
  HcError           error  = {HC_SUCCESS, ""};
  char              path[SCRATCH_SIZE];
  scratch_write(path, text, sizeof(text));
  ck_assert_int_eq(
    hc_recording_open(path, (HcChannels){1U, 2U, 0U}, &open, &error),
    HC_NO_DATA);
  ck_assert_ptr_nonnull(strstr(error.text, path));
  unlink(path);
  ck_assert_int_eq(
    hc_recording_open(path, (HcChannels){1U, 2U, 0U}, &open, &error),
    HC_NO_DATA);
  ck_assert_ptr_nonnull(strstr(error.text, "No such file"));
  ck_assert_ptr_null(open);
}
END_TEST

static HcStatus
open_and_close(void* const path)
{
  HcRecording*   recording = NULL;
  HcError        error     = {HC_SUCCESS, ""};
  const HcStatus status    = hc_recording_open(
    (const char*)path, (HcChannels){1U, 2U, 0U}, &recording, &error);
  hc_recording_close(recording);
  return status;
}

START_TEST(lack_of_memory_is_reported)
{
  static const float silence[200];
  char               path[SCRATCH_SIZE];
  write_wav(path, RATE, 2, silence, 100);
  failing_alloc_replay(open_and_close, path);
  hc_recording_close(NULL);
  unlink(path);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("recording");
  TCase* const tcase = tcase_create("recording");
  tcase_add_loop_test(
    tcase, every_frame_of_the_chosen_channels_arrives_once, 0, 7);
  tcase_add_test(tcase, frames_that_are_not_finite_are_left_out_and_counted);
  tcase_add_loop_test(
    tcase, what_cannot_be_used_is_refused_with_a_reason, 0, 7);
  tcase_add_test(tcase, a_file_that_is_not_a_recording_is_refused);
  tcase_add_test(tcase, lack_of_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
