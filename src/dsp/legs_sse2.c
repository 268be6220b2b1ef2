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

static inline double
total(const Lanes* const sum)
{
  const __m128d front =
    _mm_add_pd(_mm_cvtps_pd(sum->low), _mm_cvtps_pd(sum->high));
  const __m128d back = _mm_add_pd(upper_pair(sum->low), upper_pair(sum->high));
  const __m128d two  = _mm_add_pd(front, back);
  return _mm_cvtsd_f64(_mm_add_sd(two, _mm_unpackhi_pd(two, two)));
}

static inline float
greatest(__m128 four)
{
  four = _mm_max_ps(four, _mm_movehl_ps(four, four));
  four = _mm_max_ss(four, _mm_shuffle_ps(four, four, 1));
  return _mm_cvtss_f32(four);
}

void
hc_legs_sse2(const float* const hot,
             const float* const cold,
             HcLegSums* const   block)
{
  const __m128 half  = _mm_set1_ps(0.5F);
  const __m128 limit = _mm_set1_ps(HC_GREATEST_SAMPLE);
  const __m128 zero  = _mm_setzero_ps();

  Lanes  hh   = {zero, zero};
  Lanes  cc   = hh;
  Lanes  hc   = hh;
  Lanes  dd   = hh;
  Lanes  mm   = hh;
  __m128 hpk  = zero;
  __m128 cpk  = zero;
  __m128 dpk  = zero;
  __m128 mpk  = zero;
  __m128 good = _mm_cmpeq_ps(zero, zero);
  for (int i = 0; i < HC_BLOCK_FRAMES; i += 8) {
    const __m128 h0 = _mm_loadu_ps(hot + i);
    const __m128 h1 = _mm_loadu_ps(hot + i + 4);
    const __m128 c0 = _mm_loadu_ps(cold + i);
    const __m128 c1 = _mm_loadu_ps(cold + i + 4);
    const __m128 d0 = _mm_sub_ps(h0, c0);
    const __m128 d1 = _mm_sub_ps(h1, c1);
    const __m128 m0 = _mm_mul_ps(half, _mm_add_ps(h0, c0));
    const __m128 m1 = _mm_mul_ps(half, _mm_add_ps(h1, c1));
    add_product(&hh, h0, h0, h1, h1);
    add_product(&cc, c0, c0, c1, c1);
    add_product(&hc, h0, c0, h1, c1);
    add_product(&dd, d0, d0, d1, d1);
    add_product(&mm, m0, m0, m1, m1);
    hpk  = greater(hpk, h0, h1);
    cpk  = greater(cpk, c0, c1);
    dpk  = greater(dpk, d0, d1);
    mpk  = greater(mpk, m0, m1);
    good = _mm_and_ps(good, _mm_cmple_ps(magnitude(h0), limit));
    good = _mm_and_ps(good, _mm_cmple_ps(magnitude(h1), limit));
    good = _mm_and_ps(good, _mm_cmple_ps(magnitude(c0), limit));
    good = _mm_and_ps(good, _mm_cmple_ps(magnitude(c1), limit));
  }

  block->hh          = total(&hh);
  block->cc          = total(&cc);
  block->hc          = total(&hc);
  block->dd          = total(&dd);
  block->mm          = total(&mm);
  block->hot_peak    = greatest(hpk);
  block->cold_peak   = greatest(cpk);
  block->diff_peak   = greatest(dpk);
  block->common_peak = greatest(mpk);
  block->finite      = _mm_movemask_ps(good) == 0xF;
}

#else

// An ISO C translation unit is not empty
typedef int HcNoSse2;

#endif
