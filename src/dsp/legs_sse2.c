// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"

#if defined(__x86_64__)

#  include <emmintrin.h>
#  include <float.h>

// Eight lanes in two halves
typedef struct {
  __m128 low;
  __m128 high;
} Lanes;

// Sum and peak of the squares of one quantity
typedef struct {
  Lanes  sum;
  __m128 peak; // Greatest of each two lanes
} Squares;

static inline void
add(Lanes* const sum, const __m128 low, const __m128 high)
{
  sum->low  = _mm_add_ps(sum->low, low);
  sum->high = _mm_add_ps(sum->high, high);
}

static inline void
add_squares(Squares* const squares, const __m128 x0, const __m128 x1)
{
  const __m128 low  = _mm_mul_ps(x0, x0);
  const __m128 high = _mm_mul_ps(x1, x1);
  add(&squares->sum, low, high);
  squares->peak = _mm_max_ps(squares->peak, _mm_max_ps(low, high));
}

static inline __m128d
upper_pair(const __m128 x)
{
  return _mm_cvtps_pd(_mm_movehl_ps(x, x));
}

static inline void
add_pair(double* const part, const __m128d x, const __m128d y)
{
  _mm_store_pd(part, _mm_add_pd(_mm_load_pd(part), _mm_add_pd(x, y)));
}

// Add lanes 0 and 4, 1 and 5, and so on, in double
static inline void
add_pairs(double* const part, const Lanes* const sum)
{
  add_pair(part, _mm_cvtps_pd(sum->low), _mm_cvtps_pd(sum->high));
  add_pair(part + 2, upper_pair(sum->low), upper_pair(sum->high));
}

static inline void
keep_greater(float* const part, const __m128 peaks)
{
  _mm_store_ps(part, _mm_max_ps(_mm_load_ps(part), peaks));
}

static inline void
keep(double* const part, float* const peaks, const Squares* const squares)
{
  add_pairs(part, &squares->sum);
  keep_greater(peaks, squares->peak);
}

// Finite samples out of range show in the peaks. NaN and infinities show in the
// sums, which samples in range cannot overflow.
static inline bool
is_finite(const Squares* const hot, const Squares* const cold)
{
  const __m128 sums  = _mm_add_ps(_mm_add_ps(hot->sum.low, hot->sum.high),
                                 _mm_add_ps(cold->sum.low, cold->sum.high));
  const __m128 peaks = _mm_max_ps(hot->peak, cold->peak);
  const __m128 fine =
    _mm_and_ps(_mm_cmple_ps(sums, _mm_set1_ps(FLT_MAX)),
               _mm_cmple_ps(peaks, _mm_set1_ps(HC_GREATEST_SQUARE)));
  return _mm_movemask_ps(fine) == 0xF;
}

bool
hc_legs_sse2(const float* const hot,
             const float* const cold,
             float* const       hot_copy,
             float* const       cold_copy,
             HcLegParts* const  parts)
{
  const __m128 zero = _mm_setzero_ps();

  Lanes   hc           = {zero, zero};
  Squares hot_squares  = {hc, zero};
  Squares cold_squares = hot_squares;
  Squares diffs        = hot_squares;
  Squares sums         = hot_squares;
  for (int i = 0; i < HC_BLOCK_FRAMES; i += 8) {
    const __m128 h0 = _mm_loadu_ps(hot + i);
    const __m128 h1 = _mm_loadu_ps(hot + i + 4);
    const __m128 c0 = _mm_loadu_ps(cold + i);
    const __m128 c1 = _mm_loadu_ps(cold + i + 4);
    _mm_store_ps(hot_copy + i, h0);
    _mm_store_ps(hot_copy + i + 4, h1);
    _mm_store_ps(cold_copy + i, c0);
    _mm_store_ps(cold_copy + i + 4, c1);
    add_squares(&hot_squares, h0, h1);
    add_squares(&cold_squares, c0, c1);
    add_squares(&diffs, _mm_sub_ps(h0, c0), _mm_sub_ps(h1, c1));
    add_squares(&sums, _mm_add_ps(h0, c0), _mm_add_ps(h1, c1));
    add(&hc, _mm_mul_ps(h0, c0), _mm_mul_ps(h1, c1));
  }
  if (!is_finite(&hot_squares, &cold_squares)) {
    return false;
  }

  keep(parts->hh, parts->peaks[0], &hot_squares);
  keep(parts->cc, parts->peaks[1], &cold_squares);
  keep(parts->dd, parts->peaks[2], &diffs);
  keep(parts->ss, parts->peaks[3], &sums);
  add_pairs(parts->hc, &hc);
  return true;
}

#else

// ISO C does not allow an empty translation unit
typedef int HcNoSse2;

#endif
