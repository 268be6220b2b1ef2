// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// One take: everything that came through a process, for `measure` and
/// `analyze`. Drained by the thread that waits for the result.

#ifndef HOTCOLD_STREAM_COLLECTOR_H
#define HOTCOLD_STREAM_COLLECTOR_H

#include "stream/process.h"

#include <hotcold/analyzer.h>
#include <hotcold/meter.h>

#include <stddef.h>

/// Opaque
typedef struct HcCollector HcCollector;

/// A collector for all lines of `process`, which must outlive it. With
/// `settings->average` 0 the take is averaged as a whole. NULL when out of
/// memory.
HcCollector*
hc_collector_new(HcProcess* process, const HcAnalyzerSettings* settings);

/// NULL is fine
void
hc_collector_free(HcCollector* collector);

/// Take in what the audio thread left, as long as no line has more than
/// `max_frames` frames in all
void
hc_collector_drain(HcCollector* collector, uint64_t max_frames);

/// All windows of `line` so far, merged
const HcWindow*
hc_collector_window(const HcCollector* collector, size_t line);

/// The slow side of `line` so far
void
hc_collector_read(const HcCollector* collector,
                  size_t             line,
                  HcAnalysis*        analysis);

#endif // HOTCOLD_STREAM_COLLECTOR_H
