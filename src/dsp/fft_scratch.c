// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/fft_scratch.h"

#include "dsp/transform.h"

#include <fftw3.h>

#include <stdbool.h>
#include <stdlib.h>

struct HcFftScratch {
  float*         window;  // One per sample
  float complex* bins[2]; // size / 2 + 1 each
  bool           borrows; // These
  HcTransform*   transform;
};

HcFftScratch*
hc_fft_scratch_new(const size_t               size,
                   const HcWindowShape* const window,
                   const HcFftScratch* const  lender)
{
  HcFftScratch* const self = (HcFftScratch*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const size_t bytes = (size / 2 + 1) * sizeof(float complex);
  self->window       = (float*)malloc(size * sizeof(float));
  self->borrows      = lender;
  for (int i = 0; i < 2; ++i) {
    self->bins[i] =
      lender ? lender->bins[i] : (float complex*)fftwf_malloc(bytes);
  }
  self->transform = hc_transform_new(size, lender ? lender->transform : NULL);
  if (!self->window || !self->bins[0] || !self->bins[1] || !self->transform) {
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
    if (!self->borrows) {
      fftwf_free(self->bins[0]);
      fftwf_free(self->bins[1]);
    }
    free(self->window);
    free(self);
  }
}

const float complex*
hc_fft_scratch_run(HcFftScratch* const self,
                   const int           which,
                   const HcSegmentRing ring)
{
  float complex* const bins = self->bins[which];
  hc_transform_run(self->transform, ring, self->window, bins);
  return bins;
}
