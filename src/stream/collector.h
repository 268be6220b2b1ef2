// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// All that comes out of a process in one take, for `measure` and `analyze`.
/// One thread: the one that waits for the result. It must be the only one that
/// takes windows and blocks from the process.

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

/// Take what the audio thread has left so far: windows until a line has
/// `max_frames` frames of them, and as many whole blocks as hold `max_frames`
/// frames, counted from the start of the take
void
hc_collector_drain(HcCollector* collector, uint64_t max_frames);

/// All windows of `line` so far, merged; valid until the next drain
const HcWindow*
hc_collector_window(const HcCollector* collector, size_t line);

/// Write what the analyzer of `line` knows so far into `analysis`
void
hc_collector_read(const HcCollector* collector,
                  size_t             line,
                  HcAnalysis*        analysis);

#endif // HOTCOLD_STREAM_COLLECTOR_H
