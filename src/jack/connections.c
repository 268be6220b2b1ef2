// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/internal.h"

#include "jack/ports.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <jack/jack.h>
#include <jack/metadata.h>
#include <jack/uuid.h>

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

static const char* const leg_names[HC_N_INPUTS] = {"hot", "cold", "ref"};

// Best effort: jackd's metadata may be out of order, and no server need have
// any
static void
set_pretty_name(const HcJack* const self,
                jack_port_t* const  port,
                const char* const   line,
                const char* const   leg)
{
  char* const value = (char*)malloc(HC_LINE_NAME_SIZE + 16U);
  if (value) {
    snprintf(value, HC_LINE_NAME_SIZE + 16U, "%s %s", line, leg);
    jack_set_property(self->client,
                      jack_port_uuid(port),
                      JACK_METADATA_PRETTY_NAME,
                      value,
                      "text/plain");
    free(value);
  }
}

void
hc_jack_clear_names(HcJack* const self)
{
  for (size_t i = 0; i < self->settings.n_lines; ++i) {
    const HcJackLine* const line    = &self->lines[i];
    jack_port_t* const      ports[] = {line->inputs[HC_HOT_PORT].port,
                                       line->inputs[HC_COLD_PORT].port,
                                       line->inputs[HC_REFERENCE_PORT].port,
                                       line->diff,
                                       line->common};
    for (size_t k = 0; k < sizeof(ports) / sizeof(ports[0]); ++k) {
      if (ports[k]) {
        jack_remove_properties(self->client, jack_port_uuid(ports[k]));
      }
    }
  }
}

static HcStatus
register_port(HcJack* const     self,
              const char* const line,
              const char* const leg,
              const int         flags,
              jack_port_t**     port,
              HcError* const    error)
{
  char suffix[16] = "";
  char name[HC_LINE_NAME_SIZE + sizeof(suffix)];
  snprintf(suffix, sizeof(suffix), "_%s", leg);
  hc_line_port_name(line, suffix, name, sizeof(name));

  *port = jack_port_register(
    self->client, name, JACK_DEFAULT_AUDIO_TYPE, (unsigned long)flags, 0);
  if (!*port) {
    return hc_error(error,
                    HC_NO_DATA,
                    "port `%s`: the server did not take it, expected a name of "
                    "its own and room for it",
                    name);
  }
  set_pretty_name(self, *port, line, leg);
  return HC_SUCCESS;
}

static HcStatus
register_inputs(HcJack* const           self,
                const HcLineSpec* const spec,
                HcJackLine* const       line,
                HcError* const          error)
{
  HcStatus st = HC_SUCCESS;
  for (int i = 0; i < HC_N_INPUTS && !st; ++i) {
    HcInput* const input = &line->inputs[i];
    if (i != HC_REFERENCE_PORT || spec->reference[0]) {
      st = register_port(
        self, spec->name, leg_names[i], JackPortIsInput, &input->port, error);
    }
  }
  return st;
}

static HcStatus
register_outputs(HcJack* const           self,
                 const HcLineSpec* const spec,
                 HcJackLine* const       line,
                 HcError* const          error)
{
  HcStatus st = HC_SUCCESS;
  if (self->settings.diff) {
    st = register_port(
      self, spec->name, "diff", JackPortIsOutput, &line->diff, error);
  }
  if (!st && self->settings.common) {
    st = register_port(
      self, spec->name, "common", JackPortIsOutput, &line->common, error);
  }
  return st;
}

HcStatus
hc_jack_register(HcJack* const self, HcError* const error)
{
  HcStatus st = HC_SUCCESS;
  for (size_t i = 0; i < self->settings.n_lines && !st; ++i) {
    const HcLineSpec* const spec = &self->settings.lines[i];
    st = register_inputs(self, spec, &self->lines[i], error);
    if (!st) {
      st = register_outputs(self, spec, &self->lines[i], error);
    }
  }
  return st;
}

// Without a pattern the first line takes the first physical capture ports
static HcPortMatch
find_source(const HcJack* const  self,
            const HcInput* const input,
            const int            leg,
            char* const          name,
            const size_t         size)
{
  if (input->pattern[0]) {
    return hc_ports_find(self->client, input->pattern, name, size);
  }
  return hc_ports_physical(self->client, (size_t)leg, name, size)
           ? HC_PORT_FOUND
           : HC_PORT_NONE;
}

static HcStatus
no_source(const HcInput* const input,
          const HcPortMatch    match,
          const char* const    name,
          HcError* const       error)
{
  if (match == HC_PORT_SEVERAL) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "port `%s`: matches several (%s, ...), expected one",
                    input->pattern,
                    name);
  }
  if (!input->pattern[0]) {
    return hc_error(error,
                    HC_NO_DATA,
                    "no physical capture port for `%s`, expected two; name "
                    "ports with --line",
                    jack_port_short_name(input->port));
  }
  return hc_error(error,
                  HC_NO_DATA,
                  "port `%s`: not there, expected a capture port as in "
                  "`hotcold ports'",
                  input->pattern);
}

static HcStatus
connect_input(HcJack* const  self,
              HcInput* const input,
              const int      leg,
              HcError* const error)
{
  const size_t size = (size_t)jack_port_name_size() * 2U;
  char* const  name = (char*)calloc(1, size);
  if (!name) {
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }

  const HcPortMatch match = find_source(self, input, leg, name, size);
  HcStatus          st    = HC_SUCCESS;
  if (match != HC_PORT_FOUND) {
    st = no_source(input, match, name, error);
  } else {
    const char* const own  = jack_port_name(input->port);
    const int         code = jack_connect(self->client, name, own);
    if (!code) {
      hc_jack_notice(self, "connected %s to %s", name, own);
    } else if (code != EEXIST) {
      st = hc_error(error,
                    HC_NO_DATA,
                    "port `%s`: the server did not connect it to %s",
                    name,
                    own);
    }
  }
  free(name);
  return st;
}

// PipeWire makes links some time after it said yes
static const double connect_pause = 0.5;

// Seconds that connecting may take before others have their turn: jackd needs
// some ms for each connection of a client with hundreds of ports
static const double connect_time = 0.1;

static void
try_input(HcJack* const  self,
          HcInput* const input,
          const int      leg,
          const double   now)
{
  if (!input->port || now < input->retry || jack_port_connected(input->port)) {
    return;
  }

  HcError error = {HC_SUCCESS, ""};
  if (!connect_input(self, input, leg, &error)) {
    input->retry = now + connect_pause;
    input->told  = false;
  } else if (!input->told) {
    hc_jack_notice(self, "waiting: %s", error.text);
    input->told = true;
  }
}

bool
hc_jack_connect(HcJack* const self, const double now)
{
  const size_t n = self->settings.n_lines;
  for (size_t i = 0; i < n; ++i) {
    const size_t line = self->next_line;
    self->next_line   = (line + 1U) % n;
    for (int leg = 0; leg < HC_N_INPUTS; ++leg) {
      try_input(self, &self->lines[line].inputs[leg], leg, now);
    }
    if (hc_jack_monotonic() >= now + connect_time) {
      return i + 1U == n;
    }
  }
  return true;
}

HcStatus
hc_jack_check_ports(HcJack* const self, HcError* const error)
{
  HcStatus st = HC_SUCCESS;
  for (size_t i = 0; i < self->settings.n_lines && !st; ++i) {
    for (int leg = 0; leg < HC_N_INPUTS && !st; ++leg) {
      HcInput* const input = &self->lines[i].inputs[leg];
      if (input->port && !jack_port_connected(input->port)) {
        st = connect_input(self, input, leg, error);
      }
    }
  }
  return st;
}

static HcLineState
state(const HcJackLine* const line)
{
  const int hot  = jack_port_connected(line->inputs[HC_HOT_PORT].port);
  const int cold = jack_port_connected(line->inputs[HC_COLD_PORT].port);
  if (!hot && !cold) {
    return HC_STATE_DISCONNECTED;
  }
  if (!hot || !cold) {
    return HC_STATE_ONE_LEG;
  }
  return hot > 1 || cold > 1 ? HC_STATE_MANY_SOURCES : HC_STATE_OK;
}

// Looks at a difference before it is told: a server works latencies out again
// one port after the other whenever connections change
enum { SKEWED_LOOKS = 20 };

// Legs from two devices, or through different detours, never null
static void
compare_latencies(const HcJack* const self,
                  HcJackLine* const   line,
                  const char* const   name)
{
  jack_latency_range_t hot  = {0, 0};
  jack_latency_range_t cold = {0, 0};
  jack_port_get_latency_range(
    line->inputs[HC_HOT_PORT].port, JackCaptureLatency, &hot);
  jack_port_get_latency_range(
    line->inputs[HC_COLD_PORT].port, JackCaptureLatency, &cold);

  const bool skewed = hot.min != cold.min || hot.max != cold.max;
  if (!skewed) {
    line->skewed = 0;
  } else if (line->skewed < SKEWED_LOOKS && ++line->skewed == SKEWED_LOOKS) {
    hc_jack_notice(self,
                   "line %s: capture latency differs between the legs (hot %u, "
                   "cold %u frames); take both from one device",
                   name,
                   hot.max,
                   cold.max);
  }
}

void
hc_jack_look(HcJack* const self)
{
  for (size_t i = 0; i < self->settings.n_lines; ++i) {
    HcJackLine* const line = &self->lines[i];
    const HcLineState now  = state(line);
    if (now == HC_STATE_OK) {
      compare_latencies(self, line, self->settings.lines[i].name);
    }
    atomic_store_explicit(
      &self->connections[i], (int)now, memory_order_relaxed);
  }
}
