// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/fft_shared.h"

#include "dsp/stft.h"

#include <stdbool.h>
#include <stdlib.h>

static HcFftShared*
open_workshop(const uint32_t rate)
{
  HcFftShared* const self = (HcFftShared*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const HcStftShape full_band  = hc_stft_full_band(rate);
  const HcStftShape decimated  = hc_stft_decimated(rate);
  const HcStftShape short_term = hc_stft_short_term(rate);
  self->rate                   = rate;
  self->users                  = 1;
  // The longer one lends the shorter one its memory
  const bool               is_full_band = full_band.size > decimated.size;
  const HcStftShape* const longer  = is_full_band ? &full_band : &decimated;
  const HcStftShape* const shorter = is_full_band ? &decimated : &full_band;
  HcFftScratch* const      lender =
    hc_fft_scratch_new(longer->size, &longer->window, NULL);
  HcFftScratch* const borrower =
    lender ? hc_fft_scratch_new(shorter->size, &shorter->window, lender) : NULL;
  self->full_band = is_full_band ? lender : borrower;
  self->decimated = is_full_band ? borrower : lender;
  // Both are for Hann's window
  self->short_term =
    short_term.size == full_band.size
      ? self->full_band
      : hc_fft_scratch_new(short_term.size, &short_term.window, lender);
  if (!borrower || !self->short_term) {
    hc_fft_shared_leave(self);
    return NULL;
  }
  return self;
}

HcFftShared*
hc_fft_shared_join(HcFftShared* const other, const uint32_t rate)
{
  if (!other || other->rate != rate) {
    return open_workshop(rate);
  }
  ++other->users;
  return other;
}

void
hc_fft_shared_leave(HcFftShared* const self)
{
  if (self && --self->users == 0) {
    if (self->short_term != self->full_band) {
      hc_fft_scratch_free(self->short_term);
    }
    hc_fft_scratch_free(self->full_band);
    hc_fft_scratch_free(self->decimated);
    free(self);
  }
}
