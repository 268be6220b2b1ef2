// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What becomes of interrupted audio: lost, missing and late frames, other
/// rates and servers.

#include "record.h"
#include "rig.h"
#include "support/run.h"

#include <check.h>

#include <string.h>

START_TEST(a_first_cycle_has_lost_nothing)
{
  const HcBuffers buffers = rig_legs();
  hc_process_begin(rig.process, 123456789U, 64U);
  hc_process_line(rig.process, 0U, &buffers, 64U);
  hc_process_end(rig.process, 64U);
  rig_flush();
  assert_block(0U, 0U, 64U, false);
  assert_total(64U, 0U);
  ck_assert_uint_eq(rig.process->counters.lost, 0U);
}
END_TEST

START_TEST(skipped_frames_are_lost_and_mark_a_gap)
{
  rig_run(100U);
  rig_run_skipping(1000, 100U);
  rig_run(50U);
  rig_flush();
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
    rig_run_skipping(0, 100U);
  }
  rig_flush();
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
  rig_run_skipping(0, 100U);
  rig_run_skipping(500, 64U);
  rig_flush();
  assert_block(2U, 600U, 64U, true);
  ck_assert_uint_eq(rig.process->counters.lost, 500U);
  assert_total(164U, 500U);
}
END_TEST

START_TEST(a_clock_set_back_marks_a_gap_but_loses_nothing)
{
  rig_run(64U);
  rig_run_skipping(-48000, 64U);
  rig_run(64U);
  rig_flush();
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
    rig_run_skipping(skipped, 1U + (draw(&state) % 300U));
    rig_record();
    lost += skipped;
  }
  rig_flush();
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
  rig_run(32U);
  for (size_t i = 0; i < 3U; ++i) {
    memset(diff, 0x55, sizeof(diff));
    memset(common, 0x55, sizeof(common));
    run_cycle(rig.process, &absent[i], 64U);
    for (size_t k = 0; k < 64U && absent[i].diff; ++k) {
      ck_assert_float_eq(diff[k], 0.0F);
      ck_assert_float_eq(common[k], 0.0F);
    }
  }
  rig_run(64U);
  rig_flush();
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
  rig_run(100U);
  rig.process->counters.rate = 96000U;
  rig_run(1500U);
  rig_flush();
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
  ck_assert_uint_eq(windows[1].frames, 1280U);
  ck_assert_uint_eq(windows[2].frames, 220U);
  assert_total(1600U, 0U);
}
END_TEST

START_TEST(flushing_hands_over_what_is_left_once)
{
  rig_run(70U);
  rig_record();
  ck_assert_uint_eq(rig.record.n_blocks, 1U);
  ck_assert_uint_eq(rig.record.n_windows, 0U);
  rig_flush();
  rig_flush();
  ck_assert_uint_eq(rig.record.n_blocks, 2U);
  ck_assert_uint_eq(rig.record.n_windows, 1U);
  assert_block(1U, 64U, 6U, false);
  assert_total(70U, 0U);
}
END_TEST

START_TEST(another_server_joins_nothing_and_loses_nothing)
{
  rig_run(70U);
  hc_process_resume(rig.process);
  const HcBuffers buffers = rig_legs();
  hc_process_begin(rig.process, 1000000U, 64U);
  hc_process_line(rig.process, 0U, &buffers, 64U);
  hc_process_end(rig.process, 64U);
  rig_run_skipping(0, 64U);
  rig_flush();
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
  rig_run(64U);
  rig_run(0U);
  rig_run(64U);
  rig_flush();
  assert_block(1U, 64U, 64U, false);
  assert_total(128U, 0U);
}
END_TEST

START_TEST(counters_tell_progress_and_period)
{
  rig_run(100U);
  rig_run(37U);
  ck_assert_uint_eq(rig.process->counters.progress, 137U);
  ck_assert_uint_eq(rig.process->counters.period, 37U);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("process_stream");
  TCase* const tests = tcase_create("process_stream");
  tcase_add_checked_fixture(tests, rig_start, rig_stop);
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
  return run_suite(suite);
}
