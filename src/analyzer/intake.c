// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/intake.h"

#include "analyzer/clipping.h"
#include "dsp/decimate.h"
#include "dsp/simd.h"
#include "dsp/stft.h"

#include <stdlib.h>
#include <string.h>

// The next step in the analysis of the first block that waits
typedef enum {
  BLOCK,
  FULL_BAND,
  SAMPLES, // Give samples to the decimated STFT, up to the end of a segment
  SHORT_TERM,
  DECIMATED
} Step;

// A block that waits
typedef struct {
  HcStftRoom room;       // Where its samples are, in the full-band STFT
  uint64_t   clipped[2]; // Frames of hot and cold
} Block;

struct HcIntake {
  HcFftShared* shared_fft; // Borrowed
  size_t       n_channels;
  uint32_t     factor;
  size_t       block;       // Frames in a block
  size_t       filled;      // Frames in the block that is being filled
  HcClipping   clipping[2]; // Of hot and cold in that block
  size_t       skip; // Decimated frames to drop until the filters have settled
  HcDecimator* decimators[HC_MAX_CHANNELS];
  HcStft*      full_band;
  HcStft*      decimated;
  HcStftShape  short_term; // It uses the samples of the decimated STFT
  bool         short_term_runs;
  size_t       short_term_waits;       // Decimated frames to its next segment
  Block        blocks[HC_MAX_WAITING]; // Last, the one that is being filled
  size_t       waiting;
  size_t       taken; // Number of these blocks that have been taken out
  Step         step;
  size_t       slow_at;  // Decimated frames of the block that have been used
  size_t       slow_end; // Decimated frames of the block
};

static bool
is_complete(const HcIntake* const self)
{
  bool complete = self->full_band && self->decimated;
  for (size_t i = 0; i < self->n_channels; ++i) {
    complete = complete && self->decimators[i];
  }
  return complete;
}

HcIntake*
hc_intake_new(HcFftShared* const shared_fft, const size_t n_channels)
{
  const uint32_t  rate = shared_fft->rate;
  HcIntake* const self = (HcIntake*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const HcStftShape full_band = hc_stft_full_band(rate);
  const HcStftShape decimated = hc_stft_decimated(rate);
  self->shared_fft            = shared_fft;
  self->n_channels            = n_channels;
  self->factor                = decimated.factor;
  self->block                 = rate < 32000 ? HC_MAX_BLOCK / 4 : HC_MAX_BLOCK;
  self->short_term            = hc_stft_short_term(rate);
  self->decimated =
    hc_stft_new(&decimated, n_channels, 0, shared_fft->decimated);
  self->full_band = hc_stft_new(&full_band,
                                n_channels,
                                (HC_MAX_WAITING - 1) * self->block,
                                shared_fft->full_band);
  for (size_t i = 0; i < n_channels; ++i) {
    self->decimators[i] = hc_decimator_new(decimated.factor);
  }
  if (!is_complete(self)) {
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
    for (size_t i = 0; i < self->n_channels; ++i) {
      hc_decimator_free(self->decimators[i]);
    }
    hc_stft_free(self->full_band);
    hc_stft_free(self->decimated);
    free(self);
  }
}

void
hc_intake_restart(HcIntake* const self, const uint64_t frame)
{
  // For twice its delay, the output of a filter includes silence from before
  const uint32_t delay   = hc_decimator_delay(self->decimators[0]);
  const uint32_t factor  = self->factor;
  self->filled           = 0;
  self->waiting          = 0;
  self->taken            = 0;
  self->step             = BLOCK;
  self->short_term_waits = self->short_term.size;
  self->skip             = (2 * delay + factor - 1) / factor;
  memset(self->clipping, 0, sizeof(self->clipping));
  for (size_t i = 0; i < self->n_channels; ++i) {
    hc_decimator_reset(self->decimators[i]);
  }
  hc_stft_restart(self->full_band, frame);
  hc_stft_restart(self->decimated, frame + self->skip * factor - delay);
}

void
hc_intake_set_short_term(HcIntake* const self, const bool runs)
{
  self->short_term_runs = runs;
}

// Both are computed from the samples, so the weaker one is exact, too
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
copy_reference(float* const x, const float* const reference, const size_t n)
{
  if (reference) {
    memcpy(x, reference, n * sizeof(float));
  } else {
    memset(x, 0, n * sizeof(float));
  }
}

static void
end_block(HcIntake* const self)
{
  Block* const block = &self->blocks[self->waiting++];
  for (int leg = 0; leg < 2; ++leg) {
    block->clipped[leg]        = self->clipping[leg].frames;
    self->clipping[leg].frames = 0;
  }
  self->filled = 0;
}

// Add `n` frames, which fit into the block that is being filled
static void
put_piece(HcIntake* const    self,
          const float* const hot,
          const float* const cold,
          const float* const reference,
          const size_t       n)
{
  HcStftRoom* const room = &self->blocks[self->waiting].room;
  const size_t      at   = self->filled;
  if (at == 0) {
    // A hop is a multiple of a block, so a block never wraps around in the ring
    *room = hc_stft_room(self->full_band);
  }
  form(hot,
       cold,
       room->samples[HC_CHANNEL_D] + at,
       room->samples[HC_CHANNEL_M] + at,
       n);
  if (self->n_channels > HC_CHANNEL_X) {
    copy_reference(room->samples[HC_CHANNEL_X] + at, reference, n);
  }
  hc_stft_fill(self->full_band, n);
  hc_clipping_feed(&self->clipping[0], hot, n);
  hc_clipping_feed(&self->clipping[1], cold, n);
  self->filled += n;
}

size_t
hc_intake_put(HcIntake* const    self,
              const float* const hot,
              const float* const cold,
              const float* const reference,
              const size_t       frames)
{
  size_t done = 0;
  while (done < frames && self->waiting < HC_MAX_WAITING) {
    const size_t left = self->block - self->filled;
    const size_t n    = frames - done < left ? frames - done : left;
    put_piece(
      self, hot + done, cold + done, reference ? reference + done : NULL, n);
    done += n;
    if (self->filled == self->block) {
      end_block(self);
    }
  }
  return done;
}

static bool
begin_block(HcIntake* const self, HcSegment* const segment)
{
  const Block* const block = &self->blocks[self->taken];
  segment->kind            = HC_SEGMENT_BLOCK;
  segment->frames          = self->block;
  memcpy(segment->clipped, block->clipped, sizeof(segment->clipped));
  self->step = FULL_BAND;
  return true;
}

// The full-band STFT has the samples of this block already, and of newer blocks
static bool
next_full_band(HcIntake* const self, HcSegment* const segment)
{
  const size_t newer =
    (self->waiting - self->taken - 1) * self->block + self->filled;
  segment->kind = HC_SEGMENT_FULL_BAND;
  self->step    = SAMPLES;
  for (size_t i = 0; i < self->n_channels; ++i) {
    hc_decimator_run(self->decimators[i],
                     self->blocks[self->taken].room.samples[i],
                     self->shared_fft->blocks[i],
                     self->block);
  }
  self->slow_end = self->block / self->factor;
  self->slow_at  = self->skip < self->slow_end ? self->skip : self->slow_end;
  self->skip -= self->slow_at;
  return hc_stft_transform(self->full_band, newer, &segment->spectrum);
}

// Give samples to the decimated STFT up to where a segment may end, at most to
// the end of the block
static bool
take_samples(HcIntake* const self)
{
  if (self->slow_at == self->slow_end) {
    ++self->taken;
    self->step = BLOCK;
    return false;
  }
  // While the short-term STFT rests, its next segment may be overdue
  const size_t waits = self->short_term_waits;
  const size_t left  = self->slow_end - self->slow_at;
  const float* samples[HC_MAX_CHANNELS];
  for (size_t i = 0; i < self->n_channels; ++i) {
    samples[i] = self->shared_fft->blocks[i] + self->slow_at;
  }
  const size_t n = hc_stft_take(
    self->decimated, samples, waits && waits < left ? waits : left);
  self->short_term_waits -= n < waits ? n : waits;
  self->slow_at += n;
  self->step = SHORT_TERM;
  return false;
}

static bool
next_short_term(HcIntake* const self, HcSegment* const segment)
{
  segment->kind       = HC_SEGMENT_SHORT_TERM;
  self->step          = DECIMATED;
  const bool is_there = !self->short_term_waits && self->short_term_runs &&
                        hc_stft_latest(self->decimated,
                                       &self->short_term,
                                       self->shared_fft->short_term,
                                       &segment->spectrum);
  self->short_term_waits =
    is_there ? self->short_term.hop : self->short_term_waits;
  return is_there;
}

static bool
next_decimated(HcIntake* const self, HcSegment* const segment)
{
  segment->kind = HC_SEGMENT_DECIMATED;
  self->step    = SAMPLES;
  return hc_stft_transform(self->decimated, 0, &segment->spectrum);
}

static bool
take_step(HcIntake* const self, HcSegment* const segment)
{
  switch (self->step) {
  case BLOCK:
    return begin_block(self, segment);
  case FULL_BAND:
    return next_full_band(self, segment);
  case SAMPLES:
    return take_samples(self);
  case SHORT_TERM:
    return next_short_term(self, segment);
  case DECIMATED:
    return next_decimated(self, segment);
  }
  return false;
}

bool
hc_intake_next(HcIntake* const self, HcSegment* const segment)
{
  while (self->taken < self->waiting) {
    if (take_step(self, segment)) {
      return true;
    }
  }
  // Only the block that is being filled is left: move it to the front
  self->blocks[0] = self->blocks[self->waiting % HC_MAX_WAITING];
  self->waiting   = 0;
  self->taken     = 0;
  return false;
}
