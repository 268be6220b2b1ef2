// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What becomes of audio nobody takes in time, and what goes through the other
/// ports: outputs and references.

#include "record.h"
#include "rig.h"
#include "support/run.h"

#include <check.h>

#include <math.h>
#include <string.h>

// 16 blocks fit; 25 come before anyone reads
START_TEST(a_full_ring_drops_blocks_and_says_so)
{
  rig_start_with(1024U, false);
  rig_run(25U * 64U);
  ck_assert_uint_eq(rig.process->counters.dropped, 9U * 64U);
  rig_record();
  ck_assert_uint_eq(rig.record.n_blocks, 16U);
  rig_run(128U);
  rig_flush();
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
  rig_start_with(1024U, false);
  rig_run(16U * 64U);
  rig_run(10U);
  rig_record();
  rig_run(118U);
  rig_flush();
  ck_assert_uint_eq(rig.process->counters.dropped, 64U);
  ck_assert_uint_eq(rig.record.n_blocks, 17U);
  assert_block(16U, 17U * 64U, 64U, true);
  assert_total(18U * 64U, 0U);
}
END_TEST

// 64 windows of ten blocks fit: the rest waits in the one that grows
START_TEST(full_windows_lose_neither_energy_nor_peaks)
{
  const uint32_t frames = 640U * 350U;
  for (uint32_t at = 0; at < frames; at += 3200U) {
    rig_run(3200U);
  }
  rig.hot[0] = 2.0F;
  rig_run(64U);
  rig_record();
  ck_assert_uint_eq(rig.record.n_windows, 64U);
  rig.hot[0] = 0.5F;
  rig_run(64U);
  rig_record();
  ck_assert_uint_eq(rig.record.n_windows, 65U);
  rig_flush();

  const HcWindow total = record_total(&rig.record);
  ck_assert_uint_eq(total.frames, frames + 128U);
  ck_assert_double_eq(total.hh, 4.0 + (0.25 * (frames + 127.0)));
  ck_assert_double_eq(total.cc, 0.0625 * (frames + 128.0));
  ck_assert_float_eq(total.hot_peak, 2.0F);
  ck_assert_float_eq(total.diff_peak, 2.25F);
  ck_assert_uint_eq(rig.record.windows[64].frame, 640U * 64U);
}
END_TEST

START_TEST(discarding_leaves_nothing_to_take)
{
  rig_run(8192U);
  hc_process_discard(rig.process);
  rig_record();
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
      HcBuffers buffers = rig_legs();
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

// Offline, an output may lie where a leg is; both may
START_TEST(outputs_may_overwrite_the_legs)
{
  static const uint32_t lengths[] = {1U, 63U, 64U, 65U, 200U, LONGEST};
  static float          hot[LONGEST];
  static float          cold[LONGEST];
  uint64_t              state = 5U;
  rig_run(17U); // So that blocks begin within a cycle
  for (size_t k = 0; k < sizeof(lengths) / sizeof(lengths[0]); ++k) {
    const uint32_t n = lengths[k];
    for (uint32_t i = 0; i < n; ++i) {
      hot[i] = rig.hot[i] = draw_coarse(&state);
      cold[i] = rig.cold[i] = draw_coarse(&state);
    }
    const HcBuffers buffers = {hot, cold, NULL, hot, cold};
    run_cycle(rig.process, &buffers, n);
    hc_process_discard(rig.process);
    assert_output(&buffers, n);
  }
}
END_TEST

// Bad frames come out as they came in, whatever the period: a block may be
// full only cycles later
START_TEST(outputs_of_bad_frames_do_not_depend_on_the_period)
{
  enum { N = 256 };
  static const uint32_t periods[] = {1U, 7U, 64U, 100U, 128U, N};
  for (size_t p = 0; p < sizeof(periods) / sizeof(periods[0]); ++p) {
    float diff[N];
    float common[N];
    for (uint32_t i = 0; i < N; i += 5U) {
      rig.hot[i] = i % 2U ? NAN : INFINITY;
    }
    for (uint32_t at = 0, n = 0; at < N; at += n) {
      n                       = N - at < periods[p] ? N - at : periods[p];
      const HcBuffers buffers = {
        rig.hot + at, rig.cold + at, NULL, diff + at, common + at};
      run_cycle(rig.process, &buffers, n);
    }
    for (uint32_t i = 0; i < N; ++i) {
      ck_assert(i % 5U || !isfinite(diff[i]));
      ck_assert(i % 5U || !isfinite(common[i]));
      ck_assert(i % 5U == 0U || isless(fabsf(diff[i] - 0.75F), 1e-6F));
      ck_assert(i % 5U == 0U || isless(fabsf(common[i] - 0.125F), 1e-6F));
    }
  }
}
END_TEST

// Longer than any server's, and at every offset from a cache line
START_TEST(long_unaligned_cycles_are_taken_whole)
{
  enum { FRAMES = 20011 };
  static float hot[FRAMES + 16];
  static float cold[FRAMES + 16];
  static float diff[FRAMES + 16];
  for (uint32_t shift = 0; shift < 16U; ++shift) {
    rig_start_with(32768U, false);
    for (uint32_t i = 0; i < FRAMES; ++i) {
      hot[shift + i]        = 0.5F;
      cold[15U - shift + i] = -0.25F;
    }
    const HcBuffers buffers = {
      hot + shift, cold + 15U - shift, NULL, diff + shift, NULL};
    run_cycle(rig.process, &buffers, FRAMES);
    rig_flush();
    assert_total(FRAMES, 0U);
    ck_assert_float_eq(diff[shift + FRAMES - 1U], 0.75F);
    ck_assert_uint_eq(rig.record.n_blocks, (FRAMES + 63U) / 64U);
    record_finish(&rig.record);
  }
}
END_TEST

// References

START_TEST(references_are_kept_in_step)
{
  static float reference[LONGEST];
  rig_start_with(65536U, true);
  for (int i = 0; i < LONGEST; ++i) {
    reference[i] = (float)i;
  }
  HcBuffers buffers = rig_legs();
  for (uint32_t at = 0; at < 100U; at += 50U) {
    buffers.reference = reference + at;
    run_cycle(rig.process, &buffers, 50U);
  }
  buffers.reference = NULL;
  run_cycle(rig.process, &buffers, 156U);
  rig_record();

  // Into memory that has seen a reference before
  run_cycle(rig.process, &buffers, 64U);
  rig_flush();
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
  HcBuffers          buffers = rig_legs();
  buffers.reference          = reference;
  run_cycle(rig.process, &buffers, 100U);
  rig_flush();
  assert_block(0U, 0U, 64U, false);
  assert_block(1U, 64U, 36U, false);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("process_rings");
  TCase* const tests = tcase_create("process_rings");
  tcase_add_checked_fixture(tests, rig_start, rig_stop);
  tcase_add_test(tests, a_full_ring_drops_blocks_and_says_so);
  tcase_add_test(tests, a_block_begun_while_full_is_dropped_whole);
  tcase_add_test(tests, full_windows_lose_neither_energy_nor_peaks);
  tcase_add_test(tests, discarding_leaves_nothing_to_take);
  tcase_add_test(tests, outputs_are_sample_exact);
  tcase_add_test(tests, outputs_may_overwrite_the_legs);
  tcase_add_test(tests, outputs_of_bad_frames_do_not_depend_on_the_period);
  tcase_add_test(tests, long_unaligned_cycles_are_taken_whole);
  tcase_add_test(tests, references_are_kept_in_step);
  tcase_add_test(tests, a_reference_nobody_asked_for_is_ignored);
  suite_add_tcase(suite, tests);
  return run_suite(suite);
}
