// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/measure.h"

#include "app/fail.h"
#include "app/jack_settings.h"
#include "app/result.h"
#include "config/settings.h"
#include "engine/line_ports.h"
#include "jack/backend.h"
#include "stream/collector.h"
#include "stream/process_setup.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/status.h>

#include <math.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// Time between two polls of the rings and the server
enum { NAP_MS = 10 };

// PipeWire's ports can be connected only some time after they appear
enum { CONNECT_MS = 1500 };

// After this time without audio the take ends. The backend needs 3 s to find
// out that a server does not call us any more.
enum { STALL_MS = 5000 };

// How long to wait for a lost server, and then for its ports
enum { RETURN_MS = 10000 };

// A server that is lost more often than this in one take does not work
enum { MAX_LOSSES = 3 };

typedef struct {
  const HcSettings* settings;
  HcProcess*        process;
  HcCollector*      collector;
  HcLinePorts*      ports;
  HcLineState*      connections; // One per line
  uint32_t          server; // HcJackHealth.n_opened at the start of the take
} Measurement;

static void
nap(void)
{
  const struct timespec span = {0, NAP_MS * 1000000L};
  nanosleep(&span, NULL);
}

static uint64_t
progress(const Measurement* const self)
{
  return atomic_load(&self->process->counters.progress);
}

// True if the server of the take is gone or does not call us any more
static bool
is_lost(const Measurement* const self)
{
  const HcJackHealth health = hc_line_ports_health(self->ports);
  return !health.is_open || health.n_opened != self->server;
}

static HcStatus
lost(HcError* const error)
{
  return hc_error(error, HC_NO_DATA, "the JACK server is gone");
}

static bool
all_connected(const Measurement* const self)
{
  for (size_t i = 0; i < self->settings->n_lines; ++i) {
    const HcLineState state = hc_line_ports_state(self->ports, i);
    if (state != HC_STATE_OK && state != HC_STATE_MANY_SOURCES) {
      return false;
    }
  }
  return true;
}

// A server may accept a connection but not make it: then the line's state shows
// this
static HcStatus
connect_all(Measurement* const self, const int patience, HcError* const error)
{
  HcStatus st = HC_NO_DATA;
  for (int ms = 0; ms < patience && (st || !all_connected(self));
       ms += NAP_MS) {
    if (st) {
      st = hc_jack_connect(hc_line_ports_jack(self->ports), error);
    }
    if (st == HC_BAD_USAGE || is_lost(self)) {
      return st ? st : lost(error);
    }
    nap();
    hc_line_ports_poll(self->ports, NULL);
  }
  return st;
}

// Wait for two cycles, so that all samples of the take are newer than its
// connections
static HcStatus
let_audio_in(Measurement* const self, HcError* const error)
{
  const uint64_t begin = progress(self);
  for (int ms = 0; ms < STALL_MS && !is_lost(self); ms += NAP_MS) {
    const uint64_t period = atomic_load(&self->process->counters.period);
    if (progress(self) > begin + (2U * period)) {
      hc_process_discard(self->process);
      return HC_SUCCESS;
    }
    nap();
    hc_line_ports_poll(self->ports, NULL);
  }
  return hc_error(
    error, HC_NO_DATA, "no audio arrives from the server in %d ms", STALL_MS);
}

static bool
has_all(const Measurement* const self, const uint64_t frames)
{
  for (size_t i = 0; i < self->settings->n_lines; ++i) {
    const HcWindow* const window = hc_collector_window(self->collector, i);
    if (window->frames + window->not_finite < frames) {
      return false;
    }
  }
  return true;
}

static HcStatus
collect(Measurement* const self, const uint64_t frames, HcError* const error)
{
  uint64_t seen  = progress(self);
  int      quiet = 0;
  while (!has_all(self, frames)) {
    nap();
    hc_line_ports_poll(self->ports, NULL);
    hc_collector_drain(self->collector, frames);

    quiet = progress(self) == seen ? quiet + NAP_MS : 0;
    seen  = progress(self);
    if (is_lost(self) || quiet > STALL_MS) {
      return hc_error(error,
                      HC_NO_DATA,
                      "audio stopped before %g s were taken",
                      self->settings->seconds);
    }
  }
  return HC_SUCCESS;
}

static HcStatus
renew_collector(Measurement* const self, HcError* const error)
{
  HcAnalyzerSettings analyzer = self->settings->analyzer;
  analyzer.average            = 0.0;
  hc_collector_free(self->collector);
  self->collector = hc_collector_new(self->process, &analyzer);
  return self->collector ? HC_SUCCESS
                         : hc_error(error, HC_NO_MEMORY, "out of memory");
}

// One piece of audio, all of it from one server
static HcStatus
take_once(Measurement* const self, const int patience, HcError* const error)
{
  self->server = hc_line_ports_health(self->ports).n_opened;
  HcStatus st  = connect_all(self, patience, error);
  if (!st) {
    st = let_audio_in(self, error);
  }
  if (!st) {
    st = renew_collector(self, error);
  }
  if (!st) {
    const double rate = (double)atomic_load(&self->process->counters.rate);
    st =
      collect(self, (uint64_t)llround(self->settings->seconds * rate), error);
  }
  return st;
}

static HcStatus
wait_for_server(Measurement* const self, HcError* const error)
{
  fprintf(stderr,
          "hotcold: the JACK server was lost, the take begins again when it is "
          "back\n");
  for (int ms = 0; ms < RETURN_MS; ms += NAP_MS) {
    hc_line_ports_poll(self->ports, NULL);
    if (hc_line_ports_health(self->ports).is_open) {
      return HC_SUCCESS;
    }
    nap();
  }
  return hc_error(
    error,
    HC_NO_DATA,
    "no JACK server came back within %d s, expected one to continue "
    "the take",
    RETURN_MS / 1000);
}

static HcStatus
take(Measurement* const self, HcError* const error)
{
  HcStatus st = take_once(self, CONNECT_MS, error);
  for (int losses = 1; st == HC_NO_DATA && is_lost(self); ++losses) {
    if (losses > MAX_LOSSES) {
      return hc_error(error,
                      HC_NO_DATA,
                      "the JACK server was lost %d times before %g s were "
                      "taken, expected one piece",
                      losses,
                      self->settings->seconds);
    }
    st = wait_for_server(self, error);
    if (st) {
      return st;
    }
    st = take_once(self, RETURN_MS, error);
  }
  return st;
}

static int
measure(Measurement* const self)
{
  HcError  error = {HC_SUCCESS, ""};
  HcStatus st    = hc_jack_open(hc_line_ports_jack(self->ports), &error);
  if (!st) {
    st = take(self, &error);
  }
  if (st) {
    hc_blame_lines(&error, self->settings->n_lines);
    return hc_fail(&error);
  }

  for (size_t i = 0; i < self->settings->n_lines; ++i) {
    self->connections[i] = hc_line_ports_state(self->ports, i);
  }
  return hc_result_write(self->settings,
                         self->collector,
                         atomic_load(&self->process->counters.rate),
                         self->connections);
}

static HcStatus
init(Measurement* const self, HcError* const error)
{
  const HcLinePortsSettings ports = hc_jack_settings(self->settings);
  self->process                   = hc_line_ports_process(&ports);
  self->connections =
    (HcLineState*)calloc(self->settings->n_lines, sizeof(HcLineState));
  if (!self->process || !self->connections) {
    hc_error(error, HC_NO_MEMORY, "out of memory");
    return hc_blame_lines(error, self->settings->n_lines);
  }
  hc_line_ports_new(&ports, self->process, &self->ports, error);
  return hc_blame_lines(error, self->settings->n_lines);
}

static void
finish(Measurement* const self)
{
  hc_line_ports_free(self->ports);
  hc_collector_free(self->collector);
  hc_process_free(self->process);
  free(self->connections);
}

int
hc_measure(const int argc, char** const argv)
{
  HcError        error    = {HC_SUCCESS, ""};
  HcSettings     settings = {0};
  Measurement    self     = {.settings = &settings};
  const HcStatus st       = hc_settings_load(
    &settings, HC_MEASURE, argc, (const char* const*)argv, &error);
  const int status =
    st || init(&self, &error) ? hc_fail(&error) : measure(&self);
  finish(&self);
  hc_settings_finish(&settings);
  return status;
}
