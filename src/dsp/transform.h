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

/// For `size` samples, a power of two from 16 up. NULL when out of memory.
HcTransform*
hc_transform_new(size_t size);

void
hc_transform_free(HcTransform* transform);

/// Transform the windowed samples of a ring of `size`, the first of them at
/// `start`, into `bins`, size / 2 + 1 of them in memory from fftwf_malloc()
void
hc_transform_run(HcTransform*   transform,
                 const float*   ring,
                 size_t         start,
                 const float*   window,
                 float complex* bins);

#endif // HOTCOLD_DSP_TRANSFORM_H
