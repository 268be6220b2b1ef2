// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/decimate.h"

#include "dsp/simd.h"
#include "dsp/spectrum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_STAGES 6
#define MAX_PAIRS 24

// Pairs that are computed together; the number of pairs is a multiple of this
#define AT_ONCE 4

// Attenuation of ripple and images, dB, with a reserve over the documented one
#define DEPTH 125.0

// One half-band filter: taps at even places in pairs, 1/2 at the centre
typedef struct {
  size_t n_pairs;
  float  taps[MAX_PAIRS];
  float  even[2 * MAX_PAIRS]; // History: 2 n_pairs - 1 samples
  float  odd[MAX_PAIRS];      // History: n_pairs samples
} Stage;

// Input of a stage: its history, then the block. On the stack, so that all
// signals use the same memory.
typedef struct {
  float even[2 * MAX_PAIRS + HC_MAX_BLOCK / 2];
  float odd[MAX_PAIRS + HC_MAX_BLOCK / 2];
} Work;

struct HcDecimator {
  size_t n_stages;
  Stage  stages[];
};

uint32_t
hc_decimation_factor(const uint32_t rate)
{
  uint32_t factor = 1;
  while (rate / (2 * factor) >= 11025) {
    factor *= 2;
  }
  return factor;
}

// Modified Bessel function of the first kind, order 0
static double
bessel_i0(const double x)
{
  double sum  = 1.0;
  double term = 1.0;
  for (int k = 1; term > 1e-17 * sum; ++k) {
    const double factor = x / (2.0 * k);
    term *= factor * factor;
    sum += term;
  }
  return sum;
}

// Kaiser's design: attenuation and the width of the transition give the length
static void
design(Stage* const stage, const double transition)
{
  static const double pi   = 3.141592653589793;
  const double        beta = 0.1102 * (DEPTH - 8.7);
  const double length = (DEPTH - 7.95) / (2.285 * 2.0 * pi * transition) + 1.0;
  const size_t n      = (size_t)ceil((length + 1.0) / 4.0);
  stage->n_pairs =
    n < MAX_PAIRS ? n + (AT_ONCE - n % AT_ONCE) % AT_ONCE : MAX_PAIRS;

  double sum = 0.0;
  double taps[MAX_PAIRS];
  for (size_t j = 0; j < stage->n_pairs; ++j) {
    const double offset = 2.0 * (double)(stage->n_pairs - j) - 1.0;
    const double x      = offset / (2.0 * (double)stage->n_pairs);
    taps[j]             = sin(0.5 * pi * offset) / (pi * offset) *
              bessel_i0(beta * sqrt(1.0 - x * x)) / bessel_i0(beta);
    sum += taps[j];
  }
  for (size_t j = 0; j < stage->n_pairs; ++j) {
    stage->taps[j] = (float)(0.25 * taps[j] / sum); // Unity at 0 Hz
  }
}

HcDecimator*
hc_decimator_new(const uint32_t factor)
{
  size_t n_stages = 0;
  while (n_stages < MAX_STAGES && (2U << n_stages) <= factor) {
    ++n_stages;
  }
  HcDecimator* const self =
    (HcDecimator*)calloc(1, sizeof(*self) + n_stages * sizeof(Stage));
  if (!self) {
    return NULL;
  }
  self->n_stages = n_stages;
  for (size_t i = 0; i < n_stages; ++i) {
    // Input rate over the rate at the end; the band to keep is
    // HC_DECIMATED_BAND
    const double ratio = (double)(1U << (n_stages - i));
    design(&self->stages[i], 0.5 - 2.0 * HC_DECIMATED_BAND / ratio);
  }
  return self;
}

void
hc_decimator_free(HcDecimator* const self)
{
  free(self);
}

void
hc_decimator_reset(HcDecimator* const self)
{
  for (size_t i = 0; i < self->n_stages; ++i) {
    memset(self->stages[i].even, 0, sizeof(self->stages[i].even));
    memset(self->stages[i].odd, 0, sizeof(self->stages[i].odd));
  }
}

uint32_t
hc_decimator_delay(const HcDecimator* const self)
{
  uint32_t delay = 0;
  for (size_t i = 0; i < self->n_stages; ++i) {
    delay += (2 * (uint32_t)self->stages[i].n_pairs - 1) << i;
  }
  return delay;
}

// Split 2 n samples into even and odd ones after the history, and keep the last
// ones as the next history
HC_SIMD_TWINS static void
gather(Stage* const stage, Work* const work, const float* const in, size_t n)
{
  const size_t n_even = 2 * stage->n_pairs - 1;
  const size_t n_odd  = stage->n_pairs;
  float* const even   = work->even + n_even;
  float* const odd    = work->odd + n_odd;
  memcpy(work->even, stage->even, n_even * sizeof(float));
  memcpy(work->odd, stage->odd, n_odd * sizeof(float));
#pragma omp simd
  for (size_t i = 0; i < n; ++i) {
    even[i] = in[2 * i];
    odd[i]  = in[2 * i + 1];
  }
  memcpy(stage->even, work->even + n, n_even * sizeof(float));
  memcpy(stage->odd, work->odd + n, n_odd * sizeof(float));
}

HC_SIMD_TWINS static void
filter(const Stage* const stage,
       const Work* const  work,
       float* restrict const out,
       const size_t n)
{
  const size_t       pairs = stage->n_pairs;
  const float* const late  = work->even;
  const float* const even  = work->even + 2 * pairs - 1;
  for (size_t i = 0; i < n; ++i) {
    out[i] = 0.5F * work->odd[i];
  }
  for (size_t j = 0; j < pairs; j += AT_ONCE) {
    const float* const tap = stage->taps + j;
    const float* const a   = late + j;
    const float* const b   = even - j;
    for (size_t i = 0; i < n; ++i) {
      out[i] += tap[0] * (a[i] + b[i]) + tap[1] * (a[i + 1] + b[i - 1]) +
                tap[2] * (a[i + 2] + b[i - 2]) + tap[3] * (a[i + 3] + b[i - 3]);
    }
  }
}

void
hc_decimator_run(HcDecimator* const self,
                 const float* const in,
                 float* const       out,
                 const size_t       frames)
{
  if (!self->n_stages && out != in) {
    memcpy(out, in, frames * sizeof(float));
  }
  const float* source = in;
  size_t       n      = frames;
  Work         work;
  for (size_t i = 0; i < self->n_stages; ++i) {
    n /= 2;
    gather(&self->stages[i], &work, source, n);
    filter(&self->stages[i], &work, out, n);
    source = out;
  }
}
