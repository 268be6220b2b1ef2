// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/clipping.h"

#include "dsp/simd.h"

#include <math.h>

// Slightly below full scale: a converter, or a gain of nearly 1, may not reach
// it exactly
#define RAIL 0.999F

// Samples in a row that make a run
#define LEAST_RUN 3

// True if none of `n` samples reaches the rail. This is the usual case, so it
// must be fast.
HC_SIMD_TWINS static int
is_below(const float* const samples, const size_t n)
{
  float peak = 0.0F;
#pragma omp simd reduction(max : peak)
  for (size_t i = 0; i < n; ++i) {
    const float x = fabsf(samples[i]);
    peak          = x > peak ? x : peak;
  }
  return peak < RAIL;
}

void
hc_clipping_feed(HcClipping* const  self,
                 const float* const samples,
                 const size_t       n)
{
  if (is_below(samples, n)) {
    self->run = 0;
    return;
  }
  for (size_t i = 0; i < n; ++i) {
    self->run = fabsf(samples[i]) >= RAIL ? self->run + 1 : 0;
    if (self->run == LEAST_RUN) {
      self->frames += LEAST_RUN;
    } else if (self->run > LEAST_RUN) {
      ++self->frames;
    }
  }
}
