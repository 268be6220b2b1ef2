// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The second half of a transform of real samples: what their bins are, from
/// those of half as many complex numbers made of every two of them (Numerical
/// Recipes 12.3). Kernels for several processors, alike to the last bit. Pure;
/// any thread.

#ifndef HOTCOLD_DSP_SPLIT_H
#define HOTCOLD_DSP_SPLIT_H

#include <stddef.h>

/// In place: `bins` holds the transform z of even samples as real and odd as
/// imaginary parts, `half` complex numbers, an even number, and is left with
/// half + 1 bins. `turns` are cos, -sin of pi k / half, k <= half / 2.
typedef void (*HcSplitKernel)(float* bins, const float* turns, size_t half);

/// The quickest one on this machine
HcSplitKernel
hc_split_kernel(void);

/// In C, for bins k and half - k from `first` <= k up; from 0: all of them
void
hc_split_from(float* bins, const float* turns, size_t half, size_t first);

void
hc_split_plain(float* bins, const float* turns, size_t half);

#if defined(__x86_64__)

/// With AVX2
void
hc_split_avx2(float* bins, const float* turns, size_t half);

#endif

#endif // HOTCOLD_DSP_SPLIT_H
