// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What surrounds two quarter-length complex transforms so that they make one
/// of windowed real samples. Of the samples x, z[j] = x[2j] + i x[2j + 1] is a
/// complex signal of `half` numbers. Folding leaves two signals of half / 2,
/// whose transforms are the even and the odd bins of z (decimation in
/// frequency, Gentleman and Sande 1966); splitting makes of them the bins of x
/// (Numerical Recipes 12.3). Kernels for several processors, alike to the last
/// bit. Pure; any thread.

#ifndef HOTCOLD_DSP_SPLIT_H
#define HOTCOLD_DSP_SPLIT_H

#include <stddef.h>

/// `n` complex numbers of either half of z, with the windows of both, and
/// turns: cos, -sin of 2 pi j / half for the first of them on. Writes their
/// sums and their turned differences.
typedef struct {
  const float* early;        ///< Samples, 2 n
  const float* late;         ///< Those half the segment later
  const float* early_window; ///< 2 n
  const float* late_window;  ///< 2 n
  const float* turns;        ///< 2 n
  float*       sums;         ///< 2 n
  float*       differences;  ///< 2 n
  size_t       n;
} HcFold;

/// From two transforms to bins
typedef struct {
  const float* even;  ///< half / 2 complex numbers
  const float* odd;   ///< half / 2 complex numbers
  const float* turns; ///< cos, -sin of pi k / half, k <= half / 2
  float*       bins;  ///< half + 1 complex numbers
  size_t       half;  ///< A multiple of 4
} HcSplit;

/// Both kernels of one processor
typedef struct {
  void (*fold)(const HcFold* fold);
  void (*split)(const HcSplit* split);
} HcSplitKernels;

/// The quickest ones on this machine
HcSplitKernels
hc_split_kernels(void);

/// In C, from number `first` up
void
hc_fold_from(const HcFold* fold, size_t first);

/// In C, all numbers
void
hc_fold_plain(const HcFold* fold);

/// In C, bins k and half - k for `first` <= k < `end` <= half / 2 + 1
void
hc_split_range(const HcSplit* split, size_t first, size_t end);

/// In C, all bins
void
hc_split_plain(const HcSplit* split);

#if defined(__x86_64__)

/// With AVX2
void
hc_fold_avx2(const HcFold* fold);

/// With AVX2
void
hc_split_avx2(const HcSplit* split);

#endif

#endif // HOTCOLD_DSP_SPLIT_H
