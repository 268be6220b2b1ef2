// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Spectra of d and m for tests of code that uses spectra. The legs are given
/// as functions of time. Windows and transforms follow their definitions and
/// share no code with src/dsp.

#ifndef HOTCOLD_TEST_SEGMENTS_H
#define HOTCOLD_TEST_SEGMENTS_H

#include "dsp/spectrum.h"

#include <complex.h>
#include <fftw3.h>

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/// Writes the values of both legs at the time `t` in seconds
typedef void (*SegmentLegs)(void* context, double t, double* hot, double* cold);

/// The spectra of successive segments of one line
typedef struct {
  HcSpectrum     spectrum;
  SegmentLegs    legs;
  void*          context;
  uint64_t       nth; ///< Number of segments so far
  float*         d;   ///< Ring buffer of one segment
  float*         m;
  float*         window;
  float*         in;
  fftwf_complex* out_d;
  fftwf_complex* out_m;
  fftwf_plan     plan_d;
  fftwf_plan     plan_m;
} Segments;

/// The window at `x` = 0..1: Nuttall's four terms if `lobe` is 4, else Hann
static inline double
segments_window(const uint32_t lobe, const double x)
{
  const double tau = 6.28318530717958647692;
  return lobe == 4U
           ? 0.355768 - 0.487396 * cos(tau * x) +
               0.144232 * cos(2.0 * tau * x) - 0.012604 * cos(3.0 * tau * x)
           : 0.5 - 0.5 * cos(tau * x);
}

/// Start with segments of `size` frames, `hop` frames apart; `lobe` as for
/// segments_window(). Call segments_end() in the end.
static inline Segments
segments_start(const double      rate,
               const uint32_t    size,
               const uint32_t    hop,
               const uint32_t    lobe,
               const SegmentLegs legs,
               void* const       context)
{
  Segments     s      = {.legs = legs, .context = context};
  const double mean   = lobe == 4U ? 0.355768 : 0.5;
  double       square = 0.0;
  s.d                 = (float*)calloc(size, sizeof(float));
  s.m                 = (float*)calloc(size, sizeof(float));
  s.window            = (float*)calloc(size, sizeof(float));
  s.in                = (float*)fftwf_malloc(size * sizeof(float));
  s.out_d  = (fftwf_complex*)fftwf_malloc(size * sizeof(fftwf_complex));
  s.out_m  = (fftwf_complex*)fftwf_malloc(size * sizeof(fftwf_complex));
  s.plan_d = fftwf_plan_dft_r2c_1d((int)size, s.in, s.out_d, FFTW_ESTIMATE);
  s.plan_m = fftwf_plan_dft_r2c_1d((int)size, s.in, s.out_m, FFTW_ESTIMATE);
  for (uint32_t i = 0; i < size; ++i) {
    const double w = segments_window(lobe, (double)i / size);
    s.window[i]    = (float)(2.0 * w / (mean * size));
    square += w * w / (mean * mean * size);
  }

  s.spectrum.rate            = rate;
  s.spectrum.size            = size;
  s.spectrum.hop             = hop;
  s.spectrum.n_bins          = size / 2U + 1U;
  s.spectrum.bin_hz          = rate / size;
  s.spectrum.noise_bandwidth = square;
  s.spectrum.lobe            = lobe;
  s.spectrum.d               = s.out_d;
  s.spectrum.m               = s.out_m;
  return s;
}

/// Transform the next segment. The result is valid until the next call.
static inline const HcSpectrum*
segments_next(Segments* const s)
{
  const uint32_t size  = s->spectrum.size;
  const uint32_t hop   = s->spectrum.hop;
  const uint32_t fresh = s->nth ? hop : size;
  const uint64_t first = s->nth * hop;
  for (uint32_t i = size - fresh; i < size; ++i) {
    const uint64_t frame = first + i;
    double         h     = 0.0;
    double         c     = 0.0;
    s->legs(s->context, (double)frame / s->spectrum.rate, &h, &c);
    s->d[frame % size] = (float)(h - c);
    s->m[frame % size] = (float)(0.5 * (h + c));
  }

  for (int which = 0; which < 2; ++which) {
    const float* const x = which ? s->m : s->d;
    for (uint32_t i = 0; i < size; ++i) {
      s->in[i] = s->window[i] * x[(first + i) % size];
    }
    fftwf_execute(which ? s->plan_m : s->plan_d);
  }
  s->spectrum.frame = first;
  ++s->nth;
  return &s->spectrum;
}

/// Free what `s` owns
static inline void
segments_end(Segments* const s)
{
  fftwf_destroy_plan(s->plan_d);
  fftwf_destroy_plan(s->plan_m);
  fftwf_free(s->in);
  fftwf_free(s->out_d);
  fftwf_free(s->out_m);
  free(s->d);
  free(s->m);
  free(s->window);
}

#endif // HOTCOLD_TEST_SEGMENTS_H
