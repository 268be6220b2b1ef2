// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/transform.h"

#include "dsp/simd.h"
#include "dsp/split.h"

#include <fftw3.h>

#include <math.h>
#include <stdlib.h>

struct HcTransform {
  size_t        size;
  float*        in;    // size; windowed samples
  float*        turns; // See HcSplitKernel
  HcSplitKernel split;
  fftwf_plan    plan;
};

static void
fill_turns(const HcTransform* const self)
{
  static const double tau = 6.283185307179586;
  for (size_t k = 0; k <= self->size / 4; ++k) {
    const double phase     = tau * (double)k / (double)self->size;
    self->turns[2 * k]     = (float)cos(phase);
    self->turns[2 * k + 1] = (float)-sin(phase);
  }
}

HcTransform*
hc_transform_new(const size_t size)
{
  HcTransform* const self = (HcTransform*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  // To plan with: runs have bins of their own
  float complex* const bins =
    (float complex*)fftwf_malloc((size / 2 + 1) * sizeof(float complex));
  self->size  = size;
  self->split = hc_split_kernel();
  self->in    = (float*)fftwf_malloc(size * sizeof(float));
  self->turns = (float*)malloc((size / 2 + 2) * sizeof(float));
  if (bins && self->in && self->turns) {
    fill_turns(self);
    self->plan = fftwf_plan_dft_1d((int)(size / 2),
                                   (float complex*)self->in,
                                   bins,
                                   FFTW_FORWARD,
                                   FFTW_ESTIMATE);
  }
  fftwf_free(bins);
  if (!self->plan) {
    hc_transform_free(self);
    return NULL;
  }
  return self;
}

void
hc_transform_free(HcTransform* const self)
{
  if (self) {
    if (self->plan) {
      fftwf_destroy_plan(self->plan);
    }
    fftwf_free(self->in);
    free(self->turns);
    free(self);
  }
}

HC_SIMD_TWINS static void
multiply(const float* restrict const a,
         const float* restrict const b,
         float* restrict const product,
         const size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    product[i] = a[i] * b[i];
  }
}

void
hc_transform_run(HcTransform* const   self,
                 const float* const   ring,
                 const size_t         start,
                 const float* const   window,
                 float complex* const bins)
{
  const size_t first = self->size - start;
  multiply(ring + start, window, self->in, first);
  multiply(ring, window + first, self->in + first, start);
  fftwf_execute_dft(self->plan, (float complex*)self->in, bins);
  self->split((float*)bins, self->turns, self->size / 2);
}
