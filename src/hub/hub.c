// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hub/hub.h"

#include "hub/event.h"
#include "hub/internal.h"
#include "hub/line_status.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/meter.h>
#include <hotcold/status.h>

#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Shorter than the period of the fastest receivers (60 Hz), so that each of
// their messages has new audio
enum { NAP_NS = 10000000 };

// Number of events that are kept: as many as all lines can cause when a server
// starts or stops
enum { EVENTS_PER_LINE = 16, LEAST_EVENTS = 256 };

// Audio is stalled after so many us without any, but not before so many periods
static const double stall_time    = 600000.0;
static const double stall_periods = 2.5;

int64_t
hc_hub_clock(void)
{
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

HcHub*
hc_hub_new(const HcSource* const source,
           const double          silence,
           const int64_t         now)
{
  const size_t n_lines = source->n_lines;
  const size_t wanted  = n_lines * EVENTS_PER_LINE;
  const size_t n       = wanted > LEAST_EVENTS ? wanted : LEAST_EVENTS;

  HcHub* const       self   = (HcHub*)calloc(1, sizeof(*self));
  HcHubLine* const   lines  = (HcHubLine*)calloc(n_lines, sizeof(*lines));
  HcLineEvent* const events = (HcLineEvent*)calloc(n, sizeof(*events));
  if (!self || !lines || !events || pthread_mutex_init(&self->lock, NULL)) {
    free(events);
    free(lines);
    free(self);
    return NULL;
  }

  self->source     = *source;
  self->silence    = silence;
  self->health     = source->health(source->engine);
  self->stalled    = !self->health.progress;
  self->audio_at   = now;
  self->lines      = lines;
  self->next_event = 1U;
  self->n_events   = n;
  self->events     = events;
  for (size_t i = 0; i < n_lines; ++i) {
    lines[i].connections.state = HC_STATE_DISCONNECTED;
    lines[i].state =
      hc_line_status(HC_STATE_DISCONNECTED, self->stalled, true, NULL);
  }
  return self;
}

void
hc_hub_free(HcHub* const self)
{
  if (self) {
    hc_hub_stop(self);
    assert(!self->n_readers);
    pthread_mutex_destroy(&self->lock);
    free(self->events);
    free(self->lines);
    free(self);
  }
}

static void
poll_health(HcHub* const self, const int64_t now)
{
  const HcHealth health   = self->source.health(self->source.engine);
  double         patience = stall_time;
  if (health.sample_rate) {
    const double period = 1e6 * (double)health.period / health.sample_rate;
    patience            = fmax(patience, stall_periods * period);
  }

  pthread_mutex_lock(&self->lock);
  if (health.progress != self->health.progress) {
    self->audio_at = now;
    self->stalled  = false;
  } else if ((double)(now - self->audio_at) >= patience) {
    self->stalled = true;
  }
  self->health = health;
  pthread_mutex_unlock(&self->lock);
}

static void
take_windows(HcHub* const self, const size_t n)
{
  HcHubLine* const line  = &self->lines[n];
  HcWindow         fresh = {0};
  HcWindow         window;
  while (self->source.take_window(self->source.engine, n, &window)) {
    hc_window_merge(&fresh, &window);
    hc_quiet_time_add(&line->quiet, &window, self->silence);
  }
  if (fresh.rate) {
    for (HcHubReader* i = self->readers; i; i = i->next) {
      hc_window_merge(&i->windows[n], &fresh);
    }
  }
}

static void
note_events(HcHub* const       self,
            const size_t       line,
            HcLineEvent* const events,
            const size_t       n,
            const int64_t      now)
{
  for (size_t i = 0; i < n; ++i) {
    events[i].number                                       = self->next_event;
    events[i].time                                         = now;
    events[i].line                                         = line;
    self->events[(self->next_event - 1U) % self->n_events] = events[i];
    ++self->next_event;
  }
}

static void
take_analysis(HcHub* const self, const size_t n, const int64_t now)
{
  HcHubLine* const line = &self->lines[n];
  if (self->source.take_analysis(self->source.engine, n, &line->analysis)) {
    HcLineEvent  events[HC_MAX_EVENTS];
    const size_t n_events = hc_line_set_judgement(
      &line->set, &line->analysis.judgement, false, events);
    note_events(self, n, events, n_events, now);
    ++line->n_analyses;
  }
}

static void
look_at_connections(HcHub* const self, const size_t n)
{
  const HcSource* const source = &self->source;
  HcHubLine* const      line   = &self->lines[n];
  const HcConnections   now    = source->connections(source->engine, n);
  const HcConnections   before = line->connections;
  if (now.state == HC_STATE_OK &&
      (before.state != HC_STATE_OK || before.patches != now.patches)) {
    // The averages include audio of one leg, or of the line connected before
    source->reset(source->engine, n);
  }
  line->connections = now;
}

static void
decide_state(HcHub* const self, const size_t n, const int64_t now)
{
  HcHubLine* const line = &self->lines[n];
  HcLineEvent      events[2];
  line->state = hc_line_status(line->connections.state,
                               self->stalled,
                               hc_quiet_time_is_over(&line->quiet),
                               line->n_analyses ? &line->analysis : NULL);
  note_events(
    self, n, events, hc_line_set_state(&line->set, line->state, events), now);
}

void
hc_hub_poll(HcHub* const self, const int64_t now)
{
  poll_health(self, now);
  for (size_t n = 0; n < self->source.n_lines; ++n) {
    // The lock is taken for each line, so that readers never wait for all lines
    pthread_mutex_lock(&self->lock);
    take_windows(self, n);
    take_analysis(self, n, now);
    look_at_connections(self, n);
    decide_state(self, n, now);
    pthread_mutex_unlock(&self->lock);
  }
}

size_t
hc_hub_n_lines(const HcHub* const self)
{
  return self->source.n_lines;
}

const char*
hc_hub_line_name(const HcHub* const self, const size_t line)
{
  return self->source.line_name(self->source.engine, line);
}

void
hc_hub_reset(HcHub* const self, const size_t line)
{
  self->source.reset(self->source.engine, line);
}

HcHubHealth
hc_hub_health(HcHub* const self)
{
  pthread_mutex_lock(&self->lock);
  const HcHubHealth health = {self->health, self->stalled, self->audio_at};
  pthread_mutex_unlock(&self->lock);
  return health;
}

int32_t
hc_hub_audio_age(const HcHubHealth* const health, const int64_t now)
{
  const int64_t age = (now - health->audio_at) / 1000;
  return age < 0 ? 0 : age > INT32_MAX ? INT32_MAX : (int32_t)age;
}

static void*
run(void* const data)
{
  const struct timespec nap  = {0, NAP_NS};
  HcHub* const          self = (HcHub*)data;
  while (!atomic_load(&self->stop)) {
    hc_hub_poll(self, hc_hub_clock());
    nanosleep(&nap, NULL);
  }
  return NULL;
}

HcStatus
hc_hub_start(HcHub* const self, HcError* const error)
{
  // Only the main thread may receive signals
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  atomic_store(&self->stop, false);
  const int failed = pthread_create(&self->thread, NULL, run, self);
  pthread_sigmask(SIG_SETMASK, &before, NULL);

  self->started = !failed;
  return failed ? hc_error(
                    error, HC_SYSTEM_FAILURE, "no thread: %s", strerror(failed))
                : HC_SUCCESS;
}

void
hc_hub_stop(HcHub* const self)
{
  if (self->started) {
    atomic_store(&self->stop, true);
    pthread_join(self->thread, NULL);
    self->started = false;
  }
}
