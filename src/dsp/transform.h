// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Fourier transform of windowed real samples: two FFTW transforms of a quarter
/// of the length, with what makes one of them (split.h), which is quicker than
/// what FFTW plans for the whole without measuring. One thread at a time; see
/// path.h on making and freeing.

#ifndef HOTCOLD_DSP_TRANSFORM_H
#define HOTCOLD_DSP_TRANSFORM_H

#include <complex.h>
#include <stddef.h>

/// Opaque
typedef struct HcTransform HcTransform;

/// For `size` samples, a power of two from 16 up. Works in the memory and
/// with tables of `lender`, which is for as many at least and outlives it;
/// NULL: in its own. NULL when out of memory.
HcTransform*
hc_transform_new(size_t size, const HcTransform* lender);

void
hc_transform_free(HcTransform* transform);

/// Samples that follow on each other from `start` on, and from the ring's
/// beginning on past its end
typedef struct {
  const float* samples;
  size_t       length; ///< Even, at least those of a segment
  size_t       start;
} HcSegmentRing;

/// Transform the windowed samples of a ring into `bins`, size / 2 + 1 of them
/// in memory from fftwf_malloc()
void
hc_transform_run(HcTransform*   transform,
                 HcSegmentRing  ring,
                 const float*   window,
                 float complex* bins);

#endif // HOTCOLD_DSP_TRANSFORM_H
