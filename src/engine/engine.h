// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A running engine: the ports, the process and the analysis of all lines,
/// offered to the hub as one HcSource. Main thread, but for the functions of
/// the source.

#ifndef HOTCOLD_ENGINE_ENGINE_H
#define HOTCOLD_ENGINE_ENGINE_H

#include "engine/line_ports.h"
#include "engine/source.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

#include <stddef.h>

/// Opaque
typedef struct HcEngine HcEngine;

/// An engine that is not running. What `settings` points to is borrowed.
/// `n_threads` as for hc_analysis_pool_new(). HC_BAD_USAGE: a port's pattern is
/// no regular expression. HC_NO_MEMORY.
HcStatus
hc_engine_new(const HcLinePortsSettings* settings,
              const HcAnalyzerSettings*  analysis,
              size_t                     n_threads,
              HcEngine**                 engine,
              HcError*                   error);

/// Stops everything. No function of the source may run any more. NULL is
/// allowed.
void
hc_engine_free(HcEngine* engine);

/// Start the analysis threads; hc_engine_poll() then opens the JACK client.
/// HC_BAD_USAGE: the system does not give them.
HcStatus
hc_engine_start(HcEngine* engine, HcError* error);

/// As hc_jack_poll()
HcStatus
hc_engine_poll(HcEngine* engine, HcError* error);

/// The engine as the source of a hub; valid as long as the engine is
HcSource
hc_engine_source(HcEngine* engine);

#endif // HOTCOLD_ENGINE_ENGINE_H
