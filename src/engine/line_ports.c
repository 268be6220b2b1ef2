// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/line_ports.h"

#include "engine/feed.h"
#include "jack/backend.h"
#include "stream/process.h"
#include "stream/process_setup.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// Number of consecutive polls at which latencies must differ before this is
// reported. When connections change, a server computes the latencies of its
// ports one after the other.
enum { SKEWED_POLLS = 20 };

// Names of one port
typedef struct {
  char name[HC_LINE_NAME_SIZE + 8];
  char pretty_name[HC_LINE_NAME_SIZE + 8];
} PortNames;

struct HcLinePorts {
  HcLinePortsSettings settings;
  HcJackInput*        inputs;  // HC_N_LINE_INPUTS per line
  HcJackOutput*       outputs; // HC_N_LINE_OUTPUTS per line
  PortNames*          names;   // Of all ports, inputs first
  unsigned*           skewed;  // Per line: polls in a row with other latencies
  HcJack*             jack;
};

static const char* const input_words[HC_N_LINE_INPUTS] = {"hot", "cold", "ref"};
static const char* const output_words[HC_N_LINE_OUTPUTS] = {"diff", "common"};

// The rate until the first server is open
static const uint32_t first_rate = 48000U;

HcProcess*
hc_line_ports_process(const HcLinePortsSettings* const settings)
{
  bool* const has_reference = (bool*)calloc(settings->n_lines, sizeof(bool));
  if (!has_reference) {
    return NULL;
  }
  for (size_t i = 0; i < settings->n_lines; ++i) {
    has_reference[i] = settings->lines[i].reference[0];
  }

  const HcProcessSettings process = {settings->n_lines,
                                     has_reference,
                                     first_rate,
                                     hc_live_backlog(settings->n_lines)};
  HcProcess* const        self    = hc_process_new(&process);
  free(has_reference);
  return self;
}

static void
name_port(PortNames* const names, const char* const line, const char* word)
{
  char suffix[8] = "";
  snprintf(suffix, sizeof(suffix), "_%s", word);
  hc_line_port_name(line, suffix, names->name, sizeof(names->name));
  snprintf(names->pretty_name, sizeof(names->pretty_name), "%s %s", line, word);
}

static void
describe_inputs(HcLinePorts* const self, const size_t line)
{
  const HcLineSpec* const spec     = &self->settings.lines[line];
  const char* const       source[] = {spec->hot, spec->cold, spec->reference};
  for (unsigned i = 0; i < HC_N_LINE_INPUTS; ++i) {
    const size_t       k     = (HC_N_LINE_INPUTS * line) + i;
    HcJackInput* const input = &self->inputs[k];
    if (i != HC_REFERENCE_INPUT || *source[i]) {
      name_port(&self->names[k], spec->name, input_words[i]);
      input->name        = self->names[k].name;
      input->pretty_name = self->names[k].pretty_name;
      input->source      = *source[i] ? source[i] : NULL;
      input->physical    = i + 1U;
    }
  }
}

static void
describe_outputs(HcLinePorts* const self, const size_t line)
{
  const bool   wanted[] = {self->settings.diff, self->settings.common};
  const size_t first    = HC_N_LINE_INPUTS * self->settings.n_lines;
  for (unsigned i = 0; i < HC_N_LINE_OUTPUTS; ++i) {
    const size_t     k     = (HC_N_LINE_OUTPUTS * line) + i;
    PortNames* const names = &self->names[first + k];
    if (wanted[i]) {
      name_port(names, self->settings.lines[line].name, output_words[i]);
      self->outputs[k].name        = names->name;
      self->outputs[k].pretty_name = names->pretty_name;
    }
  }
}

static bool
allocate(HcLinePorts* const self)
{
  const size_t n     = self->settings.n_lines;
  const size_t n_in  = n * HC_N_LINE_INPUTS;
  const size_t n_out = n * HC_N_LINE_OUTPUTS;
  self->inputs       = (HcJackInput*)calloc(n_in, sizeof(HcJackInput));
  self->outputs      = (HcJackOutput*)calloc(n_out, sizeof(HcJackOutput));
  self->names        = (PortNames*)calloc(n_in + n_out, sizeof(PortNames));
  self->skewed       = (unsigned*)calloc(n, sizeof(unsigned));
  return self->inputs && self->outputs && self->names && self->skewed;
}

static HcStatus
new_jack(HcLinePorts* const self, HcProcess* const process, HcError* error)
{
  for (size_t i = 0; i < self->settings.n_lines; ++i) {
    describe_inputs(self, i);
    describe_outputs(self, i);
  }
  const HcJackSettings jack = {
    .client_name  = self->settings.client_name,
    .server_name  = self->settings.server_name,
    .n_inputs     = HC_N_LINE_INPUTS * self->settings.n_lines,
    .inputs       = self->inputs,
    .n_outputs    = HC_N_LINE_OUTPUTS * self->settings.n_lines,
    .outputs      = self->outputs,
    .process      = hc_feed,
    .process_data = process,
    .notice       = self->settings.notice,
    .notice_data  = self->settings.notice_data};
  return hc_jack_new(&jack, &self->jack, error);
}

HcStatus
hc_line_ports_new(const HcLinePortsSettings* const settings,
                  HcProcess* const                 process,
                  HcLinePorts** const              ports,
                  HcError* const                   error)
{
  HcLinePorts* const self = (HcLinePorts*)calloc(1, sizeof(HcLinePorts));
  if (self) {
    self->settings = *settings;
  }
  const HcStatus st = self && allocate(self)
                        ? new_jack(self, process, error)
                        : hc_error(error, HC_NO_MEMORY, "out of memory");
  if (st) {
    hc_line_ports_free(self);
    return st;
  }
  *ports = self;
  return HC_SUCCESS;
}

void
hc_line_ports_free(HcLinePorts* const self)
{
  if (self) {
    hc_jack_free(self->jack);
    free(self->skewed);
    free(self->names);
    free(self->outputs);
    free(self->inputs);
    free(self);
  }
}

HcJack*
hc_line_ports_jack(HcLinePorts* const self)
{
  return self->jack;
}

HcLineState
hc_line_ports_state(const HcLinePorts* const self, const size_t line)
{
  const size_t   first = HC_N_LINE_INPUTS * line;
  const unsigned hot   = hc_jack_connections(self->jack, first + HC_HOT_INPUT);
  const unsigned cold  = hc_jack_connections(self->jack, first + HC_COLD_INPUT);
  if (!hot && !cold) {
    return HC_STATE_DISCONNECTED;
  }
  if (!hot || !cold) {
    return HC_STATE_ONE_LEG;
  }
  return hot > 1U || cold > 1U ? HC_STATE_MANY_SOURCES : HC_STATE_OK;
}

unsigned
hc_line_ports_patches(const HcLinePorts* const self, const size_t line)
{
  const size_t first = HC_N_LINE_INPUTS * line;
  return hc_jack_patches(self->jack, first + HC_HOT_INPUT) +
         hc_jack_patches(self->jack, first + HC_COLD_INPUT);
}

// Legs with different latencies, for example from two devices, never cancel
static void
compare_latencies(const HcLinePorts* const self, const size_t line)
{
  const size_t    first     = HC_N_LINE_INPUTS * line;
  unsigned* const skewed    = &self->skewed[line];
  uint32_t        hot[2]    = {0U, 0U};
  uint32_t        cold[2]   = {0U, 0U};
  char            text[256] = "";
  hc_jack_latency(self->jack, first + HC_HOT_INPUT, &hot[0], &hot[1]);
  hc_jack_latency(self->jack, first + HC_COLD_INPUT, &cold[0], &cold[1]);
  if (hot[0] == cold[0] && hot[1] == cold[1]) {
    *skewed = 0U;
  } else if (*skewed < SKEWED_POLLS && ++*skewed == SKEWED_POLLS &&
             self->settings.notice) {
    snprintf(text,
             sizeof(text),
             "line %s: capture latency differs between the legs (hot %u, cold "
             "%u frames); take both from one device",
             self->settings.lines[line].name,
             hot[1],
             cold[1]);
    self->settings.notice(self->settings.notice_data, text);
  }
}

HcStatus
hc_line_ports_poll(HcLinePorts* const self, HcError* const error)
{
  const HcStatus st = hc_jack_poll(self->jack, error);
  for (size_t i = 0; i < self->settings.n_lines && !st; ++i) {
    if (hc_line_ports_state(self, i) == HC_STATE_OK) {
      compare_latencies(self, i);
    } else {
      self->skewed[i] = 0U;
    }
  }
  return st;
}

HcJackHealth
hc_line_ports_health(const HcLinePorts* const self)
{
  return hc_jack_health(self->jack);
}
