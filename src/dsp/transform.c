// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/transform.h"

#include "dsp/simd.h"

#include <fftw3.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

// Up to this size own splitting is quicker
#define MOST_SPLIT 8192

struct HcTransform {
  size_t         size;
  bool           splits;
  float*         in;     // size; windowed samples
  float complex* packed; // size / 2 + 1; only when splitting
  float*         turns;  // cos, -sin of 2 pi k / size, k <= size / 4; likewise
  fftwf_plan     plan;
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
  const size_t bytes = (size / 2 + 1) * sizeof(float complex);
  self->size         = size;
  self->splits       = size <= MOST_SPLIT;
  self->in           = (float*)fftwf_malloc(size * sizeof(float));
  self->packed       = (float complex*)fftwf_malloc(bytes);
  self->turns        = (float*)malloc((size / 2 + 2) * sizeof(float));
  if (!self->in || !self->packed || !self->turns) {
    hc_transform_free(self);
    return NULL;
  }
  fill_turns(self);
  self->plan =
    self->splits
      ? fftwf_plan_dft_1d((int)(size / 2),
                          (float complex*)self->in,
                          self->packed,
                          FFTW_FORWARD,
                          FFTW_ESTIMATE)
      : fftwf_plan_dft_r2c_1d((int)size, self->in, self->packed, FFTW_ESTIMATE);
  if (!self->plan) {
    hc_transform_free(self);
    return NULL;
  }
  if (!self->splits) {
    fftwf_free(self->packed); // Was there to plan with
    self->packed = NULL;
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
    fftwf_free(self->packed);
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

// From the transform z of even samples as real and odd as imaginary parts. With
// E and O those of the even and odd samples: X[k] = E[k] + W^k O[k] and
// X[half - k] = conj(E[k] - W^k O[k]).
HC_SIMD_TWINS static void
split(const float* restrict const z,
      const float* restrict const turns,
      float* restrict const x,
      const size_t half)
{
  x[0]            = z[0] + z[1];
  x[1]            = 0.0F;
  x[2 * half]     = z[0] - z[1];
  x[2 * half + 1] = 0.0F;
  for (size_t k = 1; k <= half / 2; ++k) {
    const float* const a  = z + 2 * k;
    const float* const b  = z + 2 * (half - k);
    const float        er = 0.5F * (a[0] + b[0]);
    const float        ei = 0.5F * (a[1] - b[1]);
    const float        o  = 0.5F * (a[1] + b[1]);
    const float        p  = 0.5F * (b[0] - a[0]);
    const float        wr = turns[2 * k] * o - turns[2 * k + 1] * p;
    const float        wi = turns[2 * k] * p + turns[2 * k + 1] * o;

    x[2 * k]              = er + wr;
    x[2 * k + 1]          = ei + wi;
    x[2 * (half - k)]     = er - wr;
    x[2 * (half - k) + 1] = wi - ei;
  }
}

void
hc_transform_run(HcTransform* const   self,
                 const float* const   samples,
                 const float* const   window,
                 float complex* const bins)
{
  multiply(samples, window, self->in, self->size);
  if (self->splits) {
    fftwf_execute(self->plan);
    split(
      (const float*)self->packed, self->turns, (float*)bins, self->size / 2);
  } else {
    fftwf_execute_dft_r2c(self->plan, self->in, bins);
  }
}
