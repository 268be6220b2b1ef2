// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Feeds the blocks of one line to its analyzer. One thread at a time, never
/// the audio thread.

#ifndef HOTCOLD_STREAM_LINE_ANALYSIS_H
#define HOTCOLD_STREAM_LINE_ANALYSIS_H

#include "relay/ring.h"
#include "stream/process.h"

#include <hotcold/analyzer.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The lines of one thread. Their analyzers of one rate share tables and
/// scratch memory, which the first of them makes and the last one frees.
/// Zero-initialised by its owner.
typedef struct {
  const HcAnalyzer* newest; ///< The analyzer made last; NULL: none exists
} HcAnalysisGroup;

/// The reading end of one line's ring of samples. Any field may be read; only
/// the functions below change them.
typedef struct {
  HcRing*            blocks; ///< Of HcBlock; borrowed
  HcAnalysisGroup*   group;  ///< Borrowed
  HcAnalyzerSettings settings;
  HcAnalyzer*        analyzer; ///< Owned; NULL: no analysis at this rate
  uint32_t           rate;     ///< Frames per second of `analyzer`
} HcLineAnalysis;

/// Start an analysis of `blocks` at `rate` frames per second. A
/// rate outside HC_MIN_RATE..HC_MAX_RATE is not an error: the line has no
/// analysis then. `blocks` and `group` must outlive `line`; all lines of
/// `group` are used by one thread at a time. Plans transforms: see
/// hc_analyzer_new(). False when out of memory; hc_line_analysis_finish() is
/// allowed then too.
bool
hc_line_analysis_init(HcLineAnalysis*           line,
                      HcRing*                   blocks,
                      HcAnalysisGroup*          group,
                      const HcAnalyzerSettings* settings,
                      uint32_t                  rate);

/// Free what `line` owns. NULL and a zeroed struct are allowed.
void
hc_line_analysis_finish(HcLineAnalysis* line);

/// Analyze all blocks in the ring, at most `max_blocks`. Returns their number.
/// A block of another sample rate starts a new analysis; without the memory for
/// it the line has none until the rate changes again.
size_t
hc_line_analysis_drain(HcLineAnalysis* line, size_t max_blocks);

/// Forget all audio analyzed so far
void
hc_line_analysis_reset(HcLineAnalysis* line);

/// Write the analysis so far into `analysis`. All readings are invalid if there
/// is no analyzer at this rate.
void
hc_line_analysis_read(const HcLineAnalysis* line, HcAnalysis* analysis);

#endif // HOTCOLD_STREAM_LINE_ANALYSIS_H
