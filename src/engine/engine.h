// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A running engine: process, JACK client and analysis thread of all lines,
/// offered to the hub as an HcSource.

#ifndef HOTCOLD_ENGINE_ENGINE_H
#define HOTCOLD_ENGINE_ENGINE_H

#include "jack/client.h"
#include "engine/source.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

/// Opaque
typedef struct HcEngine HcEngine;

/// An engine that is not running. What `settings` points to is borrowed.
HcStatus
hc_engine_new(const HcJackSettings*     settings,
              const HcAnalyzerSettings* analysis,
              HcEngine**                engine,
              HcError*                  error);

/// Stops everything. NULL is fine.
void
hc_engine_free(HcEngine* engine);

/// Start the analysis thread; the JACK client follows from hc_engine_poll()
HcStatus
hc_engine_start(HcEngine* engine, HcError* error);

/// As hc_jack_poll()
void
hc_engine_poll(HcEngine* engine);

/// The engine as the hub takes from it; valid as long as the engine is
HcSource
hc_engine_source(HcEngine* engine);

#endif // HOTCOLD_ENGINE_ENGINE_H
