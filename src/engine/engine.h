// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A running engine: the ports, the process and the analysis of all lines. The
/// hub uses it as an HcSource. Main thread, except the functions of the source.

#ifndef HOTCOLD_ENGINE_ENGINE_H
#define HOTCOLD_ENGINE_ENGINE_H

#include "engine/line_ports.h"
#include "engine/source.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

#include <stddef.h>

/// Opaque
typedef struct HcEngine HcEngine;

/// An engine that is not running. It borrows the data to which `settings`
/// points. `n_threads` as for hc_analysis_pool_new(). HC_BAD_USAGE: the pattern
/// of a port is not a regular expression. HC_NO_MEMORY.
HcStatus
hc_engine_new(const HcLinePortsSettings* settings,
              const HcAnalyzerSettings*  analysis,
              size_t                     n_threads,
              HcEngine**                 engine,
              HcError*                   error);

/// Stop and free everything. No function of the source may be running. NULL is
/// allowed.
void
hc_engine_free(HcEngine* engine);

/// Start the analysis threads; hc_engine_poll() then opens the JACK client.
/// HC_BAD_USAGE: the system does not allow that many threads.
HcStatus
hc_engine_start(HcEngine* engine, HcError* error);

/// As hc_jack_poll()
HcStatus
hc_engine_poll(HcEngine* engine, HcError* error);

/// The engine as the source of a hub; valid until the engine is freed
HcSource
hc_engine_source(HcEngine* engine);

#endif // HOTCOLD_ENGINE_ENGINE_H
