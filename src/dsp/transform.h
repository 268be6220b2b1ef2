// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Fourier transform of windowed real samples: two FFTW transforms of a quarter
/// of the length, and the kernels of split.h that make one of them. That is
/// faster than what FFTW plans for the whole length without measuring. One
/// thread at a time.

#ifndef HOTCOLD_DSP_TRANSFORM_H
#define HOTCOLD_DSP_TRANSFORM_H

#include <complex.h>
#include <stddef.h>

/// Opaque
typedef struct HcTransform HcTransform;

/// For `size` samples, a power of two from 16 up. With a `lender`, which must
/// be for at least as many and outlive it, it works in the lender's memory and
/// with its tables; NULL: in memory of its own. Returns NULL when out of
/// memory.
///
/// Calls FFTW's planner, and so does hc_transform_free(). One thread at a time
/// in all of the program may do so, unless fftwf_make_planner_thread_safe() was
/// called before. FFTW keeps what it learns: a second plan of a size is cheap.
HcTransform*
hc_transform_new(size_t size, const HcTransform* lender);

/// NULL is allowed
void
hc_transform_free(HcTransform* transform);

/// Consecutive samples that begin at `start` and go on at the beginning of the
/// ring behind its end
typedef struct {
  const float* samples;
  size_t       length; ///< Of the ring; even, at least `size`
  size_t       start;
} HcSegmentRing;

/// Transform the samples of `ring`, each times that of `window` (`size` of
/// them), into `bins`: size / 2 + 1 of them, in memory from fftwf_malloc()
void
hc_transform_run(HcTransform*   transform,
                 HcSegmentRing  ring,
                 const float*   window,
                 float complex* bins);

#endif // HOTCOLD_DSP_TRANSFORM_H
