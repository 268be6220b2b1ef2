// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/client.h"

#include "jack/internal.h"
#include "jack/ports.h"
#include "stream/process.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <jack/jack.h>

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Seconds between tries to reach a server
static const double open_pause = 0.25;

// Seconds that a server may go on without us until we register anew. jackd
// 1.9.21 can lose a client for good when connections change on a busy machine.
static const double forgotten_after = 3.0;

// Seconds for which ports that appeared are tried: not all connect at once
static const double connect_span = 2.0;

double
hc_jack_monotonic(void)
{
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (1e-9 * (double)now.tv_nsec);
}

void
hc_jack_notice(const HcJack* const self, const char* const format, ...)
{
  if (self->settings.notice) {
    char    text[640] = "";
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    self->settings.notice(self->settings.notice_data, text);
  }
}

static void
name_implementation(HcJack* const self)
{
  const char* const version  = jack_get_version_string();
  const char* const pipewire = strstr(version, "PipeWire ");
  if (pipewire) {
    snprintf(self->implementation,
             sizeof(self->implementation),
             "PipeWire %.*s",
             (int)strcspn(pipewire + 9, ")"),
             pipewire + 9);
  } else {
    snprintf(
      self->implementation, sizeof(self->implementation), "jackd %s", version);
  }
}

static HcStatus
check_patterns(const HcJackSettings* const settings, HcError* const error)
{
  HcStatus st = HC_SUCCESS;
  for (size_t i = 0; i < settings->n_lines && !st; ++i) {
    const HcLineSpec* const line = &settings->lines[i];
    const char* const patterns[] = {line->hot, line->cold, line->reference};
    for (int leg = 0; leg < HC_N_INPUTS && !st; ++leg) {
      st = hc_ports_check(patterns[leg], error);
    }
  }
  return st;
}

static void
init_lines(HcJack* const self)
{
  for (size_t i = 0; i < self->settings.n_lines; ++i) {
    const HcLineSpec* const spec            = &self->settings.lines[i];
    HcJackLine* const       line            = &self->lines[i];
    line->inputs[HC_HOT_PORT].pattern       = spec->hot;
    line->inputs[HC_COLD_PORT].pattern      = spec->cold;
    line->inputs[HC_REFERENCE_PORT].pattern = spec->reference;
    atomic_init(&self->connections[i], (int)HC_STATE_DISCONNECTED);
  }
}

HcStatus
hc_jack_new(const HcJackSettings* const settings,
            HcProcess* const            process,
            HcJack** const              jack,
            HcError* const              error)
{
  const HcStatus st = check_patterns(settings, error);
  if (st) {
    return st;
  }

  HcJack* const     self = (HcJack*)calloc(1, sizeof(HcJack));
  HcJackLine* const lines =
    (HcJackLine*)calloc(settings->n_lines, sizeof(HcJackLine));
  atomic_int* const connections =
    (atomic_int*)calloc(settings->n_lines, sizeof(atomic_int));
  if (!self || !lines || !connections) {
    free(connections);
    free(lines);
    free(self);
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }

  self->settings    = *settings;
  self->process     = process;
  self->lines       = lines;
  self->connections = connections;
  init_lines(self);
  name_implementation(self);
  *jack = self;
  return HC_SUCCESS;
}

static void
forget_ports(HcJack* const self)
{
  for (size_t i = 0; i < self->settings.n_lines; ++i) {
    HcJackLine* const line = &self->lines[i];
    for (int leg = 0; leg < HC_N_INPUTS; ++leg) {
      line->inputs[leg].port  = NULL;
      line->inputs[leg].told  = false;
      line->inputs[leg].retry = 0.0;
    }
    line->diff   = NULL;
    line->common = NULL;
    line->skewed = 0;
    atomic_store(&self->connections[i], (int)HC_STATE_DISCONNECTED);
  }
}

static void
close_client(HcJack* const self)
{
  if (self->client) {
    if (!atomic_load(&self->gone)) {
      hc_jack_clear_names(self);
    }
    jack_client_close(self->client);
    self->client = NULL;
    forget_ports(self);
    atomic_store(&self->load, 0.0);
    atomic_store(&self->freewheel, false);
  }
}

void
hc_jack_free(HcJack* const self)
{
  if (self) {
    close_client(self);
    free(self->connections);
    free(self->lines);
    free(self);
  }
}

static HcStatus
start_client(HcJack* const self, HcError* const error)
{
  atomic_store(&self->gone, false);
  self->progress_at = 0.0;
  atomic_store(&self->process->counters.rate,
               jack_get_sample_rate(self->client));
  hc_process_resume(self->process);
  hc_jack_set_callbacks(self);

  const HcStatus st = hc_jack_register(self, error);
  if (!st && jack_activate(self->client)) {
    return hc_error(error, HC_NO_DATA, "the JACK server did not start us");
  }
  return st;
}

HcStatus
hc_jack_open(HcJack* const self, HcError* const error)
{
  HcStatus st = hc_ports_reach(self->settings.client_name,
                               self->settings.server_name,
                               &self->client,
                               error);
  if (!st) {
    st = start_client(self, error);
    if (st) {
      close_client(self);
      return st;
    }
    hc_jack_notice(self,
                   "client %s on %s, %u Hz",
                   jack_get_client_name(self->client),
                   self->implementation,
                   jack_get_sample_rate(self->client));
    self->waiting       = false;
    self->connect_until = hc_jack_monotonic() + connect_span;
  }
  return st;
}

static void
try_to_open(HcJack* const self, const double now)
{
  if (now >= self->next_open) {
    HcError error = {HC_SUCCESS, ""};
    if (hc_jack_open(self, &error) && !self->waiting) {
      hc_jack_notice(self, "waiting: %s", error.text);
      self->waiting = true;
    }
    self->next_open = now + open_pause;
  }
}

// Whether the server runs, but not our callback
static bool
is_forgotten(HcJack* const self, const double now)
{
  const uint64_t progress = atomic_load(&self->process->counters.progress);
  if (progress != self->progress || self->progress_at <= 0.0) {
    self->progress     = progress;
    self->progress_at  = now;
    self->server_frame = jack_last_frame_time(self->client);
  }
  return now - self->progress_at >= forgotten_after &&
         jack_last_frame_time(self->client) != self->server_frame;
}

void
hc_jack_poll(HcJack* const self)
{
  const double now = hc_jack_monotonic();
  if (self->client && !atomic_load(&self->gone) && is_forgotten(self, now)) {
    close_client(self);
    hc_jack_notice(self, "the JACK server runs without us, registering anew");
  }
  if (self->client && atomic_load(&self->gone)) {
    close_client(self);
    hc_jack_notice(self, "the JACK server is gone, waiting for it");
    self->waiting = true;
  }
  if (!self->client) {
    try_to_open(self, now);
  }
  if (!self->client) {
    return;
  }

  if (atomic_exchange(&self->ports_changed, false)) {
    self->connect_until = now + connect_span;
  }
  if (now < self->connect_until && !hc_jack_connect(self, now)) {
    self->connect_until = hc_jack_monotonic() + connect_span;
  }
  hc_jack_look(self);
  atomic_store(&self->load, (double)jack_cpu_load(self->client));
}

bool
hc_jack_is_open(const HcJack* const self)
{
  return self->client && !atomic_load(&self->gone);
}

HcLineState
hc_jack_connections(const HcJack* const self, const size_t line)
{
  return (HcLineState)atomic_load_explicit(&self->connections[line],
                                           memory_order_relaxed);
}

double
hc_jack_load(const HcJack* const self)
{
  return atomic_load(&self->load);
}

bool
hc_jack_is_freewheeling(const HcJack* const self)
{
  return atomic_load(&self->freewheel);
}

const char*
hc_jack_implementation(const HcJack* const self)
{
  return self->implementation;
}
