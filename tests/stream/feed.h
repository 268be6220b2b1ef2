// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Blocks of a known line, for tests of what analyzes them, and a comparison of
/// what comes out.

#ifndef HOTCOLD_TESTS_STREAM_FEED_H
#define HOTCOLD_TESTS_STREAM_FEED_H

#include "relay/ring.h"

#include <hotcold/analyzer.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Noise on hot, and `gain` times that on cold
typedef struct {
  HcRing*  blocks; ///< Where they go; borrowed
  uint64_t state;  ///< Of the noise: a seed that is not zero
  uint64_t frame;  ///< Of the next block
  uint32_t rate;
  float    gain;
} Feed;

/// Push one full block. False, and nothing drawn, while the ring is full.
bool
feed_block(Feed* feed);

/// Balance in dB of a line with this gain: |h - c| over |h + c| / 2
double
feed_balance(float gain);

/// Whether all numbers of two analyses are the same to the last bit, and so
/// are verdict, findings and words
bool
same_analysis(const HcAnalysis* a, const HcAnalysis* b);

#endif // HOTCOLD_TESTS_STREAM_FEED_H
