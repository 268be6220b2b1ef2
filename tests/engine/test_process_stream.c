// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What becomes of interrupted audio: lost, missing and late frames, full
/// rings, other rates and servers; and what goes out of the outputs.

#include "record.h"
#include "support/run.h"

#include <check.h>

#include <math.h>
#include <string.h>

enum { LONGEST = 8192 };

// One line under test; legs are 1/2 and -1/4 unless a test writes others
typedef struct {
  HcProcess* process;
  Record     record;
  float      hot[LONGEST];
  float      cold[LONGEST];
} Rig;

static Rig rig;

static void
start_with(const uint32_t backlog, const bool reference)
{
  hc_process_free(rig.process);
  memset(&rig, 0, sizeof(rig));
  rig.process = new_process(1U, 48000U, backlog, reference);
  for (int i = 0; i < LONGEST; ++i) {
    rig.hot[i]  = 0.5F;
    rig.cold[i] = -0.25F;
  }
}

static void
start(void)
{
  start_with(65536U, false);
}

static void
stop(void)
{
  record_finish(&rig.record);
  hc_process_free(rig.process);
  rig.process = NULL;
}

static HcBuffers
legs(void)
{
  const HcBuffers buffers = {rig.hot, rig.cold, NULL, NULL, NULL};
  return buffers;
}

static void
run(const uint32_t n_frames)
{
  const HcBuffers buffers = legs();
  run_cycle(rig.process, &buffers, n_frames);
}

// A cycle `skipped` frames after (or before) the one expected
static void
run_skipping(const int64_t skipped, const uint32_t n_frames)
{
  rig.process->running    = true;
  const uint32_t  time    = rig.process->expected_time + (uint32_t)skipped;
  const HcBuffers buffers = legs();
  hc_process_begin(rig.process, time, n_frames);
  hc_process_line(rig.process, 0U, &buffers, n_frames);
  hc_process_end(rig.process, n_frames);
}

static void
record(void)
{
  record_line(&rig.record, rig.process, 0U);
}

static void
flush(void)
{
  hc_process_flush(rig.process);
  record();
}

static void
assert_block(const size_t   index,
             const uint64_t frame,
             const uint32_t frames,
             const bool     gap)
{
  ck_assert_uint_gt(rig.record.n_blocks, index);
  const HcBlock* const block = &rig.record.blocks[index];
  ck_assert_uint_eq(block->frame, frame);
  ck_assert_uint_eq(block->frames, frames);
  ck_assert(block->gap == gap);
  for (uint32_t i = 0; i < HC_BLOCK_FRAMES; ++i) {
    ck_assert_float_eq(block->hot[i], i < frames ? 0.5F : 0.0F);
    ck_assert_float_eq(block->cold[i], i < frames ? -0.25F : 0.0F);
  }
}

// The exact sums of `frames` frames of the legs
static void
assert_total(const uint64_t frames, const uint64_t lost)
{
  const HcWindow total = record_total(&rig.record);
  const double   n     = (double)frames;
  ck_assert_uint_eq(total.frames, frames);
  ck_assert_uint_eq(total.lost, lost);
  ck_assert_uint_eq(total.not_finite, 0U);
  ck_assert_double_eq(total.hh, 0.25 * n);
  ck_assert_double_eq(total.cc, 0.0625 * n);
  ck_assert_double_eq(total.hc, -0.125 * n);
  ck_assert_double_eq(total.dd, 0.5625 * n);
  ck_assert_double_eq(total.mm, 0.015625 * n);
  ck_assert_float_eq(total.hot_peak, 0.5F);
  ck_assert_float_eq(total.common_peak, 0.125F);
}

START_TEST(a_first_cycle_has_lost_nothing)
{
  const HcBuffers buffers = legs();
  hc_process_begin(rig.process, 123456789U, 64U);
  hc_process_line(rig.process, 0U, &buffers, 64U);
  hc_process_end(rig.process, 64U);
  flush();
  assert_block(0U, 0U, 64U, false);
  assert_total(64U, 0U);
  ck_assert_uint_eq(rig.process->counters.lost, 0U);
}
END_TEST

START_TEST(skipped_frames_are_lost_and_mark_a_gap)
{
  run(100U);
  run_skipping(1000, 100U);
  run(50U);
  flush();
  ck_assert_uint_eq(rig.record.n_blocks, 5U);
  assert_block(0U, 0U, 64U, false);
  assert_block(1U, 64U, 36U, false);
  assert_block(2U, 1100U, 64U, true);
  assert_block(3U, 1164U, 64U, false);
  assert_block(4U, 1228U, 22U, false);
  assert_total(250U, 1000U);
  ck_assert_uint_eq(rig.process->counters.lost, 1000U);
  ck_assert_uint_eq(rig.process->counters.progress, 250U);
}
END_TEST

START_TEST(frame_time_wraps_unnoticed)
{
  rig.process->expected_time = UINT32_MAX - 150U;
  for (int i = 0; i < 4; ++i) {
    run_skipping(0, 100U);
  }
  flush();
  ck_assert_uint_eq(rig.process->expected_time, 249U);
  ck_assert_uint_eq(rig.process->counters.lost, 0U);
  ck_assert_uint_eq(rig.record.n_blocks, 7U);
  for (size_t i = 0; i < 6U; ++i) {
    assert_block(i, 64U * i, 64U, false);
  }
  assert_total(400U, 0U);
}
END_TEST

START_TEST(frames_skipped_across_the_wrap_are_counted)
{
  rig.process->expected_time = UINT32_MAX - 150U;
  run_skipping(0, 100U);
  run_skipping(500, 64U);
  flush();
  assert_block(2U, 600U, 64U, true);
  ck_assert_uint_eq(rig.process->counters.lost, 500U);
  assert_total(164U, 500U);
}
END_TEST

START_TEST(a_clock_set_back_marks_a_gap_but_loses_nothing)
{
  run(64U);
  run_skipping(-48000, 64U);
  run(64U);
  flush();
  assert_block(0U, 0U, 64U, false);
  assert_block(1U, 64U, 64U, true);
  assert_block(2U, 128U, 64U, false);
  ck_assert_uint_eq(rig.process->counters.lost, 0U);
  assert_total(192U, 0U);
}
END_TEST

START_TEST(every_skip_is_counted)
{
  uint64_t state = 1U;
  uint64_t lost  = 0U;
  for (int i = 0; i < 1000; ++i) {
    const uint32_t skipped = draw(&state) % 3U ? 0U : draw(&state) % 5000U;
    run_skipping(skipped, 1U + (draw(&state) % 300U));
    record();
    lost += skipped;
  }
  flush();
  ck_assert_uint_eq(rig.process->counters.lost, lost);
  assert_total(rig.process->counters.progress, lost);

  // Blocks join one another exactly where they say so
  for (size_t i = 1U; i < rig.record.n_blocks; ++i) {
    const HcBlock* const last = &rig.record.blocks[i - 1U];
    const HcBlock* const next = &rig.record.blocks[i];
    ck_assert(next->gap == (last->frame + last->frames != next->frame));
  }
}
END_TEST

START_TEST(absent_buffers_are_lost_on_that_line_only)
{
  float           diff[64];
  float           common[64];
  const HcBuffers absent[] = {{NULL, rig.cold, NULL, diff, common},
                              {rig.hot, NULL, NULL, diff, common},
                              {NULL, NULL, NULL, NULL, NULL}};
  run(32U);
  for (size_t i = 0; i < 3U; ++i) {
    memset(diff, 0x55, sizeof(diff));
    memset(common, 0x55, sizeof(common));
    run_cycle(rig.process, &absent[i], 64U);
    for (size_t k = 0; k < 64U && absent[i].diff; ++k) {
      ck_assert_float_eq(diff[k], 0.0F);
      ck_assert_float_eq(common[k], 0.0F);
    }
  }
  run(64U);
  flush();
  ck_assert_uint_eq(rig.record.n_blocks, 2U);
  assert_block(0U, 0U, 32U, false);
  assert_block(1U, 224U, 64U, true);
  assert_total(96U, 192U);

  // The server lost nothing
  ck_assert_uint_eq(rig.process->counters.lost, 0U);
}
END_TEST

START_TEST(another_rate_begins_anew)
{
  run(100U);
  rig.process->counters.rate = 96000U;
  run(1000U);
  flush();
  assert_block(0U, 0U, 64U, false);
  assert_block(1U, 64U, 36U, false);
  assert_block(2U, 100U, 64U, true);
  assert_block(3U, 164U, 64U, false);
  ck_assert_uint_eq(rig.record.blocks[1].rate, 48000U);
  ck_assert_uint_eq(rig.record.blocks[2].rate, 96000U);

  const HcWindow* const windows = rig.record.windows;
  ck_assert_uint_eq(rig.record.n_windows, 3U);
  ck_assert_uint_eq(windows[0].rate, 48000U);
  ck_assert_uint_eq(windows[0].frames, 100U);
  ck_assert_uint_eq(windows[1].rate, 96000U);
  ck_assert_uint_eq(windows[1].frame, 100U);
  ck_assert_uint_eq(windows[1].frames, 640U);
  ck_assert_uint_eq(windows[2].frames, 360U);
  assert_total(1100U, 0U);
}
END_TEST

// 16 blocks fit; 25 come before anyone reads
START_TEST(a_full_ring_drops_blocks_and_says_so)
{
  start_with(1024U, false);
  run(25U * 64U);
  ck_assert_uint_eq(rig.process->counters.dropped, 9U * 64U);
  record();
  ck_assert_uint_eq(rig.record.n_blocks, 16U);
  run(128U);
  flush();
  ck_assert_uint_eq(rig.record.n_blocks, 18U);
  assert_block(15U, 15U * 64U, 64U, false);
  assert_block(16U, 25U * 64U, 64U, true);
  assert_block(17U, 26U * 64U, 64U, false);
  ck_assert_uint_eq(rig.process->counters.dropped, 9U * 64U);

  // Levels miss nothing of that
  assert_total(27U * 64U, 0U);
}
END_TEST

START_TEST(a_block_begun_while_full_is_dropped_whole)
{
  start_with(1024U, false);
  run(16U * 64U);
  run(10U);
  record();
  run(118U);
  flush();
  ck_assert_uint_eq(rig.process->counters.dropped, 64U);
  ck_assert_uint_eq(rig.record.n_blocks, 17U);
  assert_block(16U, 17U * 64U, 64U, true);
  assert_total(18U * 64U, 0U);
}
END_TEST

// 512 windows of five blocks fit: the rest waits in the one that grows
START_TEST(full_windows_lose_neither_energy_nor_peaks)
{
  const uint32_t frames = 320U * 700U;
  for (uint32_t at = 0; at < frames; at += 3200U) {
    run(3200U);
  }
  rig.hot[0] = 2.0F;
  run(64U);
  record();
  ck_assert_uint_eq(rig.record.n_windows, 512U);
  rig.hot[0] = 0.5F;
  run(64U);
  record();
  ck_assert_uint_eq(rig.record.n_windows, 513U);
  flush();

  const HcWindow total = record_total(&rig.record);
  ck_assert_uint_eq(total.frames, frames + 128U);
  ck_assert_double_eq(total.hh, 4.0 + (0.25 * (frames + 127.0)));
  ck_assert_double_eq(total.cc, 0.0625 * (frames + 128.0));
  ck_assert_float_eq(total.hot_peak, 2.0F);
  ck_assert_float_eq(total.diff_peak, 2.25F);
  ck_assert_uint_eq(rig.record.windows[512].frame, 320U * 512U);
}
END_TEST

START_TEST(flushing_hands_over_what_is_left_once)
{
  run(70U);
  record();
  ck_assert_uint_eq(rig.record.n_blocks, 1U);
  ck_assert_uint_eq(rig.record.n_windows, 0U);
  flush();
  flush();
  ck_assert_uint_eq(rig.record.n_blocks, 2U);
  ck_assert_uint_eq(rig.record.n_windows, 1U);
  assert_block(1U, 64U, 6U, false);
  assert_total(70U, 0U);
}
END_TEST

START_TEST(another_server_joins_nothing_and_loses_nothing)
{
  run(70U);
  hc_process_resume(rig.process);
  const HcBuffers buffers = legs();
  hc_process_begin(rig.process, 1000000U, 64U);
  hc_process_line(rig.process, 0U, &buffers, 64U);
  hc_process_end(rig.process, 64U);
  run_skipping(0, 64U);
  flush();
  ck_assert_uint_eq(rig.record.n_blocks, 4U);
  assert_block(1U, 64U, 6U, false);
  assert_block(2U, 70U, 64U, true);
  assert_block(3U, 134U, 64U, false);
  ck_assert_uint_eq(rig.process->counters.lost, 0U);
  assert_total(198U, 0U);
}
END_TEST

START_TEST(empty_cycles_do_nothing)
{
  run(64U);
  run(0U);
  run(64U);
  flush();
  assert_block(1U, 64U, 64U, false);
  assert_total(128U, 0U);
}
END_TEST

START_TEST(counters_tell_progress_and_period)
{
  run(100U);
  run(37U);
  ck_assert_uint_eq(rig.process->counters.progress, 137U);
  ck_assert_uint_eq(rig.process->counters.period, 37U);
}
END_TEST

START_TEST(discarding_leaves_nothing_to_take)
{
  run(8192U);
  hc_process_discard(rig.process);
  record();
  ck_assert_uint_eq(rig.record.n_blocks, 0U);
  ck_assert_uint_eq(rig.record.n_windows, 0U);
}
END_TEST

// Outputs

static void
assert_output(const HcBuffers* const buffers, const uint32_t n)
{
  for (uint32_t i = 0; i < n; ++i) {
    const double h = (double)rig.hot[i];
    const double c = (double)rig.cold[i];
    if (buffers->diff) {
      ck_assert_float_eq(buffers->diff[i], (float)(h - c));
    }
    if (buffers->common) {
      ck_assert_float_eq(buffers->common[i], (float)(0.5 * (h + c)));
    }
  }
}

START_TEST(outputs_are_sample_exact)
{
  static float diff[LONGEST + 1];
  static float common[LONGEST + 1];
  uint64_t     state = 3U;
  for (uint32_t n = 1U; n <= LONGEST; n += 1U + (n / 3U)) {
    for (unsigned which = 0; which < 4U; ++which) {
      for (uint32_t i = 0; i < n; ++i) {
        rig.hot[i]  = ldexpf(draw_coarse(&state), -(int)(draw(&state) % 20U));
        rig.cold[i] = ldexpf(draw_coarse(&state), -(int)(draw(&state) % 20U));
      }
      HcBuffers buffers = legs();
      buffers.diff      = which & 1U ? diff : NULL;
      buffers.common    = which & 2U ? common : NULL;
      diff[n] = common[n] = 7.0F;
      run_cycle(rig.process, &buffers, n);
      hc_process_discard(rig.process);
      assert_output(&buffers, n);
      ck_assert_float_eq(diff[n], 7.0F);
      ck_assert_float_eq(common[n], 7.0F);
    }
  }
}
END_TEST

// References

START_TEST(references_are_kept_in_step)
{
  static float reference[LONGEST];
  start_with(65536U, true);
  for (int i = 0; i < LONGEST; ++i) {
    reference[i] = (float)i;
  }
  HcBuffers buffers = legs();
  for (uint32_t at = 0; at < 100U; at += 50U) {
    buffers.reference = reference + at;
    run_cycle(rig.process, &buffers, 50U);
  }
  buffers.reference = NULL;
  run_cycle(rig.process, &buffers, 156U);
  record();

  // Into memory that has seen a reference before
  run_cycle(rig.process, &buffers, 64U);
  flush();
  ck_assert_uint_eq(rig.record.n_blocks, 5U);
  for (uint32_t i = 0; i < 320U; ++i) {
    const HcBlock* const block = &rig.record.blocks[i / 64U];
    ck_assert_float_eq(block->reference[i % 64U], i < 100U ? (float)i : 0.0F);
  }
}
END_TEST

START_TEST(a_reference_nobody_asked_for_is_ignored)
{
  static const float reference[100];
  HcBuffers          buffers = legs();
  buffers.reference          = reference;
  run_cycle(rig.process, &buffers, 100U);
  flush();
  assert_block(0U, 0U, 64U, false);
  assert_block(1U, 64U, 36U, false);
}
END_TEST

static void
add_tests_of_interruptions(Suite* const suite)
{
  TCase* const tests = tcase_create("interruptions");
  tcase_add_checked_fixture(tests, start, stop);
  tcase_add_test(tests, a_first_cycle_has_lost_nothing);
  tcase_add_test(tests, skipped_frames_are_lost_and_mark_a_gap);
  tcase_add_test(tests, frame_time_wraps_unnoticed);
  tcase_add_test(tests, frames_skipped_across_the_wrap_are_counted);
  tcase_add_test(tests, a_clock_set_back_marks_a_gap_but_loses_nothing);
  tcase_add_test(tests, every_skip_is_counted);
  tcase_add_test(tests, absent_buffers_are_lost_on_that_line_only);
  tcase_add_test(tests, another_rate_begins_anew);
  tcase_add_test(tests, flushing_hands_over_what_is_left_once);
  tcase_add_test(tests, another_server_joins_nothing_and_loses_nothing);
  tcase_add_test(tests, empty_cycles_do_nothing);
  tcase_add_test(tests, counters_tell_progress_and_period);
  suite_add_tcase(suite, tests);
}

static void
add_tests_of_rings_and_ports(Suite* const suite)
{
  TCase* const tests = tcase_create("rings and ports");
  tcase_add_checked_fixture(tests, start, stop);
  tcase_add_test(tests, a_full_ring_drops_blocks_and_says_so);
  tcase_add_test(tests, a_block_begun_while_full_is_dropped_whole);
  tcase_add_test(tests, full_windows_lose_neither_energy_nor_peaks);
  tcase_add_test(tests, discarding_leaves_nothing_to_take);
  tcase_add_test(tests, outputs_are_sample_exact);
  tcase_add_test(tests, references_are_kept_in_step);
  tcase_add_test(tests, a_reference_nobody_asked_for_is_ignored);
  suite_add_tcase(suite, tests);
}

int
main(void)
{
  Suite* const suite = suite_create("process_stream");
  add_tests_of_interruptions(suite);
  add_tests_of_rings_and_ports(suite);
  return run_suite(suite);
}
