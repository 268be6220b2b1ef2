// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"

#include <math.h>
#include <string.h>

enum { LANES = 8 };

// One quantity, in as many independent sums as the widest kernel has lanes
typedef struct {
  float lane[LANES];
} Lanes;

typedef struct {
  Lanes hh, cc, hc, dd, mm;
} Sums;

static float
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

static void
add_frame(Sums* const      sums,
          HcLegSums* const block,
          const int        lane,
          const float      h,
          const float      c)
{
  const float d = h - c;
  const float m = 0.5F * (h + c);
  sums->hh.lane[lane] += h * h;
  sums->cc.lane[lane] += c * c;
  sums->hc.lane[lane] += h * c;
  sums->dd.lane[lane] += d * d;
  sums->mm.lane[lane] += m * m;

  block->hot_peak    = greater(block->hot_peak, fabsf(h));
  block->cold_peak   = greater(block->cold_peak, fabsf(c));
  block->diff_peak   = greater(block->diff_peak, fabsf(d));
  block->common_peak = greater(block->common_peak, fabsf(m));
  block->finite      = block->finite && in_range(h) && in_range(c);
}

void
hc_legs_plain(const float* const hot,
              const float* const cold,
              HcLegSums* const   block)
{
  Sums sums;
  memset(&sums, 0, sizeof(sums));
  memset(block, 0, sizeof(*block));
  block->finite = true;

  for (int i = 0; i < HC_BLOCK_FRAMES; ++i) {
    add_frame(&sums, block, i % LANES, hot[i], cold[i]);
  }

  block->hh = total(&sums.hh);
  block->cc = total(&sums.cc);
  block->hc = total(&sums.hc);
  block->dd = total(&sums.dd);
  block->mm = total(&sums.mm);
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

void
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

void
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
