// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"

#include "dsp/simd.h"

#include <math.h>
#include <string.h>

enum { LANES = 8 };

// One quantity, in as many independent parts as the widest kernel has lanes
typedef struct {
  float lane[LANES];
} Lanes;

// Of the sum s = h + c rather than m, which halving makes of it in the end
typedef struct {
  Lanes hh, cc, hc, dd, ss;
  Lanes hot, cold, diff, sum; // Greatest magnitudes
} Sums;

static inline float
greater(const float a, const float b)
{
  return a > b ? a : b;
}

// Not (|x| > limit), which would let NaN through
static bool
in_range(const float x)
{
  return fabsf(x) <= HC_GREATEST_SAMPLE;
}

// The order in which the wider kernels add their lanes
static double
total(const Lanes* const sum)
{
  double pair[LANES / 2];
  for (int i = 0; i < LANES / 2; ++i) {
    pair[i] = (double)sum->lane[i] + (double)sum->lane[i + (LANES / 2)];
  }
  return (pair[0] + pair[2]) + (pair[1] + pair[3]);
}

static float
greatest(const Lanes* const peaks)
{
  float peak = 0.0F;
  for (int i = 0; i < LANES; ++i) {
    peak = greater(peaks->lane[i], peak);
  }
  return peak;
}

static inline void
add_frames(Sums* const sums, const float* const hot, const float* const cold)
{
#pragma omp simd
  for (int i = 0; i < LANES; ++i) {
    const float h = hot[i];
    const float c = cold[i];
    const float d = h - c;
    const float s = h + c;
    sums->hh.lane[i] += h * h;
    sums->cc.lane[i] += c * c;
    sums->hc.lane[i] += h * c;
    sums->dd.lane[i] += d * d;
    sums->ss.lane[i] += s * s;
    sums->hot.lane[i]  = greater(fabsf(h), sums->hot.lane[i]);
    sums->cold.lane[i] = greater(fabsf(c), sums->cold.lane[i]);
    sums->diff.lane[i] = greater(fabsf(d), sums->diff.lane[i]);
    sums->sum.lane[i]  = greater(fabsf(s), sums->sum.lane[i]);
  }
}

void
hc_legs_plain(const float* const hot,
              const float* const cold,
              float* const       hot_copy,
              float* const       cold_copy,
              HcLegSums* const   block)
{
  const size_t size = HC_BLOCK_FRAMES * sizeof(float);
  Sums         sums;
  memset(&sums, 0, sizeof(sums));
  memmove(hot_copy, hot, size);
  memmove(cold_copy, cold, size);
  for (int i = 0; i < HC_BLOCK_FRAMES; i += LANES) {
    add_frames(&sums, hot + i, cold + i);
  }

  block->hh          = total(&sums.hh);
  block->cc          = total(&sums.cc);
  block->hc          = total(&sums.hc);
  block->dd          = total(&sums.dd);
  block->mm          = 0.25 * total(&sums.ss);
  block->hot_peak    = greatest(&sums.hot);
  block->cold_peak   = greatest(&sums.cold);
  block->diff_peak   = greatest(&sums.diff);
  block->common_peak = 0.5F * greatest(&sums.sum);
  block->finite      = hc_legs_finite(block);
}

HcLegsKernel
hc_legs_kernel(void)
{
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") ? hc_legs_avx2 : hc_legs_sse2;
#else
  return hc_legs_plain;
#endif
}

size_t
hc_legs_sanitize(float* const hot, float* const cold, const size_t frames)
{
  size_t left_out = 0;
  for (size_t i = 0; i < frames; ++i) {
    if (!in_range(hot[i]) || !in_range(cold[i])) {
      hot[i]  = 0.0F;
      cold[i] = 0.0F;
      ++left_out;
    }
  }
  return left_out;
}

HC_SIMD_TWINS void
hc_legs_diff(const float* const hot,
             const float* const cold,
             float* const       diff,
             const size_t       frames)
{
#pragma omp simd
  for (size_t i = 0; i < frames; ++i) {
    diff[i] = hot[i] - cold[i];
  }
}

HC_SIMD_TWINS void
hc_legs_common(const float* const hot,
               const float* const cold,
               float* const       common,
               const size_t       frames)
{
#pragma omp simd
  for (size_t i = 0; i < frames; ++i) {
    common[i] = 0.5F * (hot[i] + cold[i]);
  }
}
