// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/noise_floor.h"

#include <math.h>
#include <string.h>

/// Blocks, not counting the first, before a level is known
#define LEAST_BLOCKS 3U

/// A level that has begun to last is dropped after more than this number of
/// blocks above it in a row
#define MISSES 4U

/// Idle noise stays within this number of standard deviations
#define WITHIN 4.0

/// Variance of the mean of blocks over that of independent blocks: their
/// windows overlap
#define SHARED 1.33

static void
end_run(HcNoiseFloor* const idle)
{
  idle->run   = HC_NOISE_FLOOR_NONE;
  idle->waits = false;
}

void
hc_noise_floor_reset(HcNoiseFloor* const idle)
{
  memset(&idle->all, 0, sizeof(idle->all));
  memset(&idle->known, 0, sizeof(idle->known));
  memset(&idle->fresh, 0, sizeof(idle->fresh));
  idle->broken = false;
  end_run(idle);
}

void
hc_noise_floor_break(HcNoiseFloor* const idle)
{
  idle->broken = true;
  end_run(idle);
}

static double
effective(const HcNoiseFloorLevel* const level)
{
  return level->blocks ? level->count * level->count / level->square_count
                       : 1.0;
}

/// -1 if a block is below a level, 0 if it is at it, 1 if it is above. Below in
/// one band is enough for -1: a sound that still decays there is not idle noise
/// yet.
static int
side_of(const HcNoiseFloor* const      idle,
        const HcNoiseFloorLevel* const level,
        const HcNoiseFloorBlock* const block)
{
  const double share  = 1.0 + SHARED / effective(level);
  int          result = 0;
  for (size_t b = 0; b < idle->n_bands; ++b) {
    const double limit = WITHIN * sqrt(idle->variance[b] * share);
    const double off   = block->level[b] - level->level[b];
    if (off < -limit) {
      return -1;
    }
    result = off > limit ? 1 : result;
  }
  return result;
}

/// Weighted running mean and scatter (West 1979)
static void
add(HcNoiseFloorLevel* const       level,
    const HcNoiseFloorBlock* const block,
    const double                   keep)
{
  level->count        = keep * level->count + 1.0;
  level->square_count = keep * keep * level->square_count + 1.0;
  for (int i = 0; i < HC_NOISE_FLOOR_POWERS; ++i) {
    const double off = block->power[i] - level->mean[i];
    level->mean[i] += off / level->count;
    level->scatter[i] =
      keep * level->scatter[i] + off * (block->power[i] - level->mean[i]);
  }
  // The first block replaces the initial value
  for (int b = 0; b < HC_NOISE_FLOOR_BANDS; ++b) {
    level->level[b] += (block->level[b] - level->level[b]) / level->count;
  }
  ++level->blocks;
}

/// Not started, or digital silence: the noise of the line is not known from it
static bool
is_nothing(const HcNoiseFloorLevel* const level)
{
  return !level->started || (level->blocks && !(level->mean[0] > 0.0));
}

static bool
may_replace(const HcNoiseFloor* const idle)
{
  const HcNoiseFloorLevel* const fresh = &idle->fresh;
  const bool has_lasted = idle->rise && fresh->blocks >= idle->rise;
  return fresh->blocks >= LEAST_BLOCKS &&
         (fresh->is_lower || has_lasted || is_nothing(&idle->known));
}

/// The waiting block has a neighbour at the same level now: add it
static void
settle(HcNoiseFloor* const idle)
{
  if (!idle->waits) {
    return;
  }
  idle->waits = false;
  if (idle->run == HC_NOISE_FLOOR_KNOWN) {
    add(&idle->known, &idle->block, idle->keep);
    return;
  }
  add(&idle->fresh, &idle->block, idle->keep);
  if (may_replace(idle)) {
    idle->known         = idle->fresh;
    idle->fresh.started = false;
    idle->run           = HC_NOISE_FLOOR_KNOWN;
  }
}

/// Add a block to a run. The first block of a run does not count, because the
/// end of a decaying sound may be in it.
static void
follow(HcNoiseFloor* const            idle,
       const HcNoiseFloorRun          run,
       const HcNoiseFloorBlock* const block)
{
  if (idle->run != run) {
    idle->run   = run;
    idle->waits = false;
    return;
  }
  settle(idle);
  idle->block = *block;
  idle->waits = true;
}

static void
start(HcNoiseFloor* const idle, const HcNoiseFloorBlock* const block)
{
  HcNoiseFloorLevel* const fresh = &idle->fresh;
  memset(fresh, 0, sizeof(*fresh));
  memcpy(fresh->level, block->level, sizeof(fresh->level));
  fresh->started = true;
  fresh->is_lower =
    idle->known.started && side_of(idle, &idle->known, block) < 0;
  idle->run   = HC_NOISE_FLOOR_FRESH;
  idle->waits = false;
}

void
hc_noise_floor_feed(HcNoiseFloor* const            idle,
                    const HcNoiseFloorBlock* const block)
{
  HcNoiseFloorLevel* const known = &idle->known;
  HcNoiseFloorLevel* const fresh = &idle->fresh;
  idle->broken                   = idle->broken || !(block->power[0] > 0.0);
  if (!idle->broken) {
    add(&idle->all, block, idle->keep);
    idle->all.started = idle->all.blocks >= LEAST_BLOCKS;
  }

  if (!is_nothing(known) && !(block->power[0] > 0.0)) {
    end_run(idle);
  } else if (known->started && !side_of(idle, known, block)) {
    fresh->started = false;
    follow(idle, HC_NOISE_FLOOR_KNOWN, block);
  } else if (!fresh->started || side_of(idle, fresh, block) < 0) {
    start(idle, block);
  } else if (!side_of(idle, fresh, block)) {
    fresh->misses = 0;
    follow(idle, HC_NOISE_FLOOR_FRESH, block);
  } else if (++fresh->misses > (fresh->blocks ? MISSES : 0U)) {
    start(idle, block);
  } else {
    end_run(idle);
  }
}

HcNoiseFloorLevel
hc_noise_floor_read(const HcNoiseFloor* const idle)
{
  if (!idle->broken) {
    return idle->all;
  }
  HcNoiseFloor copy = *idle;
  settle(&copy);
  return copy.known;
}

/// 0.975 quantile of Student's t (Abramowitz and Stegun 26.7.5)
static double
student(const double freedom)
{
  return 1.96 + 2.372 / freedom + 2.822 / (freedom * freedom) +
         2.56 / (freedom * freedom * freedom);
}

double
hc_noise_floor_error(const HcNoiseFloorLevel* const level, const int i)
{
  if (!(level->scatter[i] > 0.0)) {
    return 0.0;
  }
  const double freedom  = fmax(effective(level) - 1.0, 1.0);
  const double variance = level->scatter[i] / level->count;
  return student(freedom) * sqrt(SHARED * variance / freedom);
}
