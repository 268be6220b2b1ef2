// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Fourier transform of windowed real samples, made of two FFTW transforms of a
/// quarter of the length (split.h). That is faster than what FFTW plans for the
/// whole length without measuring. One thread at a time.

#ifndef HOTCOLD_DSP_TRANSFORM_H
#define HOTCOLD_DSP_TRANSFORM_H

#include <complex.h>
#include <stddef.h>

/// Opaque
typedef struct HcTransform HcTransform;

/// For `size` samples (a power of two, 16 or more). Uses memory and tables of
/// `lender`, which must be for at least as many samples and must live longer.
/// If `lender` is NULL, it allocates its own. Returns NULL when out of memory.
///
/// Calls FFTW's planner, and so does hc_transform_free(). Only one thread of
/// the program may do so at a time, unless fftwf_make_planner_thread_safe() was
/// called before. FFTW keeps what it learns: a second plan of a size is cheap.
HcTransform*
hc_transform_new(size_t size, const HcTransform* lender);

/// NULL is allowed
void
hc_transform_free(HcTransform* transform);

/// A ring of samples. The segment begins at `start` and continues at the
/// beginning of the ring after its end.
typedef struct {
  const float* samples;
  size_t       length; ///< Even; at least that of a segment
  size_t       start;
} HcSegmentRing;

/// Multiply the samples of a ring by `window` (size values) and transform them
/// into size / 2 + 1 `bins`, which must come from fftwf_malloc()
void
hc_transform_run(HcTransform*   transform,
                 HcSegmentRing  ring,
                 const float*   window,
                 float complex* bins);

#endif // HOTCOLD_DSP_TRANSFORM_H
