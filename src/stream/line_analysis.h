// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// From the audio thread's blocks into one line's analyzer. Used by one thread,
/// never the audio thread.

#ifndef HOTCOLD_STREAM_LINE_ANALYSIS_H
#define HOTCOLD_STREAM_LINE_ANALYSIS_H

#include "relay/ring.h"
#include "stream/process.h"

#include <hotcold/analyzer.h>

#include <stdbool.h>
#include <stdint.h>

/// The reading end of one line's ring of samples
typedef struct HcDigest {
  HcRing*                blocks;    ///< Borrowed
  const struct HcDigest* neighbour; ///< To share with; NULL: none
  HcAnalyzerSettings     settings;
  HcAnalyzer*            analyzer; ///< NULL: no analysis at this rate
  uint32_t               rate;     ///< Frames per second of `analyzer`
} HcDigest;

/// A digest of the blocks of `line` at `rate`; false when out of memory. A rate
/// outside of HC_MIN_RATE..HC_MAX_RATE is no error: there just is no analysis.
/// Its analyzer is made beside that of `neighbour`, a digest in the same thread
/// whose memory lasts as long; NULL: none.
bool
hc_digest_init(HcDigest*                 digest,
               const HcLineProcess*      line,
               const HcDigest*           neighbour,
               const HcAnalyzerSettings* settings,
               uint32_t                  rate);

/// NULL-tolerant, and fine on a zeroed digest
void
hc_digest_finish(HcDigest* digest);

/// Take in all blocks there are, at most `max_blocks`; the number taken. A new
/// sample rate begins a new analysis.
size_t
hc_digest_drain(HcDigest* digest, size_t max_blocks);

/// Forget all audio
void
hc_digest_reset(HcDigest* digest);

/// What is known now; all readings invalid where there is no analysis
void
hc_digest_read(const HcDigest* digest, HcAnalysis* analysis);

#endif // HOTCOLD_STREAM_LINE_ANALYSIS_H
