// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/split.h"

// With E and O the transforms of the even and odd samples, and W their turn:
// X[k] = E[k] + W^k O[k] and X[half - k] = conj(E[k] - W^k O[k])
static void
split_pair(float* const a, float* const b, const float* const turn)
{
  const float er = 0.5F * (a[0] + b[0]);
  const float ei = 0.5F * (a[1] - b[1]);
  const float o  = 0.5F * (a[1] + b[1]);
  const float p  = 0.5F * (b[0] - a[0]);
  const float wr = turn[0] * o - turn[1] * p;
  const float wi = turn[0] * p + turn[1] * o;

  // In the middle both are one
  b[0] = er - wr;
  b[1] = -(ei - wi);
  a[0] = er + wr;
  a[1] = ei + wi;
}

void
hc_split_from(float* const       bins,
              const float* const turns,
              const size_t       half,
              const size_t       first)
{
  for (size_t k = first; k <= half / 2; ++k) {
    split_pair(bins + 2 * k, bins + 2 * (half - k), turns + 2 * k);
  }
}

void
hc_split_plain(float* const bins, const float* const turns, const size_t half)
{
  // z repeats: what is behind its end is as at its beginning
  bins[2 * half]     = bins[0];
  bins[2 * half + 1] = bins[1];
  hc_split_from(bins, turns, half, 0);
}

HcSplitKernel
hc_split_kernel(void)
{
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") ? hc_split_avx2 : hc_split_plain;
#else
  return hc_split_plain;
#endif
}
