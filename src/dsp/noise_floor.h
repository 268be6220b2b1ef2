// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides which of the blocks without programme are idle noise and nothing
/// else. Idle noise keeps its level; what follows programme falls:
/// reverberation, fades. A block counts if it and its neighbours have the
/// lowest level that lasted, within the scatter of noise. The scatter is that
/// of the logarithm of bins, which is the same for noise of all levels and
/// colours (variance pi^2 / 6) and in which a few lines weigh little. Before
/// the first programme every block counts. Pure; one thread; plain data.

#ifndef HOTCOLD_DSP_NOISE_FLOOR_H
#define HOTCOLD_DSP_NOISE_FLOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Powers that are averaged
#define HC_NOISE_FLOOR_POWERS 4

/// Bands that are compared one by one; the last one is all of them
#define HC_NOISE_FLOOR_BANDS 10

/// One block
typedef struct {
  double power[HC_NOISE_FLOOR_POWERS]; ///< Mean squares
  double level[HC_NOISE_FLOOR_BANDS];  ///< Mean logarithm of the power of bins
} HcNoiseFloorBlock;

/// A level that lasted, and the averages of its blocks
typedef struct {
  bool     started;
  bool     is_lower;     ///< Lower than the one known when it started
  uint32_t misses;       ///< Blocks above this level since the last one at it
  uint32_t blocks;       ///< Averaged
  double   count;        ///< The same with exponential forgetting
  double   square_count; ///< Sum of squares of their weights
  double   mean[HC_NOISE_FLOOR_POWERS];
  double
    scatter[HC_NOISE_FLOOR_POWERS]; ///< Weighted sum of squares about the mean
  double level[HC_NOISE_FLOOR_BANDS];
} HcNoiseFloorLevel;

/// Which level the latest blocks have
typedef enum {
  HC_NOISE_FLOOR_NONE,
  HC_NOISE_FLOOR_KNOWN,
  HC_NOISE_FLOOR_FRESH
} HcNoiseFloorRun;

typedef struct {
  size_t   n_bands;                        ///< In use, with that of all
  double   variance[HC_NOISE_FLOOR_BANDS]; ///< Of a block's level, idle noise
  double   keep;           ///< Weight left when a block is added, 1: linear
  uint32_t rise;           ///< Blocks until a higher level counts, 0: never
  bool     broken;         ///< Programme was heard, or digital silence
  HcNoiseFloorLevel all;   ///< Before that: all blocks
  HcNoiseFloorLevel known; ///< The idle noise afterwards
  HcNoiseFloorLevel fresh; ///< A level that becomes `known` if it lasts
  HcNoiseFloorRun   run;   ///< Where the last block was
  bool              waits; ///< `block` counts if the next one has this level,
                           ///< too
  HcNoiseFloorBlock block;
} HcNoiseFloor;

/// Forget all blocks
void
hc_noise_floor_reset(HcNoiseFloor* idle);

/// Add the next block
void
hc_noise_floor_feed(HcNoiseFloor* idle, const HcNoiseFloorBlock* block);

/// Programme plays, or blocks are missing
void
hc_noise_floor_break(HcNoiseFloor* idle);

/// The idle noise, computed as if the audio ended here. `started` is false if
/// it is not known.
HcNoiseFloorLevel
hc_noise_floor_read(const HcNoiseFloor* idle);

/// Half the width of the 95 % interval of mean[i]
double
hc_noise_floor_error(const HcNoiseFloorLevel* level, int i);

#endif // HOTCOLD_DSP_NOISE_FLOOR_H
