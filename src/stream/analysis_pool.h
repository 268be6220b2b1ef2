// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The analysis threads. Each one has some of the lines for as long as the pool
/// lives: a line is never on two threads, and no thread waits for another. A
/// thread looks for new samples of its lines every 25 ms; the audio thread
/// wakes no thread. About five times a second it posts the analysis of each
/// line.

#ifndef HOTCOLD_STREAM_ANALYSIS_POOL_H
#define HOTCOLD_STREAM_ANALYSIS_POOL_H

#include "stream/process.h"

#include <hotcold/analyzer.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// Most threads a pool can have
#define HC_MAX_ANALYSIS_THREADS 64

/// Opaque
typedef struct HcAnalysisPool HcAnalysisPool;

/// A pool for all lines of `process`, which must outlive it. Nothing runs yet.
/// `n_threads` is 1..HC_MAX_ANALYSIS_THREADS, or 0 for one less than the
/// processor has cores, at least one; there are never more threads than lines.
/// Set-up thread. NULL when out of memory.
///
/// Several threads plan transforms when the sample rate changes, so this makes
/// FFTW's planner safe for threads, for the rest of the program.
HcAnalysisPool*
hc_analysis_pool_new(HcProcess*                process,
                     const HcAnalyzerSettings* settings,
                     size_t                    n_threads);

/// Stops all threads first. Set-up thread. NULL is allowed.
void
hc_analysis_pool_free(HcAnalysisPool* pool);

/// Threads that the pool has or, before the start, will have
size_t
hc_analysis_pool_threads(const HcAnalysisPool* pool);

/// Start all threads, at normal priority and with the caller's signal mask.
/// Once, by the set-up thread. HC_BAD_USAGE if the system does not give that
/// many; those that did start end with hc_analysis_pool_free().
HcStatus
hc_analysis_pool_start(HcAnalysisPool* pool, HcError* error);

/// Copy the newest analysis of `line` to `analysis` and return true, or return
/// false if it was taken before. Any thread, but only one for each line.
bool
hc_analysis_pool_take(HcAnalysisPool* pool, size_t line, HcAnalysis* analysis);

/// Forget the averages of `line` before its next samples are analyzed. If
/// `line` is not the number of a line, this is done for all lines. Any thread
/// but audio.
void
hc_analysis_pool_reset(HcAnalysisPool* pool, size_t line);

#endif // HOTCOLD_STREAM_ANALYSIS_POOL_H
