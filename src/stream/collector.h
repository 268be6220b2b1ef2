// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Collects the windows and analyses of one take, for `measure` and `analyze`.
/// Used by one thread, the one that waits for the result. No other thread may
/// take windows and blocks from the process.

#ifndef HOTCOLD_STREAM_COLLECTOR_H
#define HOTCOLD_STREAM_COLLECTOR_H

#include "stream/process.h"

#include <hotcold/analyzer.h>
#include <hotcold/meter.h>

#include <stddef.h>
#include <stdint.h>

/// Opaque
typedef struct HcCollector HcCollector;

/// A collector for all lines of `process`, which must outlive it. With
/// `settings->average` 0 the take is averaged as a whole. NULL when out of
/// memory.
HcCollector*
hc_collector_new(HcProcess* process, const HcAnalyzerSettings* settings);

/// NULL is allowed
void
hc_collector_free(HcCollector* collector);

/// Take the windows and blocks that the audio thread has handed over so far.
/// Counted from the start of the take, each line gets windows until they have
/// `max_frames` frames, and as many whole blocks as `max_frames` frames fill.
void
hc_collector_drain(HcCollector* collector, uint64_t max_frames);

/// All windows of `line` so far, merged; valid until the next drain
const HcWindow*
hc_collector_window(const HcCollector* collector, size_t line);

/// Write the analysis of `line` so far into `analysis`
void
hc_collector_read(const HcCollector* collector,
                  size_t             line,
                  HcAnalysis*        analysis);

#endif // HOTCOLD_STREAM_COLLECTOR_H
