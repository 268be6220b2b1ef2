// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/engine.h"

#include "engine/line_ports.h"
#include "engine/source.h"
#include "jack/backend.h"
#include "stream/analysis_pool.h"
#include "stream/process_setup.h"

#include <hotcold/line.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct HcEngine {
  HcLinePortsSettings settings;
  HcProcess*          process;
  HcAnalysisPool*     pool;
  HcLinePorts*        ports;
};

HcStatus
hc_engine_new(const HcLinePortsSettings* const settings,
              const HcAnalyzerSettings* const  analysis,
              const size_t                     n_threads,
              HcEngine** const                 engine,
              HcError* const                   error)
{
  HcEngine* const self = (HcEngine*)calloc(1, sizeof(HcEngine));
  if (self) {
    self->settings = *settings;
    self->process  = hc_line_ports_process(settings);
    self->pool     = self->process
                       ? hc_analysis_pool_new(self->process, analysis, n_threads)
                       : NULL;
  }
  HcStatus st =
    self && self->pool
      ? hc_line_ports_new(settings, self->process, &self->ports, error)
      : hc_error(error, HC_NO_MEMORY, "out of memory");
  if (st) {
    hc_engine_free(self);
    return st;
  }
  *engine = self;
  return HC_SUCCESS;
}

void
hc_engine_free(HcEngine* const self)
{
  if (self) {
    hc_line_ports_free(self->ports);
    hc_analysis_pool_free(self->pool);
    hc_process_free(self->process);
    free(self);
  }
}

HcStatus
hc_engine_start(HcEngine* const self, HcError* const error)
{
  return hc_analysis_pool_start(self->pool, error);
}

HcStatus
hc_engine_poll(HcEngine* const self, HcError* const error)
{
  return hc_line_ports_poll(self->ports, error);
}

static const char*
line_name(const void* const engine, const size_t line)
{
  return ((const HcEngine*)engine)->settings.lines[line].name;
}

static bool
take_window(void* const engine, const size_t line, HcWindow* const window)
{
  return hc_process_take_window(((HcEngine*)engine)->process, line, window);
}

static bool
take_analysis(void* const engine, const size_t line, HcAnalysis* const analysis)
{
  return hc_analysis_pool_take(((HcEngine*)engine)->pool, line, analysis);
}

static HcConnections
connections(const void* const engine, const size_t line)
{
  const HcLinePorts* const ports = ((const HcEngine*)engine)->ports;
  const HcConnections      now   = {hc_line_ports_state(ports, line),
                                    hc_line_ports_patches(ports, line)};
  return now;
}

static HcHealth
health(const void* const engine)
{
  const HcEngine* const          self     = (const HcEngine*)engine;
  const HcProcessCounters* const counters = &self->process->counters;
  const HcJackHealth             jack     = hc_line_ports_health(self->ports);
  const uint64_t                 progress = atomic_load(&counters->progress);
  HcHealth                       health   = {
                            .progress = progress,
                            .lost = atomic_load(&counters->lost) + atomic_load(&counters->dropped),
                            .sample_rate = progress ? atomic_load(&counters->rate) : 0U,
                            .period    = atomic_load(&counters->period),
                            .load      = jack.load,
                            .freewheel = jack.is_freewheeling};
  snprintf(health.implementation,
           sizeof(health.implementation),
           "%s",
           jack.implementation);
  return health;
}

static void
reset(void* const engine, const size_t line)
{
  hc_analysis_pool_reset(((HcEngine*)engine)->pool, line);
}

HcSource
hc_engine_source(HcEngine* const self)
{
  const HcSource source = {.engine        = self,
                           .n_lines       = self->settings.n_lines,
                           .line_name     = line_name,
                           .take_window   = take_window,
                           .take_analysis = take_analysis,
                           .connections   = connections,
                           .health        = health,
                           .reset         = reset};
  return source;
}
