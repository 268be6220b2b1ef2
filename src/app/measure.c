// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/measure.h"

#include "app/fail.h"
#include "app/jack_settings.h"
#include "app/result.h"
#include "config/settings.h"
#include "stream/collector.h"
#include "jack/client.h"
#include "stream/process_setup.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/status.h>

#include <math.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

// Between two looks at the rings and the server
enum { NAP_MS = 10 };

// PipeWire's ports can be connected only some time after they appeared
enum { CONNECT_MS = 1500 };

// Without audio for this long the take is over
enum { STALL_MS = 3000 };

typedef struct {
  const HcSettings* settings;
  HcProcess*        process;
  HcCollector*      collector;
  HcJack*           jack;
  HcLineState*      connections; // One per line
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

// Two cycles, so that no sample of the take is older than its connections
static HcStatus
let_audio_in(Measurement* const self, HcError* const error)
{
  const uint64_t begin = progress(self);
  for (int ms = 0; ms < STALL_MS; ms += NAP_MS) {
    const uint64_t period = atomic_load(&self->process->counters.period);
    if (progress(self) > begin + (2U * period)) {
      hc_process_discard(self->process);
      return HC_SUCCESS;
    }
    nap();
  }
  return hc_error(
    error, HC_NO_DATA, "no audio arrives from the server in %d ms", STALL_MS);
}

static HcStatus
connect_all(Measurement* const self, HcError* const error)
{
  HcStatus st = HC_NO_DATA;
  for (int ms = 0; ms < CONNECT_MS && st == HC_NO_DATA; ms += NAP_MS) {
    st = hc_jack_check_ports(self->jack, error);
    if (st == HC_NO_DATA) {
      nap();
    }
  }
  return st ? st : let_audio_in(self, error);
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
take(Measurement* const self, const uint64_t frames, HcError* const error)
{
  uint64_t seen  = progress(self);
  int      quiet = 0;
  while (!has_all(self, frames)) {
    nap();
    hc_jack_poll(self->jack);
    hc_collector_drain(self->collector, frames);

    quiet = progress(self) == seen ? quiet + NAP_MS : 0;
    seen  = progress(self);
    if (!hc_jack_is_open(self->jack) || quiet > STALL_MS) {
      return hc_error(error,
                      HC_NO_DATA,
                      "audio stopped before %g s were taken",
                      self->settings->seconds);
    }
  }
  return HC_SUCCESS;
}

static HcStatus
new_collector(Measurement* const self, HcError* const error)
{
  HcAnalyzerSettings analyzer = self->settings->analyzer;
  analyzer.average            = 0.0;
  self->collector             = hc_collector_new(self->process, &analyzer);
  return self->collector ? HC_SUCCESS
                         : hc_error(error, HC_NO_MEMORY, "out of memory");
}

static int
measure(Measurement* const self)
{
  HcError  error = {HC_SUCCESS, ""};
  HcStatus st    = hc_jack_open(self->jack, &error);
  if (!st) {
    st = connect_all(self, &error);
  }
  if (!st) {
    st = new_collector(self, &error);
  }

  const uint32_t rate = atomic_load(&self->process->counters.rate);
  if (!st) {
    st = take(
      self, (uint64_t)llround(self->settings->seconds * (double)rate), &error);
  }
  if (st) {
    return hc_fail(&error);
  }

  for (size_t i = 0; i < self->settings->n_lines; ++i) {
    self->connections[i] = hc_jack_connections(self->jack, i);
  }
  return hc_result_write(
    self->settings, self->collector, rate, self->connections);
}

static HcStatus
init(Measurement* const self, HcError* const error)
{
  const HcJackSettings    jack    = hc_jack_settings(self->settings);
  const HcProcessSettings process = {self->settings->n_lines,
                                     NULL,
                                     48000U,
                                     hc_live_backlog(self->settings->n_lines)};
  self->process                   = hc_process_new(&process);
  self->connections =
    (HcLineState*)calloc(self->settings->n_lines, sizeof(HcLineState));
  if (!self->process || !self->connections) {
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }
  return hc_jack_new(&jack, self->process, &self->jack, error);
}

static void
finish(Measurement* const self)
{
  hc_jack_free(self->jack);
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
