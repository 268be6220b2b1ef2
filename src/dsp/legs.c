// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { LANES = 8 };

// One quantity, in one part for each lane of the widest kernel
typedef struct {
  float lane[LANES];
} Lanes;

// Uses the sum s = h + c instead of m; s is halved at the end
typedef struct {
  Lanes hh, cc, hc, dd, ss;
  Lanes hot, cold, diff, sum; // Greatest squares
} Sums;

static inline float
greater(const float a, const float b)
{
  return a > b ? a : b;
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
    sums->hot.lane[i]  = greater(h * h, sums->hot.lane[i]);
    sums->cold.lane[i] = greater(c * c, sums->cold.lane[i]);
    sums->diff.lane[i] = greater(d * d, sums->diff.lane[i]);
    sums->sum.lane[i]  = greater(s * s, sums->sum.lane[i]);
  }
}

// Finite samples out of range show in the peaks. NaN and infinities show in the
// sums, which samples in range cannot overflow.
static bool
is_finite(const Sums* const sums)
{
  bool finite = true;
  for (int i = 0; i < LANES; ++i) {
    finite = finite && sums->hot.lane[i] <= HC_GREATEST_SQUARE &&
             sums->cold.lane[i] <= HC_GREATEST_SQUARE &&
             sums->hh.lane[i] <= FLT_MAX && sums->cc.lane[i] <= FLT_MAX;
  }
  return finite;
}

static void
add_pairs(double* const part, const Lanes* const sum)
{
  for (int i = 0; i < LANES / 2; ++i) {
    part[i] += (double)sum->lane[i] + (double)sum->lane[i + (LANES / 2)];
  }
}

static void
keep_greater(float* const part, const Lanes* const peaks)
{
  for (int i = 0; i < LANES; ++i) {
    part[i] = greater(peaks->lane[i], part[i]);
  }
}

bool
hc_legs_plain(const float* const hot,
              const float* const cold,
              float* const       hot_copy,
              float* const       cold_copy,
              HcLegParts* const  parts)
{
  const size_t size = HC_BLOCK_FRAMES * sizeof(float);
  Sums         sums;
  memset(&sums, 0, sizeof(sums));
  memmove(hot_copy, hot, size);
  memmove(cold_copy, cold, size);
  for (int i = 0; i < HC_BLOCK_FRAMES; i += LANES) {
    add_frames(&sums, hot + i, cold + i);
  }
  if (!is_finite(&sums)) {
    return false;
  }

  add_pairs(parts->hh, &sums.hh);
  add_pairs(parts->cc, &sums.cc);
  add_pairs(parts->hc, &sums.hc);
  add_pairs(parts->dd, &sums.dd);
  add_pairs(parts->ss, &sums.ss);
  keep_greater(parts->peaks[0], &sums.hot);
  keep_greater(parts->peaks[1], &sums.cold);
  keep_greater(parts->peaks[2], &sums.diff);
  keep_greater(parts->peaks[3], &sums.sum);
  return true;
}

static double
total(const double part[4])
{
  return (part[0] + part[2]) + (part[1] + part[3]);
}

// The square root of a squared float is exactly that float, if the square is
// not subnormal: for 2^-63 (-379 dBFS) and above
static float
peak(const float part[8])
{
  float half[4];
  for (int i = 0; i < 4; ++i) {
    half[i] = greater(part[i], part[i + 4]);
  }
  return sqrtf(greater(greater(half[0], half[2]), greater(half[1], half[3])));
}

void
hc_legs_total(const HcLegParts* const parts, HcWindow* const window)
{
  window->hh          = total(parts->hh);
  window->cc          = total(parts->cc);
  window->hc          = total(parts->hc);
  window->dd          = total(parts->dd);
  window->mm          = 0.25 * total(parts->ss);
  window->hot_peak    = peak(parts->peaks[0]);
  window->cold_peak   = peak(parts->peaks[1]);
  window->diff_peak   = peak(parts->peaks[2]);
  window->common_peak = 0.5F * peak(parts->peaks[3]);
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

// Not written as !(|x| > limit), which would accept NaN
static bool
in_range(const float x)
{
  return fabsf(x) <= HC_GREATEST_SAMPLE;
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
