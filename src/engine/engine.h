// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A running engine: process, JACK client and analysis threads of all lines,
/// offered to a publisher as an HcSource.

#ifndef HOTCOLD_ENGINE_ENGINE_H
#define HOTCOLD_ENGINE_ENGINE_H

#include "jack/client.h"
#include "engine/source.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

#include <stddef.h>

/// Opaque
typedef struct HcEngine HcEngine;

/// An engine that is not running. What `settings` points to is borrowed.
/// `n_threads` as for hc_analysis_pool_new().
HcStatus
hc_engine_new(const HcJackSettings*     settings,
              const HcAnalyzerSettings* analysis,
              size_t                    n_threads,
              HcEngine**                engine,
              HcError*                  error);

/// Stops everything. NULL is fine.
void
hc_engine_free(HcEngine* engine);

/// Start the analysis threads: HC_BAD_USAGE if the system does not give them;
/// the JACK client follows from hc_engine_poll()
HcStatus
hc_engine_start(HcEngine* engine, HcError* error);

/// As hc_jack_poll()
void
hc_engine_poll(HcEngine* engine);

/// The engine for a publisher; valid as long as the engine is
HcSource
hc_engine_source(HcEngine* engine);

#endif // HOTCOLD_ENGINE_ENGINE_H
