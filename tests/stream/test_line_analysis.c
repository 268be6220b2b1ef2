// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "feed.h"

#include "support/failing_alloc.h"
#include "support/run.h"

#include "relay/ring.h"
#include "stream/block.h"
#include "stream/line_analysis.h"

#include <hotcold/analyzer.h>
#include <hotcold/reading.h>

#include <check.h>

#include <math.h>
#include <string.h>

enum { RATE = 48000, RING_BLOCKS = 128 };

static const float gain = -0.5F;

/// One line under test
typedef struct {
  HcAnalysisGroup group;
  HcLineAnalysis  line;
  Feed            feed;
  HcAnalysis      analysis;
} Rig;

static Rig rig;

static void
start_line(HcLineAnalysis* const line, Feed* const feed, const uint64_t seed)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  const Feed               fresh    = {
                     hc_rings_new(1U, sizeof(HcBlock), RING_BLOCKS), seed, 0, RATE, gain};
  *feed = fresh;
  ck_assert_ptr_nonnull(feed->blocks);
  ck_assert(
    hc_line_analysis_init(line, feed->blocks, &rig.group, &settings, RATE));
}

static void
start(void)
{
  memset(&rig, 0, sizeof(rig));
  start_line(&rig.line, &rig.feed, 1U);
}

static void
stop(void)
{
  hc_line_analysis_finish(&rig.line);
  hc_rings_free(rig.feed.blocks);
}

/// At least `frames` frames in whole blocks; returns the frames that were fed
static uint64_t
analyze(HcLineAnalysis* const line, Feed* const feed, const uint64_t frames)
{
  const uint64_t first = feed->frame;
  while (feed->frame - first < frames) {
    if (!feed_block(feed)) {
      hc_line_analysis_drain(line, SIZE_MAX);
    }
  }
  hc_line_analysis_drain(line, SIZE_MAX);
  return feed->frame - first;
}

static const HcAnalysis*
read_line(void)
{
  hc_line_analysis_read(&rig.line, &rig.analysis);
  return &rig.analysis;
}

/// Both legs are exact multiples of each other: nothing but tolerances of the
/// capture pair stand between the reading and the truth
static void
check_balance(const float expected_gain)
{
  const HcReading* const balance = &read_line()->readings[HC_BALANCE];
  ck_assert(balance->valid);
  ck_assert_double_le(fabs(balance->value - feed_balance(expected_gain)), 0.01);
}

START_TEST(it_feeds_every_frame_to_the_analyzer)
{
  const uint64_t frames = analyze(&rig.line, &rig.feed, 3U * RATE);
  ck_assert_uint_eq(read_line()->frame, frames);
  ck_assert_double_eq(rig.analysis.seconds, (double)frames / RATE);
  check_balance(gain);
}
END_TEST

START_TEST(it_takes_no_more_blocks_than_asked)
{
  for (int i = 0; i < 10; ++i) {
    ck_assert(feed_block(&rig.feed));
  }
  ck_assert_uint_eq(hc_line_analysis_drain(&rig.line, 0), 0U);
  ck_assert_uint_eq(hc_line_analysis_drain(&rig.line, 7), 7U);
  ck_assert_uint_eq(read_line()->frame, 7U * HC_BLOCK_FRAMES);
  ck_assert_uint_eq(hc_line_analysis_drain(&rig.line, 7), 3U);
  ck_assert_uint_eq(hc_line_analysis_drain(&rig.line, 7), 0U);
}
END_TEST

START_TEST(reset_forgets_what_was_analyzed)
{
  analyze(&rig.line, &rig.feed, 3U * RATE);
  hc_line_analysis_reset(&rig.line);
  ck_assert_uint_eq(read_line()->frame, 0U);
  ck_assert(!rig.analysis.readings[HC_BALANCE].valid);
  rig.feed.gain = -0.25F;
  analyze(&rig.line, &rig.feed, 3U * RATE);
  check_balance(-0.25F);
}
END_TEST

START_TEST(a_block_that_is_not_finite_is_left_out)
{
  uint64_t frames = analyze(&rig.line, &rig.feed, 2U * RATE);
  ck_assert(feed_block(&rig.feed));
  // What the audio thread would hand over: marked, zeroed in part
  HcBlock* const block =
    (HcBlock*)(uintptr_t)hc_ring_read_slot(rig.feed.blocks);
  ck_assert_ptr_nonnull(block);
  block->not_finite = 5U;
  block->hot[3]     = 0.0F;
  hc_line_analysis_drain(&rig.line, SIZE_MAX);
  frames += 5U;
  ck_assert_uint_eq(read_line()->frame, frames);
  analyze(&rig.line, &rig.feed, 2U * RATE);
  check_balance(gain);
}
END_TEST

/// A segment across the gap would hold a step, and d and m of two gains
START_TEST(samples_across_a_gap_do_not_join)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  HcAnalyzer* const        alone    = hc_analyzer_new(RATE, &settings);
  float                    hot[HC_BLOCK_FRAMES];
  float                    cold[HC_BLOCK_FRAMES];
  HcAnalysis               expected;
  ck_assert_ptr_nonnull(alone);
  for (int n = 0; n < 3000; ++n) {
    ck_assert(feed_block(&rig.feed));
    HcBlock* const block =
      (HcBlock*)(uintptr_t)hc_ring_read_slot(rig.feed.blocks);
    block->gap = n % 701 == 700;
    if (block->gap) {
      hc_analyzer_gap(alone, 0);
    }
    memcpy(hot, block->hot, sizeof(hot));
    memcpy(cold, block->cold, sizeof(cold));
    hc_analyzer_feed(alone, hot, cold, NULL, HC_BLOCK_FRAMES);
    hc_line_analysis_drain(&rig.line, SIZE_MAX);
  }
  hc_analyzer_read(alone, &expected);
  ck_assert(same_analysis(read_line(), &expected));
  hc_analyzer_free(alone);
}
END_TEST

START_TEST(a_new_rate_starts_a_new_analysis)
{
  static const uint32_t rates[] = {44100U, 8000U, 192000U, 48000U, 384000U};
  for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); ++i) {
    rig.feed.rate         = rates[i];
    rig.feed.gain         = i % 2U ? -0.5F : -0.25F;
    const uint64_t frames = analyze(&rig.line, &rig.feed, 3U * rates[i]);
    ck_assert_uint_eq(read_line()->frame, frames);
    ck_assert_double_eq(rig.analysis.seconds, (double)frames / rates[i]);
    check_balance(rig.feed.gain);
  }
}
END_TEST

START_TEST(rates_that_cannot_be_analyzed_give_no_readings)
{
  static const uint32_t rates[] = {HC_MIN_RATE - 1U, HC_MAX_RATE + 1U, 0U};
  for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); ++i) {
    rig.feed.rate = rates[i];
    analyze(&rig.line, &rig.feed, RATE);
    ck_assert_uint_eq(read_line()->frame, 0U);
    ck_assert(rig.analysis.settling);
    for (int id = 0; id < HC_N_READINGS; ++id) {
      ck_assert(!rig.analysis.readings[id].valid);
    }
    hc_line_analysis_reset(&rig.line);
  }
  rig.feed.rate = RATE;
  analyze(&rig.line, &rig.feed, 3U * RATE);
  check_balance(gain);
}
END_TEST

/// Whichever line changes first: all others join it, and what one line says
/// does not depend on the others
START_TEST(lines_of_a_group_change_their_rate_in_any_order)
{
  enum { N = 3 };
  HcLineAnalysis lines[N];
  Feed           feeds[N];
  HcAnalysis     grouped;
  for (uint64_t i = 0; i < N; ++i) {
    start_line(&lines[i], &feeds[i], i + 2U);
  }
  for (int turn = 0; turn < N; ++turn) {
    for (int k = 0; k < N; ++k) {
      const int i   = (turn + k) % N;
      feeds[i].rate = turn % 2 ? 48000U : 96000U;
      analyze(&lines[i], &feeds[i], RATE);
      ck_assert_ptr_eq(rig.group.newest, lines[i].analyzer);
    }
  }
  // Seed and rate of line 0 in its last turn, alone
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  HcAnalyzer* const        alone    = hc_analyzer_new(96000U, &settings);
  Feed                     again    = {feeds[0].blocks, 2U, 0, 96000U, gain};
  HcAnalysis               expected;
  ck_assert_ptr_nonnull(alone);
  while (again.frame < feeds[0].frame) {
    ck_assert(feed_block(&again));
    const HcBlock* const block =
      (const HcBlock*)hc_ring_read_slot(again.blocks);
    if (again.frame > 2U * RATE) {
      hc_analyzer_feed(alone, block->hot, block->cold, NULL, block->frames);
    }
    hc_ring_pop(again.blocks);
  }
  hc_line_analysis_read(&lines[0], &grouped);
  hc_analyzer_read(alone, &expected);
  ck_assert_uint_eq(grouped.frame, RATE);
  ck_assert(same_analysis(&grouped, &expected));

  hc_analyzer_free(alone);
  for (int i = N - 1; i >= 0; --i) {
    hc_line_analysis_finish(&lines[i]);
    hc_rings_free(feeds[i].blocks);
  }
  ck_assert_ptr_null(rig.group.newest);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  size_t                   n        = 0;
  for (size_t nth = 0; nth <= n; ++nth) {
    HcAnalysisGroup group = {NULL};
    HcLineAnalysis  line;
    failing_alloc_set(nth);
    const bool done =
      hc_line_analysis_init(&line, rig.feed.blocks, &group, &settings, RATE);
    n = nth ? n : failing_alloc_count();
    failing_alloc_set(0);
    ck_assert(done == !nth);
    hc_line_analysis_finish(&line);
    ck_assert_ptr_null(group.newest);
  }
  ck_assert_uint_gt(n, 10U);
}
END_TEST

START_TEST(a_new_rate_without_memory_leaves_the_line_without_analysis)
{
  analyze(&rig.line, &rig.feed, 3U * RATE);
  check_balance(gain);
  rig.feed.rate = 44100U;
  failing_alloc_set(1);
  analyze(&rig.line, &rig.feed, RATE);
  failing_alloc_set(0);
  ck_assert(!read_line()->readings[HC_BALANCE].valid);
  ck_assert_uint_eq(rig.analysis.frame, 0U);
  rig.feed.rate = RATE;
  analyze(&rig.line, &rig.feed, 3U * RATE);
  check_balance(gain);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("line_analysis");
  TCase* const tests = tcase_create("line_analysis");
  tcase_set_timeout(tests, 30);
  tcase_add_checked_fixture(tests, start, stop);
  tcase_add_test(tests, it_feeds_every_frame_to_the_analyzer);
  tcase_add_test(tests, it_takes_no_more_blocks_than_asked);
  tcase_add_test(tests, reset_forgets_what_was_analyzed);
  tcase_add_test(tests, a_block_that_is_not_finite_is_left_out);
  tcase_add_test(tests, samples_across_a_gap_do_not_join);
  tcase_add_test(tests, a_new_rate_starts_a_new_analysis);
  tcase_add_test(tests, rates_that_cannot_be_analyzed_give_no_readings);
  tcase_add_test(tests, lines_of_a_group_change_their_rate_in_any_order);
  tcase_add_test(tests, every_allocation_may_fail);
  tcase_add_test(tests,
                 a_new_rate_without_memory_leaves_the_line_without_analysis);
  suite_add_tcase(suite, tests);
  return run_suite(suite);
}
