// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A run of consecutive frames on its way from the audio thread to analysis.

#ifndef HOTCOLD_STREAM_BLOCK_H
#define HOTCOLD_STREAM_BLOCK_H

#include "dsp/legs.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Up to HC_BLOCK_FRAMES frames of one line, planar, full scale = 1.0, zero
/// behind the last frame
typedef struct {
  uint64_t frame;      ///< Stream position of the first frame
  uint32_t rate;       ///< Frames per second
  uint32_t frames;     ///< 1..HC_BLOCK_FRAMES
  uint32_t not_finite; ///< Of these, frames that were zeroed
  bool     gap;        ///< The block does not join the one before
  _Alignas(64) float hot[HC_BLOCK_FRAMES];
  float cold[HC_BLOCK_FRAMES];
  float reference[HC_BLOCK_FRAMES]; ///< Only on lines that have one
} HcBlock;

/// Bytes of a block as stored. Without a reference it ends before `reference`.
static inline size_t
hc_block_size(const bool has_reference)
{
  return has_reference ? sizeof(HcBlock) : offsetof(HcBlock, reference);
}

#endif // HOTCOLD_STREAM_BLOCK_H
