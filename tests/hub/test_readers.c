// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// One writer, and readers in threads of their own. Samples are such that all
// sums are whole numbers: they must come out exactly.

#include "support/run.h"

#include "hub/hub.h"
#include "hub/replay.h"

#include <check.h>

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { N_LINES = 3, N_READERS = 8, N_POLLS = 4000, AT_ONCE = 7 };

/// What an engine plays; only the writer's thread uses it
typedef struct {
  uint64_t n_polls;
  uint64_t n_windows[N_LINES];
  uint64_t n_analyses[N_LINES];
  size_t   due[N_LINES]; ///< Windows left in this poll
  HcWindow total[N_LINES];
} Stream;

/// Sums of whole numbers, added by the test itself
static void
add(HcWindow* const total, const HcWindow* const window)
{
  total->frames += window->frames;
  total->lost += window->lost;
  total->not_finite += window->not_finite;
  total->hh += window->hh;
  total->cc += window->cc;
  total->hc += window->hc;
  total->dd += window->dd;
  total->mm += window->mm;

  const float  peaks[4]    = {window->hot_peak,
                              window->cold_peak,
                              window->diff_peak,
                              window->common_peak};
  float* const greatest[4] = {&total->hot_peak,
                              &total->cold_peak,
                              &total->diff_peak,
                              &total->common_peak};
  for (size_t i = 0; i < 4; ++i) {
    *greatest[i] = peaks[i] > *greatest[i] ? peaks[i] : *greatest[i];
  }
}

static bool
totals_are_equal(const HcWindow* const a, const HcWindow* const b)
{
  const double x[] = {a->hh, a->cc, a->hc, a->dd, a->mm};
  const double y[] = {b->hh, b->cc, b->hc, b->dd, b->mm};
  const float  p[] = {a->hot_peak, a->cold_peak, a->diff_peak, a->common_peak};
  const float  q[] = {b->hot_peak, b->cold_peak, b->diff_peak, b->common_peak};
  return a->frames == b->frames && a->lost == b->lost &&
         a->not_finite == b->not_finite && !memcmp(x, y, sizeof(x)) &&
         !memcmp(p, q, sizeof(p));
}

static const char*
line_name(const void* const engine, const size_t line)
{
  (void)engine;
  (void)line;
  return "line";
}

static bool
take_window(void* const engine, const size_t line, HcWindow* const window)
{
  Stream* const self = (Stream*)engine;
  if (!self->due[line]) {
    return false;
  }
  --self->due[line];

  const uint64_t k = self->n_windows[line]++;
  const HcWindow w = {.frame       = 320U * k,
                      .rate        = 48000,
                      .frames      = 320U + k % 2U,
                      .lost        = k % 5U,
                      .not_finite  = k % 3U,
                      .hh          = (double)(k * 31U % 1000U + line),
                      .cc          = (double)(k * 37U % 1000U),
                      .hc          = -(double)(k * 41U % 1000U),
                      .dd          = (double)(k * 43U % 1000U),
                      .mm          = (double)(k * 47U % 1000U),
                      .hot_peak    = (float)(k * 7919U % 10007U),
                      .cold_peak   = (float)(k * 7907U % 10009U),
                      .diff_peak   = (float)(k * 7901U % 10037U),
                      .common_peak = (float)(k * 7883U % 10039U)};
  *window          = w;
  add(&self->total[line], &w);
  return true;
}

static uint32_t
findings_of(const uint64_t number)
{
  const uint32_t mixed =
    (uint32_t)(number * UINT64_C(0x9E3779B97F4A7C15) >> 32U);
  return mixed & ((UINT32_C(1) << HC_N_FINDINGS) - 1U);
}

/// Every second poll; all of it tells its number
static bool
take_analysis(void* const engine, const size_t line, HcAnalysis* const analysis)
{
  Stream* const self = (Stream*)engine;
  if ((self->n_polls + line) % 2U) {
    return false;
  }
  const uint64_t number         = ++self->n_analyses[line];
  analysis->frame               = number;
  analysis->bands[30].balance   = (double)number;
  analysis->n_mains             = (size_t)number;
  analysis->judgement.verdict   = (HcVerdict)(number % HC_N_VERDICTS);
  analysis->judgement.findings  = findings_of(number);
  analysis->judgement.n_reasons = 0;
  return true;
}

static bool
is_whole(const HcLineStatus* const status)
{
  const uint64_t          number   = status->n_analyses;
  const HcAnalysis* const analysis = &status->analysis;
  return !number ||
         (analysis->frame == number &&
          analysis->bands[30].balance == (double)number &&
          analysis->n_mains == number &&
          analysis->judgement.verdict == (HcVerdict)(number % HC_N_VERDICTS) &&
          analysis->judgement.findings == findings_of(number));
}

static HcConnections
connections(const void* const engine, const size_t line)
{
  const Stream* const self  = (const Stream*)engine;
  const bool          whole = (self->n_polls / 8U + line) % 3U;
  const HcConnections now   = {whole ? HC_STATE_OK : HC_STATE_ONE_LEG, 0U};
  return now;
}

static HcHealth
health(const void* const engine)
{
  const Stream* const self   = (const Stream*)engine;
  HcHealth            health = {.progress = 1U + self->n_polls};
  return health;
}

static void
reset(void* const engine, const size_t line)
{
  (void)engine;
  (void)line;
}

/// What the threads share
typedef struct {
  HcHub*      hub;
  Stream      stream;
  atomic_bool done; ///< Nothing will be written any more
} Shared;

static void*
write_all(void* const data)
{
  Shared* const self = (Shared*)data;
  for (int i = 0; i < N_POLLS; ++i) {
    for (size_t line = 0; line < N_LINES; ++line) {
      self->stream.due[line] = (size_t)i % 3U;
    }
    ++self->stream.n_polls;
    hc_hub_poll(self->hub, 10000 * (int64_t)i);
    if (i % 4 == 0) {
      sched_yield();
    }
  }
  atomic_store(&self->done, true);
  return NULL;
}

/// One reader; its own thread fills it
typedef struct {
  Shared*      shared;
  HcHubReader* reader;
  unsigned     pause; ///< Turns given to others between two looks
  bool         stops; ///< Looks once, then no more until all is written
  HcLineStatus status[N_LINES];
  HcWindow     total[N_LINES];
  HcLineSet    sets[N_LINES]; ///< From events
  uint64_t     last;          ///< Number of the last event
  uint64_t     n_events;      ///< Read
  uint64_t     n_missed;
  size_t       wrong;
} Look;

static void
read_lines(Look* const look)
{
  for (size_t i = 0; i < N_LINES; ++i) {
    const uint64_t before = look->status[i].n_analyses;
    hc_hub_read_line(look->reader, i, &look->status[i]);
    add(&look->total[i], &look->status[i].window);
    look->wrong +=
      !is_whole(&look->status[i]) || look->status[i].n_analyses < before;
  }
}

/// Up to AT_ONCE events; false if there were none
static bool
read_events(Look* const look)
{
  HcLineEvent  events[AT_ONCE];
  uint64_t     missed = 0;
  const size_t n = hc_hub_read_events(look->reader, events, AT_ONCE, &missed);
  if (missed) {
    look->wrong += n && events[0].number != look->last + missed + 1U;
    const uint64_t newest = hc_hub_read_sets(look->reader, look->sets);
    look->wrong += newest < look->last + missed + n;
    look->n_missed += newest - look->last;
    look->last = newest;
    return true;
  }
  for (size_t i = 0; i < n; ++i) {
    look->wrong += events[i].number != look->last + 1U ||
                   !replay(&look->sets[events[i].line], &events[i]);
    look->last = events[i].number;
    ++look->n_events;
  }
  return n;
}

static void*
look_on(void* const data)
{
  Look* const look = (Look*)data;
  bool        more = true;
  while (more) {
    // Asked before the last look, so that this one sees all
    more = !atomic_load(&look->shared->done);
    if (!more || !look->stops || !look->last) {
      read_lines(look);
      read_events(look);
    }
    for (unsigned i = 0; i < look->pause; ++i) {
      sched_yield();
    }
  }
  while (read_events(look)) {
  }
  return NULL;
}

/// Readers that come and go
static void*
come_and_go(void* const data)
{
  Shared* const self  = (Shared*)data;
  size_t        wrong = 0;
  while (!atomic_load(&self->done)) {
    HcLineStatus* const status = (HcLineStatus*)calloc(1, sizeof(*status));
    HcHubReader* const  reader = hc_hub_reader_new(self->hub, NULL);
    wrong += !reader || !status;
    hc_hub_read_line(reader, 1, status);
    wrong += !is_whole(status) || hc_hub_health(self->hub).stalled;
    hc_hub_reader_free(reader);
    free(status);
    sched_yield();
  }
  return (void*)wrong;
}

static void
check_look(const Look* const      look,
           const Stream* const    stream,
           const HcLineSet* const sets,
           const uint64_t         newest)
{
  ck_assert_uint_eq(look->wrong, 0U);
  ck_assert_uint_eq(look->last, newest);
  ck_assert_uint_eq(look->n_events + look->n_missed, newest);
  for (size_t i = 0; i < N_LINES; ++i) {
    ck_assert_uint_eq(look->status[i].n_analyses, stream->n_analyses[i]);
    ck_assert(totals_are_equal(&look->total[i], &stream->total[i]));
    ck_assert(sets_are_equal(&look->sets[i], &sets[i]));
  }
}

static Shared*
shared_new(void)
{
  Shared* const  self   = (Shared*)calloc(1, sizeof(*self));
  const HcSource source = {&self->stream,
                           N_LINES,
                           line_name,
                           take_window,
                           take_analysis,
                           connections,
                           health,
                           reset};
  self->hub             = hc_hub_new(&source, -70.0, 0);
  return self;
}

// Eight speeds; the last reader stops after its first look
START_TEST(every_reader_gets_all_of_it)
{
  static Look   looks[N_READERS];
  Shared* const shared = shared_new();
  pthread_t     writer;
  pthread_t     guest;
  pthread_t     threads[N_READERS];
  HcLineSet     sets[N_LINES];
  void*         wrong = NULL;
  for (unsigned i = 0; i < N_READERS; ++i) {
    const Look look = {.shared = shared,
                       .reader = hc_hub_reader_new(shared->hub, NULL),
                       .pause  = i * i * i,
                       .stops  = i + 1U == N_READERS};
    looks[i]        = look;
    ck_assert_int_eq(pthread_create(&threads[i], NULL, look_on, &looks[i]), 0);
  }
  ck_assert_int_eq(pthread_create(&guest, NULL, come_and_go, shared), 0);
  ck_assert_int_eq(pthread_create(&writer, NULL, write_all, shared), 0);
  pthread_join(writer, NULL);
  pthread_join(guest, &wrong);
  ck_assert_ptr_null(wrong);
  for (size_t i = 0; i < N_READERS; ++i) {
    pthread_join(threads[i], NULL);
  }

  const uint64_t newest = hc_hub_read_sets(looks[0].reader, sets);
  ck_assert_uint_gt(newest, N_POLLS);
  ck_assert_uint_gt(shared->stream.n_windows[0], N_POLLS / 2);
  for (size_t i = 0; i < N_READERS; ++i) {
    check_look(&looks[i], &shared->stream, sets, newest);
    hc_hub_reader_free(looks[i].reader);
  }
  ck_assert_uint_gt(looks[N_READERS - 1].n_missed, newest / 2);
  hc_hub_free(shared->hub);
  free(shared);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("readers");
  TCase* const tcase = tcase_create("readers");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, every_reader_gets_all_of_it);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
