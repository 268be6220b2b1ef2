// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "feed.h"
#include "record.h"

#include "support/failing_alloc.h"
#include "support/run.h"

#include "relay/ring.h"
#include "stream/analysis_pool.h"
#include "stream/block.h"
#include "stream/process_setup.h"

#include <hotcold/analyzer.h>

#include <check.h>

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

// Real threads: tests wait for what must come, however long it takes, and
// compare with analyzers that this thread feeds the same blocks

enum { N_LINES = 5, RATE = 48000, OTHER_RATE = 44100, BACKLOG = 16384 };

static const uint64_t two_seconds = 2U * RATE;

/// Blocks on their way to a pool, and the newest analysis of each line
typedef struct {
  HcProcess*      process;
  HcAnalysisPool* pool;
  Feed            feeds[N_LINES];
  HcAnalysis      found[N_LINES];
} Rig;

static Rig rig;

// The start of the thread numbered so, from 1, fails; 0: none. Linked with
// --wrap=pthread_create.
static size_t failing_thread;

int
__real_pthread_create(pthread_t*            thread,
                      const pthread_attr_t* attributes,
                      void* (*run)(void*),
                      void* context);

int
__wrap_pthread_create(pthread_t*            thread,
                      const pthread_attr_t* attributes,
                      void* (*run)(void*),
                      void* context);

int
__wrap_pthread_create(pthread_t* const            thread,
                      const pthread_attr_t* const attributes,
                      void* (*const run)(void*),
                      void* const context)
{
  const bool fails = failing_thread && --failing_thread == 0U;
  return fails ? EAGAIN
               : __real_pthread_create(thread, attributes, run, context);
}

static void
make_pool(const size_t n_threads)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  memset(&rig, 0, sizeof(rig));
  rig.process = new_process(N_LINES, RATE, BACKLOG, false);
  rig.pool    = hc_analysis_pool_new(rig.process, &settings, n_threads);
  ck_assert_ptr_nonnull(rig.pool);
  for (size_t i = 0; i < N_LINES; ++i) {
    const Feed feed = {
      rig.process->lines[i].blocks, i + 1U, 0, RATE, -0.5F - 0.1F * (float)i};
    rig.feeds[i] = feed;
  }
}

static void
start_pool(const size_t n_threads)
{
  HcError error = {HC_SUCCESS, ""};
  make_pool(n_threads);
  ck_assert_int_eq(hc_analysis_pool_start(rig.pool, &error), HC_SUCCESS);
}

static void
stop_pool(void)
{
  hc_analysis_pool_free(rig.pool);
  hc_process_free(rig.process);
}

static void
nap(void)
{
  const struct timespec span = {0, 1000000};
  nanosleep(&span, NULL);
}

/// Push blocks on all lines, in turn, until each has `frames` more
static void
push(const uint64_t frames)
{
  const uint64_t end = rig.feeds[N_LINES - 1].frame + frames;
  while (rig.feeds[N_LINES - 1].frame < end) {
    for (size_t i = 0; i < N_LINES; ++i) {
      while (!feed_block(&rig.feeds[i])) {
        nap();
      }
    }
  }
}

/// Wait for an analysis of `line` that covers exactly `frames` frames
static const HcAnalysis*
await(const size_t line, const uint64_t frames)
{
  HcAnalysis* const found = &rig.found[line];
  while (!hc_analysis_pool_take(rig.pool, line, found) ||
         found->frame != frames) {
    nap();
  }
  return found;
}

/// What an analyzer of its own says of `frames` frames of a feed that begins
/// like `feed`, from the frame `first` on
static HcAnalysis
analyze_alone(Feed feed, const uint64_t first, const uint64_t frames)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  HcAnalyzer* const        alone    = hc_analyzer_new(feed.rate, &settings);
  HcAnalysis               analysis;
  ck_assert_ptr_nonnull(alone);
  feed.blocks = hc_rings_new(1U, sizeof(HcBlock), 1);
  ck_assert_ptr_nonnull(feed.blocks);
  while (feed.frame < first + frames) {
    const bool counts = feed.frame >= first;
    ck_assert(feed_block(&feed));
    const HcBlock* const block = (const HcBlock*)hc_ring_read_slot(feed.blocks);
    if (counts) {
      hc_analyzer_feed(alone, block->hot, block->cold, NULL, block->frames);
    }
    hc_ring_pop(feed.blocks);
  }
  hc_analyzer_read(alone, &analysis);
  hc_rings_free(feed.blocks);
  hc_analyzer_free(alone);
  return analysis;
}

static const size_t thread_counts[] = {1U, 2U, 4U};

START_TEST(results_do_not_depend_on_the_number_of_threads)
{
  start_pool(thread_counts[_i]);
  Feed before[N_LINES];
  memcpy(before, rig.feeds, sizeof(before));
  push(two_seconds);
  for (size_t i = 0; i < N_LINES; ++i) {
    const HcAnalysis alone = analyze_alone(before[i], 0U, two_seconds);
    ck_assert(alone.readings[HC_BALANCE].valid);
    ck_assert(same_analysis(await(i, two_seconds), &alone));
  }
  stop_pool();
}
END_TEST

/// All threads plan transforms at the same time then
START_TEST(a_new_rate_starts_all_lines_anew)
{
  start_pool(thread_counts[_i]);
  const uint64_t first = 64U * 100U;
  Feed           before[N_LINES];
  memcpy(before, rig.feeds, sizeof(before));
  push(first);
  for (size_t i = 0; i < N_LINES; ++i) {
    rig.feeds[i].rate = OTHER_RATE;
    before[i].rate    = OTHER_RATE;
  }
  push(two_seconds);
  for (size_t i = 0; i < N_LINES; ++i) {
    const HcAnalysis alone = analyze_alone(before[i], first, two_seconds);
    ck_assert_double_eq(alone.seconds, (double)two_seconds / OTHER_RATE);
    ck_assert(same_analysis(await(i, two_seconds), &alone));
  }
  stop_pool();
}
END_TEST

START_TEST(a_reset_reaches_its_line_only)
{
  const size_t line = 2;
  start_pool(2);
  push(two_seconds);
  for (size_t i = 0; i < N_LINES; ++i) {
    await(i, two_seconds);
  }
  hc_analysis_pool_reset(rig.pool, line);
  ck_assert(!await(line, 0U)->readings[HC_BALANCE].valid);
  push(two_seconds);
  for (size_t i = 0; i < N_LINES; ++i) {
    await(i, i == line ? two_seconds : 2U * two_seconds);
    ck_assert(rig.found[i].readings[HC_BALANCE].valid);
  }
  stop_pool();
}
END_TEST

START_TEST(a_reset_of_no_line_is_one_of_all)
{
  start_pool(2);
  push(RATE);
  for (size_t i = 0; i < N_LINES; ++i) {
    await(i, RATE);
  }
  hc_analysis_pool_reset(rig.pool, N_LINES);
  for (size_t i = 0; i < N_LINES; ++i) {
    ck_assert(!await(i, 0U)->heard);
  }
  stop_pool();
}
END_TEST

/// What was not analyzed is still in the ring, whole and in order
START_TEST(it_stops_while_samples_come)
{
  start_pool(3);
  push(RATE);
  hc_analysis_pool_free(rig.pool);
  push(64U);
  for (size_t i = 0; i < N_LINES; ++i) {
    const HcBlock* block = NULL;
    uint64_t       next  = 0;
    while ((block = (const HcBlock*)hc_ring_read_slot(rig.feeds[i].blocks))) {
      ck_assert(!next || block->frame == next);
      next = block->frame + block->frames;
      hc_ring_pop(rig.feeds[i].blocks);
    }
    ck_assert_uint_eq(next, rig.feeds[i].frame);
  }
  hc_process_free(rig.process);
}
END_TEST

START_TEST(there_are_no_more_threads_than_lines)
{
  make_pool(HC_MAX_ANALYSIS_THREADS);
  ck_assert_uint_eq(hc_analysis_pool_threads(rig.pool), N_LINES);
  stop_pool();
  make_pool(3);
  ck_assert_uint_eq(hc_analysis_pool_threads(rig.pool), 3U);
  stop_pool();
  make_pool(0);
  ck_assert_uint_ge(hc_analysis_pool_threads(rig.pool), 1U);
  ck_assert_uint_le(hc_analysis_pool_threads(rig.pool), N_LINES);
  stop_pool();
}
END_TEST

START_TEST(threads_that_cannot_be_had_are_wrong_usage)
{
  for (size_t nth = 1; nth <= N_LINES; ++nth) {
    HcError error = {HC_SUCCESS, ""};
    make_pool(N_LINES);
    failing_thread = nth;
    ck_assert_int_eq(hc_analysis_pool_start(rig.pool, &error), HC_BAD_USAGE);
    ck_assert_int_eq(hc_exit_status(error.status), 2);
    ck_assert_ptr_nonnull(strstr(error.text, "analysis-threads"));
    stop_pool();
  }
}
END_TEST

START_TEST(every_allocation_may_fail)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  HcProcess* const         process  = new_process(2U, RATE, BACKLOG, false);
  failing_alloc_set(0);
  hc_analysis_pool_free(hc_analysis_pool_new(process, &settings, 2));
  const size_t n = failing_alloc_count();
  ck_assert_uint_gt(n, 20U);
  for (size_t nth = 1; nth <= n; ++nth) {
    failing_alloc_set(nth);
    ck_assert_ptr_null(hc_analysis_pool_new(process, &settings, 2));
  }
  failing_alloc_set(0);
  hc_analysis_pool_free(NULL);
  hc_process_free(process);
}
END_TEST

int
main(void)
{
  enum { N_COUNTS = sizeof(thread_counts) / sizeof(thread_counts[0]) };
  Suite* const suite = suite_create("analysis_pool");
  TCase* const tests = tcase_create("analysis_pool");
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(
    tests, results_do_not_depend_on_the_number_of_threads, 0, N_COUNTS);
  tcase_add_loop_test(tests, a_new_rate_starts_all_lines_anew, 0, N_COUNTS);
  tcase_add_test(tests, a_reset_reaches_its_line_only);
  tcase_add_test(tests, a_reset_of_no_line_is_one_of_all);
  tcase_add_test(tests, it_stops_while_samples_come);
  tcase_add_test(tests, there_are_no_more_threads_than_lines);
  tcase_add_test(tests, threads_that_cannot_be_had_are_wrong_usage);
  tcase_add_test(tests, every_allocation_may_fail);
  suite_add_tcase(suite, tests);
  return run_suite(suite);
}
