// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Frames at the rail of one leg. A single sample at full scale is no clipping
/// (normalized files reach it), three in a row are. Pure; one thread.

#ifndef HOTCOLD_ANALYZER_CLIPPING_H
#define HOTCOLD_ANALYZER_CLIPPING_H

#include <stddef.h>
#include <stdint.h>

/// All zero is the beginning
typedef struct {
  uint64_t frames; ///< In runs of three or more at the rail
  uint64_t run;    ///< Length of the run under way
} HcClipping;

/// Take in `n` samples of the leg
void
hc_clipping_feed(HcClipping* clipping, const float* samples, size_t n);

/// What follows joins nothing before
void
hc_clipping_gap(HcClipping* clipping);

#endif // HOTCOLD_ANALYZER_CLIPPING_H
