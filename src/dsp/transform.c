// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/transform.h"

#include "dsp/split.h"

#include <fftw3.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

struct HcTransform {
  size_t         size;
  HcSplitKernels kernels;
  float*         fold_turns;  // See HcFold
  float*         split_turns; // See HcSplit
  float complex* folded;      // size / 2: sums, then differences
  float complex* parts;       // Their transforms
  bool           borrows;     // `folded` and `parts` belong to the lender
  bool           is_half;     // The lender is twice as long: its fold_turns
                              // are used as split_turns
  fftwf_plan plan;            // For the sums, and for the differences
};

// Fill in cos and -sin of k times `step` turns, for k < n
static void
fill_turns(float* const turns, const double step, const size_t n)
{
  static const double tau = 6.283185307179586;
  for (size_t k = 0; k < n; ++k) {
    turns[2 * k]     = (float)cos(tau * step * (double)k);
    turns[2 * k + 1] = (float)-sin(tau * step * (double)k);
  }
}

HcTransform*
hc_transform_new(const size_t size, const HcTransform* const lender)
{
  HcTransform* const self = (HcTransform*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const size_t bytes = size / 2 * sizeof(float complex);
  self->size         = size;
  self->kernels      = hc_split_kernels();
  self->fold_turns   = (float*)malloc(size / 2 * sizeof(float));
  self->is_half      = lender && lender->size == 2 * size;
  self->split_turns  = self->is_half
                         ? lender->fold_turns
                         : (float*)malloc((size / 2 + 2) * sizeof(float));
  self->borrows      = lender;
  self->folded = lender ? lender->folded : (float complex*)fftwf_malloc(bytes);
  self->parts  = lender ? lender->parts : (float complex*)fftwf_malloc(bytes);
  if (!self->fold_turns || !self->split_turns || !self->folded ||
      !self->parts) {
    hc_transform_free(self);
    return NULL;
  }
  self->plan = fftwf_plan_dft_1d(
    (int)(size / 4), self->folded, self->parts, FFTW_FORWARD, FFTW_ESTIMATE);
  if (!self->plan) {
    hc_transform_free(self);
    return NULL;
  }
  fill_turns(self->fold_turns, 2.0 / (double)size, size / 4);
  if (!self->is_half) {
    fill_turns(self->split_turns, 1.0 / (double)size, size / 4 + 1);
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
    if (!self->borrows) {
      fftwf_free(self->parts);
      fftwf_free(self->folded);
    }
    if (!self->is_half) {
      free(self->split_turns);
    }
    free(self->fold_turns);
    free(self);
  }
}

// Compute the numbers `first` to `first` + `n` - 1 of the folded signals from
// their samples
static void
fold(const HcTransform* const self,
     const float* const       window,
     const size_t             first,
     const size_t             n,
     const float* const       early,
     const float* const       late)
{
  const size_t at    = 2 * first;
  const size_t later = at + self->size / 2;
  const HcFold work  = {.early        = early,
                        .late         = late,
                        .early_window = window + at,
                        .late_window  = window + later,
                        .turns        = self->fold_turns + at,
                        .sums         = (float*)self->folded + at,
                        .differences  = (float*)self->folded + later,
                        .n            = n};
  self->kernels.fold(&work);
}

// Fold a segment of a ring. Each half of it may reach the end of the ring, even
// between the two samples of a complex number.
static void
fold_ring(const HcTransform* const self,
          const HcSegmentRing      ring,
          const float* const       window)
{
  const float* const x    = ring.samples;
  const size_t       half = self->size / 2;
  for (size_t done = 0; done < half / 2;) {
    const size_t early = (ring.start + 2 * done) % ring.length;
    const size_t late  = (early + half) % ring.length;
    const size_t most  = ring.length - (early > late ? early : late);
    const size_t left  = half / 2 - done;
    const size_t n     = most / 2 < left ? most / 2 : left;
    if (n) {
      fold(self, window, done, n, x + early, x + late);
    } else {
      const float a[] = {x[early], x[(early + 1) % ring.length]};
      const float b[] = {x[late], x[(late + 1) % ring.length]};
      fold(self, window, done, 1, a, b);
    }
    done += n ? n : 1;
  }
}

void
hc_transform_run(HcTransform* const   self,
                 const HcSegmentRing  ring,
                 const float* const   window,
                 float complex* const bins)
{
  float complex* const odd_in  = self->folded + self->size / 4;
  float complex* const odd_out = self->parts + self->size / 4;
  fold_ring(self, ring, window);
  fftwf_execute_dft(self->plan, self->folded, self->parts);
  fftwf_execute_dft(self->plan, odd_in, odd_out);

  const HcSplit split = {.even  = (const float*)self->parts,
                         .odd   = (const float*)odd_out,
                         .turns = self->split_turns,
                         .bins  = (float*)bins,
                         .half  = self->size / 2};
  self->kernels.split(&split);
}
