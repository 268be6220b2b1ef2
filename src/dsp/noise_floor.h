// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which of the quiet blocks of a line hold idle noise and nothing else. Idle
/// noise keeps its level, what programme leaves behind falls: reverberation,
/// fades. A block counts if it and its neighbours lie at the lowest level that
/// was kept up, within the scatter of noise. That scatter is taken from the
/// logarithm of bins, where it is the same for noise of all levels and colours
/// (variance pi^2 / 6), and where a few lines weigh little. As long as no
/// programme was heard at all, nothing is left behind and every block counts.
/// Pure; one thread; plain data.

#ifndef HOTCOLD_DSP_NOISE_FLOOR_H
#define HOTCOLD_DSP_NOISE_FLOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Figures that are averaged
#define HC_NOISE_FLOOR_POWERS 4

/// Bands that are looked at one by one, and all of them at last
#define HC_NOISE_FLOOR_BANDS 10

/// What a block tells
typedef struct {
  double power[HC_NOISE_FLOOR_POWERS]; ///< Mean squares
  double level[HC_NOISE_FLOOR_BANDS];  ///< Mean logarithm of the power of bins
} HcNoiseFloorBlock;

/// A level that was kept up, and what was averaged there
typedef struct {
  bool     started;
  bool     is_lower;     ///< Than the one known when it started
  uint32_t misses;       ///< Blocks above it since the last one at it
  uint32_t blocks;       ///< Averaged
  double   count;        ///< The same, older ones forgotten
  double   square_count; ///< Sum of squares of their weights
  double   mean[HC_NOISE_FLOOR_POWERS];
  double
    scatter[HC_NOISE_FLOOR_POWERS]; ///< Weighted sum of squares about the mean
  double level[HC_NOISE_FLOOR_BANDS];
} HcNoiseFloorLevel;

/// At which level the latest blocks lie
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
  HcNoiseFloorLevel all;   ///< Before that: nothing is there but idle noise
  HcNoiseFloorLevel known; ///< The idle noise afterwards
  HcNoiseFloorLevel fresh; ///< Maybe it, once it lasts
  HcNoiseFloorRun   run;   ///< Where the last block was
  bool              waits; ///< `block` counts if the next one lies there too
  HcNoiseFloorBlock block;
} HcNoiseFloor;

/// Forget what was heard
void
hc_noise_floor_reset(HcNoiseFloor* idle);

/// Take in the next block
void
hc_noise_floor_feed(HcNoiseFloor* idle, const HcNoiseFloorBlock* block);

/// Programme plays, or blocks are missing
void
hc_noise_floor_break(HcNoiseFloor* idle);

/// The idle noise as known if nothing follows; !started if it is not
HcNoiseFloorLevel
hc_noise_floor_read(const HcNoiseFloor* idle);

/// Half of the 95 % interval of mean[i]
double
hc_noise_floor_error(const HcNoiseFloorLevel* level, int i);

#endif // HOTCOLD_DSP_NOISE_FLOOR_H
