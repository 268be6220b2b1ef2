// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/intake.h"

#include "dsp/decimate.h"
#include "dsp/simd.h"

#include <stdlib.h>

struct HcIntake {
  HcIntakeSink  sink;
  uint32_t      factor;
  size_t        block;  // Frames processed at a time
  size_t        filled; // Frames gathered
  size_t        skip; // Decimated frames to drop until the filters have settled
  HcDecimator*  decimators[2];
  HcStft*       full_band;
  HcStft*       decimated;
  HcStftShape   short_term; // Of segments that glance at the decimated STFT's
  HcFftScratch* short_term_scratch; // Borrowed
  bool          short_term_runs;
  size_t        short_term_waits;      // Decimated frames to its next segment
  size_t        waiting;               // Blocks
  HcStftRoom    rooms[HC_MAX_WAITING]; // Where they lie, in the full-band STFT
};

HcIntake*
hc_intake_new(const HcFftShared* const  shared_fft,
              const HcIntakeSink* const sink)
{
  const uint32_t  rate = shared_fft->rate;
  HcIntake* const self = (HcIntake*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const HcStftShape full_band = hc_stft_full_band(rate);
  const HcStftShape decimated = hc_stft_decimated(rate);
  self->sink                  = *sink;
  self->factor                = decimated.factor;
  self->block                 = rate < 32000 ? HC_MAX_BLOCK / 4 : HC_MAX_BLOCK;
  self->decimators[0]         = hc_decimator_new(decimated.factor);
  self->decimators[1]         = hc_decimator_new(decimated.factor);
  self->decimated          = hc_stft_new(&decimated, 0, shared_fft->decimated);
  self->short_term         = hc_stft_short_term(rate);
  self->short_term_scratch = shared_fft->short_term;
  self->full_band          = hc_stft_new(
    &full_band, (HC_MAX_WAITING - 1) * self->block, shared_fft->full_band);
  if (!self->decimators[0] || !self->decimators[1] || !self->full_band ||
      !self->decimated) {
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
    hc_stft_free(self->full_band);
    hc_stft_free(self->decimated);
    free(self);
  }
}

void
hc_intake_restart(HcIntake* const self, const uint64_t frame)
{
  // Outputs of the filters up to twice their delay hold silence from before
  const uint32_t delay   = hc_decimator_delay(self->decimators[0]);
  const uint32_t factor  = self->factor;
  self->filled           = 0;
  self->waiting          = 0;
  self->short_term_waits = self->short_term.size;
  self->skip             = (2 * delay + factor - 1) / factor;
  hc_decimator_reset(self->decimators[0]);
  hc_decimator_reset(self->decimators[1]);
  hc_stft_restart(self->full_band, frame);
  hc_stft_restart(self->decimated, frame + self->skip * factor - delay);
}

void
hc_intake_set_short_term(HcIntake* const self, const bool runs)
{
  self->short_term_runs = runs;
}

static void
run_short_term(HcIntake* const self, const size_t n)
{
  HcSpectrum spectrum;
  self->short_term_waits -= n;
  if (!self->short_term_waits && self->short_term_runs &&
      hc_stft_latest(self->decimated,
                     &self->short_term,
                     self->short_term_scratch,
                     &spectrum)) {
    self->sink.short_term(self->sink.user, &spectrum);
    self->short_term_waits = self->short_term.hop;
  }
}

static void
run_decimated(HcIntake* const    self,
              const float* const d,
              const float* const m,
              const size_t       n)
{
  HcSpectrum spectrum;
  for (size_t done = 0; done < n;) {
    // While the short-term STFT rests, its next segment may be overdue
    const size_t waits = self->short_term_waits;
    const size_t left  = n - done;
    const size_t most  = waits && waits < left ? waits : left;
    const size_t taken =
      hc_stft_take(self->decimated, d + done, m + done, most);
    run_short_term(self, taken < waits ? taken : waits);
    if (hc_stft_transform(self->decimated, 0, &spectrum)) {
      self->sink.decimated(self->sink.user, &spectrum);
    }
    done += taken;
  }
}

// The full-band STFT holds the block already, and others behind it
static void
run_block(HcIntake* const self, const size_t slot)
{
  // On the stack, which many lines share
  float            d[HC_MAX_BLOCK];
  float            m[HC_MAX_BLOCK];
  HcSpectrum       spectrum;
  const HcStftRoom room = self->rooms[slot];
  const size_t     n    = self->block;
  const size_t     slow = n / self->factor;
  const size_t     skip = self->skip < slow ? self->skip : slow;
  self->sink.block(self->sink.user, slot, n);
  hc_decimator_run(self->decimators[0], room.d, d, n);
  hc_decimator_run(self->decimators[1], room.m, m, n);
  self->skip -= skip;

  const size_t newer = (self->waiting - slot - 1) * n + self->filled;
  if (hc_stft_transform(self->full_band, newer, &spectrum)) {
    self->sink.full_band(self->sink.user, &spectrum);
  }
  run_decimated(self, d + skip, m + skip, slow - skip);
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
  HcStftRoom* const room = &self->rooms[self->waiting];
  const size_t      at   = self->filled;
  if (at == 0) {
    // Blocks are parts of a hop: they fit
    *room = hc_stft_room(self->full_band);
  }

  form(hot, cold, room->d + at, room->m + at, n);
  hc_stft_fill(self->full_band, n);
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
