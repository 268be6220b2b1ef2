// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"

#if defined(__x86_64__)

#  include <emmintrin.h>

// Eight lanes in two halves
typedef struct {
  __m128 low;
  __m128 high;
} Lanes;

static inline void
add_product(Lanes* const sum,
            const __m128 x0,
            const __m128 y0,
            const __m128 x1,
            const __m128 y1)
{
  sum->low  = _mm_add_ps(sum->low, _mm_mul_ps(x0, y0));
  sum->high = _mm_add_ps(sum->high, _mm_mul_ps(x1, y1));
}

static inline __m128
magnitude(const __m128 x)
{
  return _mm_andnot_ps(_mm_set1_ps(-0.0F), x);
}

static inline __m128
greater(const __m128 peak, const __m128 x0, const __m128 x1)
{
  return _mm_max_ps(peak, _mm_max_ps(magnitude(x0), magnitude(x1)));
}

static inline __m128d
upper_pair(const __m128 x)
{
  return _mm_cvtps_pd(_mm_movehl_ps(x, x));
}

// Lanes 0 and 4, 1 and 5, added in double; then those 2 and 6, 3 and 7 to them
static inline __m128d
pairs(const Lanes* const sum)
{
  const __m128d front =
    _mm_add_pd(_mm_cvtps_pd(sum->low), _mm_cvtps_pd(sum->high));
  const __m128d back = _mm_add_pd(upper_pair(sum->low), upper_pair(sum->high));
  return _mm_add_pd(front, back);
}

// The totals of two sums
static inline __m128d
totals(const Lanes* const a, const Lanes* const b)
{
  const __m128d x = pairs(a);
  const __m128d y = pairs(b);
  return _mm_add_pd(_mm_unpacklo_pd(x, y), _mm_unpackhi_pd(x, y));
}

// Of two: greatest of x, of y, of x, of y, each over half the lanes
static inline __m128
greatest_of_two(const __m128 x, const __m128 y)
{
  return _mm_max_ps(_mm_unpacklo_ps(x, y), _mm_unpackhi_ps(x, y));
}

// The greatest of each of four
static inline __m128
greatest(const __m128 a, const __m128 b, const __m128 c, const __m128 d)
{
  const __m128 ab = greatest_of_two(a, b);
  const __m128 cd = greatest_of_two(c, d);
  return _mm_max_ps(_mm_movelh_ps(ab, cd), _mm_movehl_ps(cd, ab));
}

void
hc_legs_sse2(const float* const hot,
             const float* const cold,
             float* const       hot_copy,
             float* const       cold_copy,
             HcLegSums* const   block)
{
  const __m128 zero = _mm_setzero_ps();

  Lanes  hh    = {zero, zero};
  Lanes  cc    = hh;
  Lanes  hc    = hh;
  Lanes  dd    = hh;
  Lanes  ss    = hh;
  __m128 h_max = zero;
  __m128 c_max = zero;
  __m128 d_max = zero;
  __m128 s_max = zero;
  for (int i = 0; i < HC_BLOCK_FRAMES; i += 8) {
    const __m128 h0 = _mm_loadu_ps(hot + i);
    const __m128 h1 = _mm_loadu_ps(hot + i + 4);
    const __m128 c0 = _mm_loadu_ps(cold + i);
    const __m128 c1 = _mm_loadu_ps(cold + i + 4);
    _mm_store_ps(hot_copy + i, h0);
    _mm_store_ps(hot_copy + i + 4, h1);
    _mm_store_ps(cold_copy + i, c0);
    _mm_store_ps(cold_copy + i + 4, c1);
    const __m128 d0 = _mm_sub_ps(h0, c0);
    const __m128 d1 = _mm_sub_ps(h1, c1);
    const __m128 s0 = _mm_add_ps(h0, c0);
    const __m128 s1 = _mm_add_ps(h1, c1);
    add_product(&hh, h0, h0, h1, h1);
    add_product(&cc, c0, c0, c1, c1);
    add_product(&hc, h0, c0, h1, c1);
    add_product(&dd, d0, d0, d1, d1);
    add_product(&ss, s0, s0, s1, s1);
    h_max = greater(h_max, h0, h1);
    c_max = greater(c_max, c0, c1);
    d_max = greater(d_max, d0, d1);
    s_max = greater(s_max, s0, s1);
  }

  // Whole vectors: what is stored in parts is slow to load as a vector
  _mm_storeu_pd(&block->hh, totals(&hh, &cc));
  _mm_storeu_pd(&block->hc, totals(&hc, &dd));
  block->mm = 0.25 * _mm_cvtsd_f64(totals(&ss, &ss));
  _mm_storeu_ps(&block->hot_peak,
                _mm_mul_ps(_mm_set_ps(0.5F, 1.0F, 1.0F, 1.0F),
                           greatest(h_max, c_max, d_max, s_max)));
  block->finite = hc_legs_finite(block);
}

#else

// An ISO C translation unit is not empty
typedef int HcNoSse2;

#endif
