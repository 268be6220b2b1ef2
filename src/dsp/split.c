// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/split.h"

void
hc_fold_from(const HcFold* const fold, const size_t first)
{
  for (size_t i = 2 * first; i < 2 * fold->n; i += 2) {
    const float ar = fold->early[i] * fold->early_window[i];
    const float ai = fold->early[i + 1] * fold->early_window[i + 1];
    const float br = fold->late[i] * fold->late_window[i];
    const float bi = fold->late[i + 1] * fold->late_window[i + 1];
    const float dr = ar - br;
    const float di = ai - bi;
    const float wr = fold->turns[i];
    const float wi = fold->turns[i + 1];

    fold->sums[i]            = ar + br;
    fold->sums[i + 1]        = ai + bi;
    fold->differences[i]     = wr * dr - wi * di;
    fold->differences[i + 1] = wr * di + wi * dr;
  }
}

void
hc_fold_plain(const HcFold* const fold)
{
  hc_fold_from(fold, 0);
}

// Number `k` of the transform of z
static const float*
number(const HcSplit* const split, const size_t k)
{
  return (k % 2 ? split->odd : split->even) + 2 * (k % split->half / 2);
}

// Write X[k] = E[k] + W^k O[k] and X[half - k] = conj(E[k] - W^k O[k]). E and O
// are the transforms of the even and odd samples, W^k is a delay by one sample.
static void
split_pair(const HcSplit* const split, const size_t k)
{
  const float* const a    = number(split, k);
  const float* const b    = number(split, split->half - k);
  const float* const turn = split->turns + 2 * k;
  float* const       low  = split->bins + 2 * k;
  float* const       high = split->bins + 2 * (split->half - k);

  const float er = 0.5F * (a[0] + b[0]);
  const float ei = 0.5F * (a[1] - b[1]);
  const float o  = 0.5F * (a[1] + b[1]);
  const float p  = 0.5F * (b[0] - a[0]);
  const float wr = turn[0] * o - turn[1] * p;
  const float wi = turn[0] * p + turn[1] * o;

  // In the middle, `low` and `high` are the same number
  high[0] = er - wr;
  high[1] = -(ei - wi);
  low[0]  = er + wr;
  low[1]  = ei + wi;
}

void
hc_split_range(const HcSplit* const split, const size_t first, const size_t end)
{
  for (size_t k = first; k < end; ++k) {
    split_pair(split, k);
  }
}

void
hc_split_plain(const HcSplit* const split)
{
  hc_split_range(split, 0, split->half / 2 + 1);
}

HcSplitKernels
hc_split_kernels(void)
{
  const HcSplitKernels plain = {hc_fold_plain, hc_split_plain};
#if defined(__x86_64__)
  const HcSplitKernels avx2 = {hc_fold_avx2, hc_split_avx2};
  return __builtin_cpu_supports("avx2") ? avx2 : plain;
#else
  return plain;
#endif
}
