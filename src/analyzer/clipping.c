// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/clipping.h"

#include "dsp/simd.h"

#include <math.h>

// Full scale less what a converter's last steps and a gain of 1 may leave
#define RAIL 0.999F

// Samples in a row that make a run
#define LEAST_RUN 3

// Whether none of `n` samples reaches the rail: the case to be quick in
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
