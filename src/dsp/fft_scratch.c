// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/fft_scratch.h"

#include "dsp/spectrum.h"
#include "dsp/transform.h"

#include <fftw3.h>

#include <stdbool.h>
#include <stdlib.h>

struct HcFftScratch {
  size_t         n_channels;
  float*         window;                // One per sample
  float complex* bins[HC_MAX_CHANNELS]; // size / 2 + 1 each
  bool           borrows;               // `bins` belong to the lender
  HcTransform*   transform;
};

HcFftScratch*
hc_fft_scratch_new(const size_t               size,
                   const HcWindowShape* const window,
                   const size_t               n_channels,
                   const HcFftScratch* const  lender)
{
  HcFftScratch* const self = (HcFftScratch*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const size_t bytes = (size / 2 + 1) * sizeof(float complex);
  bool         fits  = true;
  self->n_channels   = n_channels;
  self->window       = (float*)malloc(size * sizeof(float));
  self->borrows      = lender;
  for (size_t i = 0; i < n_channels; ++i) {
    self->bins[i] =
      lender ? lender->bins[i] : (float complex*)fftwf_malloc(bytes);
    fits = fits && self->bins[i];
  }
  self->transform = hc_transform_new(size, lender ? lender->transform : NULL);
  if (!self->window || !fits || !self->transform) {
    hc_fft_scratch_free(self);
    return NULL;
  }
  hc_window_fill(window, self->window, size);
  return self;
}

void
hc_fft_scratch_free(HcFftScratch* const self)
{
  if (self) {
    hc_transform_free(self->transform);
    for (size_t i = 0; !self->borrows && i < self->n_channels; ++i) {
      fftwf_free(self->bins[i]);
    }
    free(self->window);
    free(self);
  }
}

size_t
hc_fft_scratch_channels(const HcFftScratch* const self)
{
  return self->n_channels;
}

const float complex*
hc_fft_scratch_run(HcFftScratch* const self,
                   const size_t        channel,
                   const HcSegmentRing ring)
{
  float complex* const bins = self->bins[channel];
  hc_transform_run(self->transform, ring, self->window, bins);
  return bins;
}
