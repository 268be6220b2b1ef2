// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The analysis thread: digests the samples of all lines, and posts what it
/// found about five times a second.

#ifndef HOTCOLD_STREAM_WORKER_H
#define HOTCOLD_STREAM_WORKER_H

#include "stream/process.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// Opaque
typedef struct HcWorker HcWorker;

/// A worker on all lines of `process`, which must outlive it; not running yet.
/// NULL when out of memory.
HcWorker*
hc_worker_new(HcProcess* process, const HcAnalyzerSettings* settings);

/// Stops it first. NULL is fine.
void
hc_worker_free(HcWorker* worker);

/// Start the thread, at normal priority
HcStatus
hc_worker_start(HcWorker* worker, HcError* error);

/// Take the newest analysis of `line` if it was not taken yet. One thread.
bool
hc_worker_take(HcWorker* worker, size_t line, HcAnalysis* analysis);

/// Have the worker forget the averages of `line`, or of all lines if there is
/// no such line. Any thread.
void
hc_worker_reset(HcWorker* worker, size_t line);

#endif // HOTCOLD_STREAM_WORKER_H
