// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the hub costs: one second of 256 lines, with 100 polls, 150 windows and
// 5 analyses per line, while each reader looks at all lines 20 times. The
// cheapest of several seconds counts. Fails if eight readers make polling more
// than three times as expensive as none do, or if all of it takes more than 5 %
// of a core.

#include "hub/hub.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_LINES = 256, N_POLLS = 100, N_LOOKS = 20, SECONDS = 5 };

static const double greatest_ratio = 3.0;
static const double greatest_share = 0.05;

typedef struct {
  uint64_t n_polls;
  size_t   due[N_LINES]; ///< Windows left
} Stream;

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
  const HcWindow w = {.rate   = 48000,
                      .frames = 320,
                      .hh     = 3.2,
                      .cc     = 3.2,
                      .hc     = -3.2,
                      .dd     = 12.8,
                      .hot_peak =
                        0.1f + 0.001f * (float)(self->n_polls % 100U)};
  *window          = w;
  return true;
}

static bool
take_analysis(void* const engine, const size_t line, HcAnalysis* const analysis)
{
  const Stream* const self   = (const Stream*)engine;
  const bool          is_new = (self->n_polls + line) % 20U == 0U;
  if (is_new) {
    memset(analysis, 0, sizeof(*analysis));
  }
  return is_new;
}

static HcConnections
connections(const void* const engine, const size_t line)
{
  (void)engine;
  (void)line;
  const HcConnections now = {HC_STATE_OK, 0U};
  return now;
}

static HcHealth
health(const void* const engine)
{
  const HcHealth now = {.progress = ((const Stream*)engine)->n_polls};
  return now;
}

static void
reset(void* const engine, const size_t line)
{
  (void)engine;
  (void)line;
}

typedef struct {
  double poll; ///< us of one poll
  double look; ///< us of one look of one reader at all lines
} Cost;

static double
poll_all(HcHub* const hub, Stream* const stream)
{
  for (size_t i = 0; i < N_LINES; ++i) {
    stream->due[i] = 1U + stream->n_polls % 2U;
  }
  ++stream->n_polls;
  const int64_t begin = hc_hub_clock();
  hc_hub_poll(hub, 10000 * (int64_t)stream->n_polls);
  return (double)(hc_hub_clock() - begin);
}

static double
look_at_all(HcHubReader* const reader, HcLineStatus* const status)
{
  const int64_t begin = hc_hub_clock();
  for (size_t i = 0; i < N_LINES; ++i) {
    hc_hub_read_line(reader, i, &status[i]);
  }
  return (double)(hc_hub_clock() - begin);
}

static Cost
one_second(HcHub* const        hub,
           Stream* const       stream,
           HcLineStatus* const status,
           HcHubReader** const readers,
           const size_t        n_readers)
{
  Cost cost = {0.0, 0.0};
  for (size_t poll = 0; poll < N_POLLS; ++poll) {
    cost.poll += poll_all(hub, stream) / N_POLLS;
    for (size_t i = 0; i < n_readers; ++i) {
      if ((poll + i) % (N_POLLS / N_LOOKS) == 0) {
        cost.look += look_at_all(readers[i], status + i * N_LINES) /
                     (double)(N_LOOKS * n_readers);
      }
    }
  }
  return cost;
}

static Cost
measure(HcHub* const        hub,
        Stream* const       stream,
        HcLineStatus* const status,
        const size_t        n_readers)
{
  HcHubReader* readers[HC_MAX_READERS];
  Cost         least = {HUGE_VAL, HUGE_VAL};
  for (size_t i = 0; i < n_readers; ++i) {
    readers[i] = hc_hub_reader_new(hub, NULL);
  }
  for (int i = 0; i < SECONDS; ++i) {
    const Cost cost = one_second(hub, stream, status, readers, n_readers);
    least.poll      = fmin(least.poll, cost.poll);
    least.look      = fmin(least.look, cost.look);
  }
  for (size_t i = 0; i < n_readers; ++i) {
    hc_hub_reader_free(readers[i]);
  }
  return least;
}

int
main(void)
{
  static const size_t counts[] = {0, 1, 8, HC_MAX_READERS};
  static Stream       stream;
  const HcSource      source = {&stream,
                                N_LINES,
                                line_name,
                                take_window,
                                take_analysis,
                                connections,
                                health,
                                reset};
  HcHub* const        hub    = hc_hub_new(&source, -70.0, 0);
  HcLineStatus* const status =
    (HcLineStatus*)calloc(HC_MAX_READERS * (size_t)N_LINES, sizeof(*status));
  if (!hub || !status) {
    fprintf(stderr, "out of memory\n");
    return EXIT_FAILURE;
  }

  bool   good = true;
  double none = 0.0;
  for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); ++i) {
    const size_t n     = counts[i];
    const Cost   cost  = measure(hub, &stream, status, n);
    const double looks = cost.look * (double)(n * N_LOOKS);
    const double share = 1e-6 * (cost.poll * N_POLLS + looks);
    none               = n ? none : cost.poll;
    printf("%d lines, %3zu readers: %6.1f us per poll (%.2f x), %6.1f us per "
           "look at all, %4.2f %% of a core\n",
           N_LINES,
           n,
           cost.poll,
           cost.poll / none,
           cost.look,
           100.0 * share);
    if (n <= 8) {
      good =
        good && cost.poll <= greatest_ratio * none && share <= greatest_share;
    }
  }
  free(status);
  hc_hub_free(hub);
  printf("%s\n", good ? "met" : "missed");
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
