// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/analysis_pool.h"

#include "stream/line_analysis.h"
#include "stream/process.h"
#include "relay/mailbox.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

#include <fftw3.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Time between two drains. Each drain brings the memory of a line into the
// cache, so longer naps cost less: with 256 lines, 30 ms cost 7 % less than 10
// ms. With DRAINS_PER_POST there are about five posts per second.
enum { NAP_NS = 25000000, DRAINS_PER_POST = 8 };

typedef struct {
  HcLineAnalysis analysis; // Only the line's thread uses it while that runs
  HcMailbox*     mailbox;  // HcAnalysis, from that thread to a taker
  atomic_bool    reset; // A reset is wanted: any thread sets this, the line's
                        // thread clears it
} Line;

// Thread number t has the lines t, t + n_threads, t + 2 n_threads ...
typedef struct {
  HcAnalysisPool* pool;
  size_t          number;
  HcAnalysisGroup group;
  HcAnalysis      analysis; // To be posted; too large for the stack
  pthread_t       thread;
  bool            started;
} Worker;

struct HcAnalysisPool {
  size_t      n_lines;
  size_t      n_workers;
  Line*       lines;
  Worker*     workers;
  atomic_bool stop;
};

static size_t
choose_threads(const size_t wanted, const size_t n_lines)
{
  const long   cores = sysconf(_SC_NPROCESSORS_ONLN);
  const size_t spare = cores > 2 ? (size_t)cores - 1U : 1U;
  const size_t n     = wanted ? wanted : spare;
  const size_t most =
    n < HC_MAX_ANALYSIS_THREADS ? n : (size_t)HC_MAX_ANALYSIS_THREADS;
  return most < n_lines ? most : n_lines;
}

static bool
init_lines(HcAnalysisPool* const           self,
           const HcProcess* const          process,
           const HcAnalyzerSettings* const settings)
{
  bool ok = true;
  for (size_t i = 0; i < self->n_lines && ok; ++i) {
    Line* const      line  = &self->lines[i];
    HcRing* const    ring  = process->lines[i].blocks;
    HcAnalysisGroup* group = &self->workers[i % self->n_workers].group;

    HcAnalyzerSettings own = *settings;
    own.has_reference      = process->lines[i].has_reference;
    line->mailbox          = hc_mailbox_new(sizeof(HcAnalysis));
    ok                     = line->mailbox && hc_line_analysis_init(
                            &line->analysis, ring, group, &own, process->rate);
  }
  return ok;
}

HcAnalysisPool*
hc_analysis_pool_new(HcProcess* const                process,
                     const HcAnalyzerSettings* const settings,
                     const size_t                    n_threads)
{
  const size_t          n_lines   = process->n_lines;
  const size_t          n_workers = choose_threads(n_threads, n_lines);
  HcAnalysisPool* const self      = (HcAnalysisPool*)calloc(1, sizeof(*self));
  Line* const           lines     = (Line*)calloc(n_lines, sizeof(Line));
  Worker* const         workers   = (Worker*)calloc(n_workers, sizeof(Worker));
  if (!self || !lines || !workers) {
    free(workers);
    free(lines);
    free(self);
    return NULL;
  }

  fftwf_make_planner_thread_safe();
  self->n_lines   = n_lines;
  self->n_workers = n_workers;
  self->lines     = lines;
  self->workers   = workers;
  for (size_t t = 0; t < n_workers; ++t) {
    workers[t].pool   = self;
    workers[t].number = t;
  }
  if (!init_lines(self, process, settings)) {
    hc_analysis_pool_free(self);
    return NULL;
  }
  return self;
}

void
hc_analysis_pool_free(HcAnalysisPool* const self)
{
  if (!self) {
    return;
  }
  atomic_store(&self->stop, true);
  for (size_t t = 0; t < self->n_workers; ++t) {
    if (self->workers[t].started) {
      pthread_join(self->workers[t].thread, NULL);
    }
  }
  for (size_t i = 0; i < self->n_lines; ++i) {
    hc_line_analysis_finish(&self->lines[i].analysis);
    hc_mailbox_free(self->lines[i].mailbox);
  }
  free(self->workers);
  free(self->lines);
  free(self);
}

size_t
hc_analysis_pool_threads(const HcAnalysisPool* const self)
{
  return self->n_workers;
}

static void
drain(Line* const line)
{
  if (atomic_exchange(&line->reset, false)) {
    hc_line_analysis_reset(&line->analysis);
  }
  hc_line_analysis_drain(&line->analysis, SIZE_MAX);
}

static void
post(Worker* const worker, Line* const line)
{
  hc_line_analysis_read(&line->analysis, &worker->analysis);
  hc_mailbox_post(line->mailbox, &worker->analysis);
}

static void*
work(void* const data)
{
  const struct timespec nap    = {0, NAP_NS};
  Worker* const         worker = (Worker*)data;
  HcAnalysisPool* const self   = worker->pool;
  for (size_t turn = 0; !atomic_load(&self->stop); ++turn) {
    nanosleep(&nap, NULL);
    size_t due = turn;
    for (size_t i = worker->number; i < self->n_lines; i += self->n_workers) {
      drain(&self->lines[i]);

      // Only some of the lines post in each turn, so all turns cost the same
      if (due++ % DRAINS_PER_POST == 0U) {
        post(worker, &self->lines[i]);
      }
    }
  }
  return NULL;
}

HcStatus
hc_analysis_pool_start(HcAnalysisPool* const self, HcError* const error)
{
  for (size_t t = 0; t < self->n_workers; ++t) {
    Worker* const worker = &self->workers[t];
    const int     code   = pthread_create(&worker->thread, NULL, work, worker);
    if (code) {
      return hc_error(error,
                      HC_BAD_USAGE,
                      "analysis-threads: the system gives %zu of %zu threads "
                      "(%s), expected a number that it can give",
                      t,
                      self->n_workers,
                      strerror(code));
    }
    worker->started = true;
  }
  return HC_SUCCESS;
}

bool
hc_analysis_pool_take(HcAnalysisPool* const self,
                      const size_t          line,
                      HcAnalysis* const     analysis)
{
  return hc_mailbox_take(self->lines[line].mailbox, analysis);
}

void
hc_analysis_pool_reset(HcAnalysisPool* const self, const size_t line)
{
  const bool   all   = line >= self->n_lines;
  const size_t first = all ? 0U : line;
  const size_t end   = all ? self->n_lines : line + 1U;
  for (size_t i = first; i < end; ++i) {
    atomic_store(&self->lines[i].reset, true);
  }
}
