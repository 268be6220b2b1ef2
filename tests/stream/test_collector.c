// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rig.h"

#include "support/failing_alloc.h"
#include "support/run.h"

#include "stream/collector.h"

#include <hotcold/analyzer.h>
#include <hotcold/meter.h>

#include <check.h>

#include <math.h>
#include <stdint.h>

// The rig's legs are 1/2 and -1/4: sums are exact

static HcCollector* collector;

static void
start(void)
{
  HcAnalyzerSettings settings = hc_analyzer_defaults();
  settings.average            = 0.0;
  rig_start();
  collector = hc_collector_new(rig.process, &settings);
  ck_assert_ptr_nonnull(collector);
}

static void
stop(void)
{
  hc_collector_free(collector);
  rig_stop();
}

static uint64_t
frames_analyzed(void)
{
  HcAnalysis analysis;
  hc_collector_read(collector, 0U, &analysis);
  return analysis.frame;
}

static void
check_window(const uint64_t frames)
{
  const HcWindow* const window = hc_collector_window(collector, 0U);
  const double          n      = (double)frames;
  ck_assert_uint_eq(window->frames, frames);
  ck_assert_double_eq(window->hh, 0.25 * n);
  ck_assert_double_eq(window->cc, 0.0625 * n);
  ck_assert_double_eq(window->dd, 0.5625 * n);
}

START_TEST(nothing_is_known_at_first)
{
  hc_collector_drain(collector, UINT64_MAX);
  ck_assert_uint_eq(hc_collector_window(collector, 0U)->frames, 0U);
  ck_assert_uint_eq(frames_analyzed(), 0U);
}
END_TEST

START_TEST(a_take_is_all_that_came_through)
{
  uint64_t frames = 0;
  for (uint32_t n = 1; n <= 8192U; n = 2U * n + 1U) {
    rig_run(n);
    frames += n;
    hc_collector_drain(collector, UINT64_MAX);
  }
  hc_process_flush(rig.process);
  hc_collector_drain(collector, UINT64_MAX);
  check_window(frames);
  ck_assert_uint_eq(frames_analyzed(), frames);
}
END_TEST

START_TEST(the_loudest_sample_is_kept)
{
  rig_run(4096U);
  rig.hot[17] = 0.875F;
  rig_run(4096U);
  rig.hot[17] = 0.5F;
  rig_run(4096U);
  hc_process_flush(rig.process);
  hc_collector_drain(collector, UINT64_MAX);
  ck_assert_float_eq(hc_collector_window(collector, 0U)->hot_peak, 0.875F);
}
END_TEST

/// 4000 frames are 62.5 blocks, and 6.25 windows of 640 frames
START_TEST(it_stops_at_the_first_window_and_block_that_are_enough)
{
  rig_run(8192U);
  hc_collector_drain(collector, 0U);
  ck_assert_uint_eq(hc_collector_window(collector, 0U)->frames, 0U);
  ck_assert_uint_eq(frames_analyzed(), 0U);
  for (int again = 0; again < 2; ++again) {
    hc_collector_drain(collector, 4000U);
    check_window(7U * 640U);
    ck_assert_uint_eq(frames_analyzed(), 63U * 64U);
  }
  hc_collector_drain(collector, 6400U);
  check_window(6400U);
  ck_assert_uint_eq(frames_analyzed(), 6400U);
}
END_TEST

START_TEST(frames_that_are_not_finite_count_towards_the_end)
{
  rig.hot[5] = NAN;
  rig_run(640U);
  rig.hot[5] = 0.5F;
  rig_run(6400U);
  hc_collector_drain(collector, 640U);
  const HcWindow* const window = hc_collector_window(collector, 0U);
  ck_assert_uint_eq(window->frames + window->not_finite, 640U);
  ck_assert_uint_gt(window->not_finite, 0U);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  failing_alloc_set(0);
  hc_collector_free(hc_collector_new(rig.process, &settings));
  const size_t n = failing_alloc_count();
  ck_assert_uint_gt(n, 10U);
  for (size_t nth = 1; nth <= n; ++nth) {
    failing_alloc_set(nth);
    ck_assert_ptr_null(hc_collector_new(rig.process, &settings));
  }
  failing_alloc_set(0);
  hc_collector_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("collector");
  TCase* const tests = tcase_create("collector");
  tcase_set_timeout(tests, 30);
  tcase_add_checked_fixture(tests, start, stop);
  tcase_add_test(tests, nothing_is_known_at_first);
  tcase_add_test(tests, a_take_is_all_that_came_through);
  tcase_add_test(tests, the_loudest_sample_is_kept);
  tcase_add_test(tests, it_stops_at_the_first_window_and_block_that_are_enough);
  tcase_add_test(tests, frames_that_are_not_finite_count_towards_the_end);
  tcase_add_test(tests, every_allocation_may_fail);
  suite_add_tcase(suite, tests);
  return run_suite(suite);
}
