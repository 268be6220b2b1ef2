// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/fft_shared.h"

#include "dsp/stft.h"

#include <stdbool.h>
#include <stdlib.h>

static HcFftScratch*
new_scratch(const HcStftShape* const  shape,
            const size_t              n_channels,
            const HcFftScratch* const lender)
{
  return hc_fft_scratch_new(shape->size, &shape->window, n_channels, lender);
}

// The shorter segments use the scratch memory of the longer ones
static bool
make_scratch(HcFftShared* const       self,
             const HcStftShape* const full_band,
             const HcStftShape* const decimated,
             const HcStftShape* const short_term,
             const size_t             n_channels)
{
  const bool               is_longer = full_band->size > decimated->size;
  const HcStftShape* const longer    = is_longer ? full_band : decimated;
  const HcStftShape* const shorter   = is_longer ? decimated : full_band;
  HcFftScratch* const      lender    = new_scratch(longer, n_channels, NULL);
  HcFftScratch* const      borrower =
    lender ? new_scratch(shorter, n_channels, lender) : NULL;

  self->full_band = is_longer ? lender : borrower;
  self->decimated = is_longer ? borrower : lender;
  if (!borrower) {
    return false;
  }
  // Both have the Hann window
  self->short_term = short_term->size == full_band->size
                       ? self->full_band
                       : new_scratch(short_term, n_channels, lender);
  return self->short_term;
}

static HcFftShared*
new_shared(const uint32_t rate, const size_t n_channels)
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
  if (!make_scratch(self, &full_band, &decimated, &short_term, n_channels) ||
      !hc_noise_weights_init(&self->weights, &full_band, &decimated)) {
    hc_fft_shared_leave(self);
    return NULL;
  }
  return self;
}

HcFftShared*
hc_fft_shared_join(HcFftShared* const other,
                   const uint32_t     rate,
                   const size_t       n_channels)
{
  if (!other || other->rate != rate ||
      hc_fft_scratch_channels(other->full_band) != n_channels) {
    return new_shared(rate, n_channels);
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
    hc_noise_weights_finish(&self->weights);
    free(self);
  }
}
