// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/worker.h"

#include "stream/line_analysis.h"
#include "stream/process.h"
#include "relay/mailbox.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Naps between drains, short enough that what many lines leave in between stays
// in the cache, and drains between two posts: about five a second
enum { NAP_NS = 10000000, DRAINS_PER_POST = 20 };

typedef struct {
  HcDigest    digest;
  HcMailbox*  mailbox; // HcAnalysis, to the publisher
  atomic_bool reset;   // Asked for by any thread
} Line;

struct HcWorker {
  size_t      n_lines;
  Line*       lines;
  HcAnalysis* analysis; // Being posted; too large for a stack
  pthread_t   thread;
  bool        started;
  atomic_bool stop;
};

static bool
init_line(Line* const                     line,
          const HcLineProcess* const      process,
          const Line* const               neighbour,
          const HcAnalyzerSettings* const settings,
          const uint32_t                  rate)
{
  line->mailbox = hc_mailbox_new(sizeof(HcAnalysis));
  return line->mailbox && hc_digest_init(&line->digest,
                                         process,
                                         neighbour ? &neighbour->digest : NULL,
                                         settings,
                                         rate);
}

HcWorker*
hc_worker_new(HcProcess* const                process,
              const HcAnalyzerSettings* const settings)
{
  HcWorker* const   self     = (HcWorker*)calloc(1, sizeof(HcWorker));
  Line* const       lines    = (Line*)calloc(process->n_lines, sizeof(Line));
  HcAnalysis* const analysis = (HcAnalysis*)calloc(1, sizeof(HcAnalysis));
  if (!self || !lines || !analysis) {
    free(analysis);
    free(lines);
    free(self);
    return NULL;
  }

  self->n_lines  = process->n_lines;
  self->lines    = lines;
  self->analysis = analysis;
  for (size_t i = 0; i < self->n_lines; ++i) {
    if (!init_line(&lines[i],
                   &process->lines[i],
                   i ? &lines[0] : NULL,
                   settings,
                   process->rate)) {
      hc_worker_free(self);
      return NULL;
    }
  }
  return self;
}

void
hc_worker_free(HcWorker* const self)
{
  if (!self) {
    return;
  }
  if (self->started) {
    atomic_store(&self->stop, true);
    pthread_join(self->thread, NULL);
  }
  for (size_t i = 0; i < self->n_lines; ++i) {
    hc_digest_finish(&self->lines[i].digest);
    hc_mailbox_free(self->lines[i].mailbox);
  }
  free(self->analysis);
  free(self->lines);
  free(self);
}

static void
drain(Line* const line)
{
  if (atomic_exchange(&line->reset, false)) {
    hc_digest_reset(&line->digest);
  }
  hc_digest_drain(&line->digest, SIZE_MAX);
}

static void
post(HcWorker* const self, Line* const line)
{
  hc_digest_read(&line->digest, self->analysis);
  hc_mailbox_post(line->mailbox, self->analysis);
}

static void*
work(void* const data)
{
  const struct timespec nap  = {0, NAP_NS};
  HcWorker* const       self = (HcWorker*)data;
  for (unsigned turn = 1U; !atomic_load(&self->stop); ++turn) {
    nanosleep(&nap, NULL);
    for (size_t i = 0; i < self->n_lines; ++i) {
      drain(&self->lines[i]);

      // Lines take turns, so that many lines cost the same in every turn
      if ((turn + i) % DRAINS_PER_POST == 0U) {
        post(self, &self->lines[i]);
      }
    }
  }
  return NULL;
}

HcStatus
hc_worker_start(HcWorker* const self, HcError* const error)
{
  const int code = pthread_create(&self->thread, NULL, work, self);
  if (code) {
    return hc_error(
      error, HC_SYSTEM_FAILURE, "analysis thread: %s", strerror(code));
  }
  self->started = true;
  return HC_SUCCESS;
}

bool
hc_worker_take(HcWorker* const   self,
               const size_t      line,
               HcAnalysis* const analysis)
{
  return hc_mailbox_take(self->lines[line].mailbox, analysis);
}

void
hc_worker_reset(HcWorker* const self, const size_t line)
{
  for (size_t i = 0; i < self->n_lines; ++i) {
    if (line >= self->n_lines || i == line) {
      atomic_store(&self->lines[i].reset, true);
    }
  }
}
