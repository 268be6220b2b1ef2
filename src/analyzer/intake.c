// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/intake.h"

#include "dsp/decimate.h"
#include "dsp/simd.h"

#include <stdlib.h>

struct HcIntake {
  HcIntakeSink sink;
  uint32_t     factor;
  size_t       block;  // Frames processed at a time
  size_t       filled; // Frames gathered
  size_t       skip;   // Fine frames to drop until the filters have settled
  HcDecimator* decimators[2];
  HcPath*      wide;
  HcPath*      fine;
  HcPathShape  brief;       // Of segments that glance at the fine path's
  HcWorkbench* brief_bench; // Borrowed
  bool         brief_runs;
  size_t       brief_waits;           // Fine frames to its next segment
  size_t       waiting;               // Blocks
  HcPathRoom   rooms[HC_MAX_WAITING]; // Where they lie, in the wide path
};

HcIntake*
hc_intake_new(const HcWorkshop* const workshop, const HcIntakeSink* const sink)
{
  const uint32_t  rate = workshop->rate;
  HcIntake* const self = (HcIntake*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const HcPathShape wide = hc_wide_shape(rate);
  const HcPathShape fine = hc_fine_shape(rate);
  self->sink             = *sink;
  self->factor           = fine.factor;
  self->block            = rate < 32000 ? HC_MAX_BLOCK / 4 : HC_MAX_BLOCK;
  self->decimators[0]    = hc_decimator_new(fine.factor);
  self->decimators[1]    = hc_decimator_new(fine.factor);
  self->fine             = hc_path_new(&fine, 0, workshop->fine);
  self->brief            = hc_brief_shape(rate);
  self->brief_bench      = workshop->brief;
  self->wide =
    hc_path_new(&wide, (HC_MAX_WAITING - 1) * self->block, workshop->wide);
  if (!self->decimators[0] || !self->decimators[1] || !self->wide ||
      !self->fine) {
    hc_intake_free(self);
    return NULL;
  }
  hc_intake_restart(self, 0);
  return self;
}

void
hc_intake_free(HcIntake* const self)
{
  if (self) {
    hc_decimator_free(self->decimators[0]);
    hc_decimator_free(self->decimators[1]);
    hc_path_free(self->wide);
    hc_path_free(self->fine);
    free(self);
  }
}

void
hc_intake_restart(HcIntake* const self, const uint64_t frame)
{
  // Outputs of the filters up to twice their delay hold silence from before
  const uint32_t delay  = hc_decimator_delay(self->decimators[0]);
  const uint32_t factor = self->factor;
  self->filled          = 0;
  self->waiting         = 0;
  self->brief_waits     = self->brief.size;
  self->skip            = (2 * delay + factor - 1) / factor;
  hc_decimator_reset(self->decimators[0]);
  hc_decimator_reset(self->decimators[1]);
  hc_path_restart(self->wide, frame);
  hc_path_restart(self->fine, frame + self->skip * factor - delay);
}

void
hc_intake_set_brief(HcIntake* const self, const bool runs)
{
  self->brief_runs = runs;
}

static void
run_brief(HcIntake* const self, const size_t n)
{
  HcSpectrum spectrum;
  self->brief_waits -= n;
  if (!self->brief_waits && self->brief_runs &&
      hc_path_glance(self->fine, &self->brief, self->brief_bench, &spectrum)) {
    self->sink.brief(self->sink.user, &spectrum);
    self->brief_waits = self->brief.hop;
  }
}

static void
run_fine(HcIntake* const    self,
         const float* const d,
         const float* const m,
         const size_t       n)
{
  HcSpectrum spectrum;
  for (size_t done = 0; done < n;) {
    // While the brief path rests, its next segment may be overdue
    const size_t waits = self->brief_waits;
    const size_t left  = n - done;
    const size_t most  = waits && waits < left ? waits : left;
    const size_t taken = hc_path_take(self->fine, d + done, m + done, most);
    run_brief(self, taken < waits ? taken : waits);
    if (hc_path_transform(self->fine, 0, &spectrum)) {
      self->sink.fine(self->sink.user, &spectrum);
    }
    done += taken;
  }
}

// The wide path holds the block already, and others behind it
static void
run_block(HcIntake* const self, const size_t slot)
{
  // On the stack, which many lines share
  float            d[HC_MAX_BLOCK];
  float            m[HC_MAX_BLOCK];
  HcSpectrum       spectrum;
  const HcPathRoom room = self->rooms[slot];
  const size_t     n    = self->block;
  const size_t     slow = n / self->factor;
  const size_t     skip = self->skip < slow ? self->skip : slow;
  self->sink.block(self->sink.user, slot, n);
  hc_decimator_run(self->decimators[0], room.d, d, n);
  hc_decimator_run(self->decimators[1], room.m, m, n);
  self->skip -= skip;

  const size_t newer = (self->waiting - slot - 1) * n + self->filled;
  if (hc_path_transform(self->wide, newer, &spectrum)) {
    self->sink.wide(self->sink.user, &spectrum);
  }
  run_fine(self, d + skip, m + skip, slow - skip);
}

void
hc_intake_flush(HcIntake* const self)
{
  for (size_t slot = 0; slot < self->waiting; ++slot) {
    run_block(self, slot);
  }
  // The block at hand is the first to wait now
  self->rooms[0] = self->rooms[self->waiting % HC_MAX_WAITING];
  self->waiting  = 0;
}

// Both from the samples: the small one is exact
HC_SIMD_TWINS static void
form(const float* const hot,
     const float* const cold,
     float* restrict const d,
     float* restrict const m,
     const size_t n)
{
#pragma omp simd
  for (size_t i = 0; i < n; ++i) {
    d[i] = hot[i] - cold[i];
    m[i] = 0.5F * (hot[i] + cold[i]);
  }
}

static void
take_piece(HcIntake* const    self,
           const float* const hot,
           const float* const cold,
           const size_t       n)
{
  HcPathRoom* const room = &self->rooms[self->waiting];
  const size_t      at   = self->filled;
  if (at == 0) {
    // Blocks are parts of a hop: they fit
    *room = hc_path_room(self->wide);
  }

  form(hot, cold, room->d + at, room->m + at, n);
  hc_path_fill(self->wide, n);
  self->sink.samples(self->sink.user, hot, cold, n);
  self->filled += n;
}

void
hc_intake_feed(HcIntake* const    self,
               const float* const hot,
               const float* const cold,
               const size_t       frames)
{
  for (size_t done = 0; done < frames;) {
    const size_t left = self->block - self->filled;
    const size_t n    = frames - done < left ? frames - done : left;
    take_piece(self, hot + done, cold + done, n);
    done += n;
    if (self->filled == self->block) {
      self->filled = 0;
      self->sink.full(self->sink.user, self->waiting++);
      if (self->waiting == HC_MAX_WAITING) {
        hc_intake_flush(self);
      }
    }
  }
}
