// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the audio thread measures: levels over rates, periods and offsets, and
/// that no period leaves a trace in what it hands over.

#include "record.h"
#include "support/failing_alloc.h"
#include "support/run.h"

#include <hotcold/line.h>
#include <hotcold/reading.h>

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Rates from telephone to the fastest converters
static const uint32_t rates[] = {8000U, 44100U, 48000U, 96000U, 192000U};
static const uint32_t window_frames[] = {128U, 576U, 640U, 1280U, 2560U};
static const uint32_t periods[] = {7U, 64U, 100U, 128U, 1024U, 3000U, 8192U};
static const uint32_t offsets[] = {0U, 1U, 63U, 0xFFFFF000U};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { FRAMES = 24000 }; // 240 periods of the sine

// 100 frames a period: a whole number of them at every offset
static void
fill_sine(float* const hot, float* const cold, const uint32_t offset)
{
  const double pi = acos(-1.0);
  for (size_t i = 0; i < FRAMES; ++i) {
    const double t = (double)((i + offset) % 100U) / 100.0;
    hot[i]         = (float)(0.5 * sin(2.0 * pi * t));
    cold[i]        = (float)(-0.4 * sin(2.0 * pi * t));
  }
}

static void
feed(HcProcess* const   process,
     Record* const      record,
     const float* const hot,
     const float* const cold,
     const uint32_t     period)
{
  for (uint32_t at = 0; at < FRAMES; at += period) {
    const uint32_t  left    = FRAMES - at;
    const HcBuffers buffers = {hot + at, cold + at, NULL, NULL, NULL};
    run_cycle(process, &buffers, left < period ? left : period);
    record_line(record, process, 0U);
  }
  hc_process_flush(process);
  record_line(record, process, 0U);
}

static void
assert_sine(const Record* const record)
{
  HcReading      r[HC_N_READINGS];
  const HcWindow total = record_total(record);
  hc_window_readings(&total, r);
  ck_assert_uint_eq(total.frames, FRAMES);
  ck_assert_double_eq_tol(r[HC_HOT_RMS].value, 20.0 * log10(0.5), 1e-5);
  ck_assert_double_eq_tol(r[HC_COLD_RMS].value, 20.0 * log10(0.4), 1e-5);
  ck_assert_double_eq_tol(r[HC_DIFF_RMS].value, 20.0 * log10(0.9), 1e-5);
  ck_assert_double_eq_tol(r[HC_COMMON_RMS].value, 20.0 * log10(0.05), 1e-5);
  ck_assert_double_eq_tol(r[HC_HOT_PEAK].value, 20.0 * log10(0.5), 1e-5);
  ck_assert_double_eq_tol(r[HC_COLD_PEAK].value, 20.0 * log10(0.4), 1e-5);
  ck_assert_double_eq_tol(r[HC_DIFF_PEAK].value, 20.0 * log10(0.9), 1e-5);
  ck_assert_double_eq_tol(r[HC_COMMON_PEAK].value, 20.0 * log10(0.05), 1e-5);
  ck_assert_double_eq_tol(r[HC_CORRELATION].value, -1.0, 1e-9);
}

START_TEST(levels_hold_at_all_rates_periods_and_offsets)
{
  static float hot[FRAMES];
  static float cold[FRAMES];
  for (size_t k = 0; k < COUNT(offsets); ++k) {
    fill_sine(hot, cold, offsets[k]);
    for (size_t p = 0; p < COUNT(periods); ++p) {
      HcProcess* const process = new_process(1U, rates[_i], 16384U, false);
      Record           record  = {0};
      process->expected_time   = offsets[k];
      feed(process, &record, hot, cold, periods[p]);
      assert_sine(&record);
      ck_assert_uint_eq(process->counters.progress, FRAMES);
      ck_assert_uint_eq(process->counters.lost, 0U);
      ck_assert_uint_eq(process->counters.dropped, 0U);
      record_finish(&record);
      hc_process_free(process);
    }
  }
}
END_TEST

START_TEST(windows_are_a_75th_of_a_second_in_whole_blocks)
{
  static float hot[FRAMES];
  static float cold[FRAMES];
  ck_assert_uint_eq(hc_process_window_frames(1U), 64U);
  ck_assert_uint_eq(hc_process_window_frames(rates[_i]), window_frames[_i]);

  HcProcess* const process = new_process(1U, rates[_i], 16384U, false);
  Record           record  = {0};
  feed(process, &record, hot, cold, 1000U);
  for (size_t i = 0; i + 1U < record.n_windows; ++i) {
    ck_assert_uint_eq(record.windows[i].frame, i * window_frames[_i]);
    ck_assert_uint_eq(record.windows[i].frames, window_frames[_i]);
    ck_assert_uint_eq(record.windows[i].rate, rates[_i]);
  }
  record_finish(&record);
  hc_process_free(process);
}
END_TEST

// Noise with bad samples, and a reference
typedef struct {
  float hot[FRAMES];
  float cold[FRAMES];
  float reference[FRAMES];
} Noise;

static void
fill_noise(Noise* const noise)
{
  uint64_t state = 1U;
  for (size_t i = 0; i < FRAMES; ++i) {
    const int scale     = (int)(draw(&state) % 30U);
    noise->hot[i]       = ldexpf(draw_coarse(&state), -scale);
    noise->cold[i]      = ldexpf(draw_coarse(&state), -scale);
    noise->reference[i] = draw_coarse(&state);
    if (draw(&state) % 500U == 0U) {
      (draw(&state) & 1U ? noise->hot : noise->cold)[i] = NAN;
    }
  }
}

// Periods of `period` frames, or drawn anew each cycle if that is 0
static Record
run_noise(const Noise* const noise, const uint32_t period, uint64_t seed)
{
  HcProcess* const process = new_process(1U, 48000U, 16384U, true);
  Record           record  = {0};
  for (uint32_t at = 0; at < FRAMES;) {
    const uint32_t left = FRAMES - at;
    const uint32_t drawn =
      1U + (draw(&seed) % (draw(&seed) & 1U ? 99U : 8192U));
    const uint32_t  wanted  = period ? period : drawn;
    const uint32_t  n       = left < wanted ? left : wanted;
    const HcBuffers buffers = {
      noise->hot + at, noise->cold + at, noise->reference + at, NULL, NULL};
    run_cycle(process, &buffers, n);
    record_line(&record, process, 0U);
    at += n;
  }
  hc_process_flush(process);
  record_line(&record, process, 0U);
  hc_process_free(process);
  return record;
}

static void
assert_same_records(const Record* const a, const Record* const b)
{
  ck_assert_uint_eq(a->n_blocks, b->n_blocks);
  ck_assert_uint_eq(a->n_windows, b->n_windows);
  for (size_t i = 0; i < a->n_blocks; ++i) {
    ck_assert(same_block(&a->blocks[i], &b->blocks[i], true));
  }
  for (size_t i = 0; i < a->n_windows; ++i) {
    ck_assert(same_window(&a->windows[i], &b->windows[i]));
  }
}

static Noise*
new_noise(void)
{
  Noise* const noise = (Noise*)malloc(sizeof(Noise));
  ck_assert_ptr_nonnull(noise);
  fill_noise(noise);
  return noise;
}

START_TEST(no_period_leaves_a_trace)
{
  Noise* const noise = new_noise();
  Record       truth = run_noise(noise, 1U, 1U);
  ck_assert_uint_eq(truth.n_blocks, FRAMES / HC_BLOCK_FRAMES);
  for (uint32_t period = 2U; period <= 8192U;
       period += period < 200U ? 1U : 1U + (period / 32U)) {
    Record record = run_noise(noise, period, 1U);
    assert_same_records(&truth, &record);
    record_finish(&record);
  }
  Record longest = run_noise(noise, 8192U, 1U);
  assert_same_records(&truth, &longest);
  record_finish(&longest);
  record_finish(&truth);
  free(noise);
}
END_TEST

START_TEST(changing_periods_leave_no_trace)
{
  Noise* const noise = new_noise();
  Record       truth = run_noise(noise, 1U, 1U);
  for (uint64_t seed = 1U; seed <= 60U; ++seed) {
    Record record = run_noise(noise, 0U, seed);
    assert_same_records(&truth, &record);
    record_finish(&record);
  }
  record_finish(&truth);
  free(noise);
}
END_TEST

// Blocks are the input, frame by frame, bad frames being zero in both legs
START_TEST(blocks_carry_every_frame_in_order)
{
  Noise* const noise  = new_noise();
  Record       record = run_noise(noise, 100U, 1U);
  uint64_t     frame  = 0U;
  for (size_t i = 0; i < record.n_blocks; ++i) {
    const HcBlock* const block = &record.blocks[i];
    uint32_t             bad   = 0U;
    ck_assert_uint_eq(block->frame, frame);
    ck_assert_uint_eq(block->rate, 48000U);
    ck_assert(!block->gap);
    for (uint32_t k = 0; k < block->frames; ++k, ++frame) {
      const float h  = noise->hot[frame];
      const float c  = noise->cold[frame];
      const bool  ok = isfinite(h) && isfinite(c);
      bad += !ok;
      ck_assert_float_eq(block->hot[k], ok ? h : 0.0F);
      ck_assert_float_eq(block->cold[k], ok ? c : 0.0F);
      ck_assert_float_eq(block->reference[k], noise->reference[frame]);
    }
    ck_assert_uint_eq(block->not_finite, bad);
  }
  ck_assert_uint_eq(frame, FRAMES);
  record_finish(&record);
  free(noise);
}
END_TEST

/* Of 640 frames at +-1/2 every fifth is bad in one of the legs: 512 are
   counted, at exactly the level of the good ones. */
START_TEST(bad_frames_are_left_out_and_counted)
{
  static const float bad[] = {NAN, INFINITY, -INFINITY, 1e30F};
  enum { N = 640 };
  float hot[N];
  float cold[N];
  for (int i = 0; i < N; ++i) {
    hot[i]  = i % 2 ? 0.5F : -0.5F;
    cold[i] = -hot[i];
    if (i % 5 == 0) {
      (i % 2 ? hot : cold)[i] = bad[(i / 5) % 4];
    }
  }
  HcProcess* const process = new_process(1U, 48000U, 4096U, false);
  const HcBuffers  buffers = {hot, cold, NULL, NULL, NULL};
  Record           record  = {0};
  run_cycle(process, &buffers, N);
  record_line(&record, process, 0U);
  ck_assert_uint_eq(record.n_windows, 1U);

  const HcWindow* const w = &record.windows[0];
  ck_assert_uint_eq(w->frames, 512U);
  ck_assert_uint_eq(w->not_finite, 128U);
  ck_assert_double_eq(w->hh, 128.0);
  ck_assert_double_eq(w->hc, -128.0);
  ck_assert_double_eq(w->dd, 512.0);
  ck_assert_double_eq(w->mm, 0.0);
  ck_assert_float_eq(w->diff_peak, 1.0F);
  ck_assert_uint_eq(process->counters.not_finite, 128U);
  record_finish(&record);
  hc_process_free(process);
}
END_TEST

START_TEST(nothing_but_bad_frames_reads_invalid)
{
  float hot[HC_BLOCK_FRAMES];
  float cold[HC_BLOCK_FRAMES];
  for (int i = 0; i < HC_BLOCK_FRAMES; ++i) {
    hot[i]  = NAN;
    cold[i] = 0.5F;
  }
  HcProcess* const process = new_process(1U, 8000U, 4096U, false);
  const HcBuffers  buffers = {hot, cold, NULL, NULL, NULL};
  Record           record  = {0};
  HcReading        readings[HC_N_READINGS];
  run_cycle(process, &buffers, HC_BLOCK_FRAMES);
  run_cycle(process, &buffers, HC_BLOCK_FRAMES);
  record_line(&record, process, 0U);
  ck_assert_uint_eq(record.n_windows, 1U);
  hc_window_readings(&record.windows[0], readings);
  ck_assert(!readings[HC_HOT_RMS].valid);
  ck_assert_uint_eq(record.windows[0].not_finite, 2U * HC_BLOCK_FRAMES);
  record_finish(&record);
  hc_process_free(process);
}
END_TEST

// Line i carries +-i/256 on both legs: each finds its own
START_TEST(lines_keep_apart)
{
  static const size_t counts[] = {1U, 2U, 16U, HC_MAX_LINES};
  enum { N = 330 };
  const size_t     n_lines = counts[_i];
  HcProcess* const process = new_process(n_lines, 48000U, 4096U, false);
  hc_process_begin(process, 5U, N);
  for (size_t i = 0; i < n_lines; ++i) {
    float samples[N];
    for (int k = 0; k < N; ++k) {
      samples[k] = (float)(i + 1U) / (k % 2 ? 256.0F : -256.0F);
    }
    const HcBuffers buffers = {samples, samples, NULL, NULL, NULL};
    hc_process_line(process, i, &buffers, N);
  }
  hc_process_end(process, N);
  hc_process_flush(process);
  for (size_t i = 0; i < n_lines; ++i) {
    const float value  = (float)(i + 1U) / 256.0F;
    Record      record = {0};
    record_line(&record, process, i);
    const HcWindow total = record_total(&record);
    ck_assert_uint_eq(record.n_blocks, 6U);
    ck_assert_uint_eq(total.frames, N);
    ck_assert_float_eq(total.hot_peak, value);
    ck_assert_float_eq(total.common_peak, value);
    ck_assert_double_eq(total.cc, (double)value * (double)value * N);
    ck_assert_double_eq(total.dd, 0.0);
    record_finish(&record);
  }
  hc_process_free(process);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  const bool              has_reference[] = {true, false, true};
  const HcProcessSettings settings        = {3U, has_reference, 48000U, 4096U};
  HcProcess* const        process         = hc_process_new(&settings);
  hc_process_free(process);
  return process ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(every_allocation_may_fail)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_process_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("process");
  TCase* const tests = tcase_create("process");
  const int    n     = (int)COUNT(rates);
  tcase_set_timeout(tests, 60.0);
  tcase_add_loop_test(
    tests, levels_hold_at_all_rates_periods_and_offsets, 0, n);
  tcase_add_loop_test(
    tests, windows_are_a_75th_of_a_second_in_whole_blocks, 0, n);
  tcase_add_test(tests, no_period_leaves_a_trace);
  tcase_add_test(tests, changing_periods_leave_no_trace);
  tcase_add_test(tests, blocks_carry_every_frame_in_order);
  tcase_add_test(tests, bad_frames_are_left_out_and_counted);
  tcase_add_test(tests, nothing_but_bad_frames_reads_invalid);
  tcase_add_loop_test(tests, lines_keep_apart, 0, 4);
  tcase_add_test(tests, every_allocation_may_fail);
  suite_add_tcase(suite, tests);
  return run_suite(suite);
}
