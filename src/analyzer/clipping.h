// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts the frames of one leg that are clipped. One sample at full scale is
/// not clipping (normalized files reach it), three in a row are. Pure; one
/// thread.

#ifndef HOTCOLD_ANALYZER_CLIPPING_H
#define HOTCOLD_ANALYZER_CLIPPING_H

#include <stddef.h>
#include <stdint.h>

/// All zero at first, and after a gap
typedef struct {
  uint64_t frames; ///< Frames in runs of three or more samples at full scale
  uint64_t run;    ///< Samples in the run that has not ended yet
} HcClipping;

/// Add the next `n` samples of the leg (full scale 1.0)
void
hc_clipping_feed(HcClipping* clipping, const float* samples, size_t n);

#endif // HOTCOLD_ANALYZER_CLIPPING_H
