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

static inline void
add(double* const part, const __m128d x, const __m128d y)
{
  _mm_store_pd(part, _mm_add_pd(_mm_load_pd(part), _mm_add_pd(x, y)));
}

// Lanes 0 and 4, 1 and 5, and so on, added in double
static inline void
add_pairs(double* const part, const Lanes* const sum)
{
  add(part, _mm_cvtps_pd(sum->low), _mm_cvtps_pd(sum->high));
  add(part + 2, upper_pair(sum->low), upper_pair(sum->high));
}

static inline void
keep_greater(float* const part, const __m128 peaks)
{
  _mm_store_ps(part, _mm_max_ps(_mm_load_ps(part), peaks));
}

// Out of range and finite samples stand in the peaks; NaN and infinities stay
// in the sums, which samples in range do not overflow
static inline bool
is_finite(const Lanes* const hh,
          const Lanes* const cc,
          const __m128       h_max,
          const __m128       c_max)
{
  const __m128 sums =
    _mm_add_ps(_mm_add_ps(hh->low, hh->high), _mm_add_ps(cc->low, cc->high));
  const __m128 peaks = _mm_max_ps(h_max, c_max);
  const __m128 fine =
    _mm_and_ps(_mm_cmple_ps(sums, _mm_set1_ps(FLT_MAX)),
               _mm_cmple_ps(peaks, _mm_set1_ps(HC_GREATEST_SAMPLE)));
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

  if (!is_finite(&hh, &cc, h_max, c_max)) {
    return false;
  }

  add_pairs(parts->hh, &hh);
  add_pairs(parts->cc, &cc);
  add_pairs(parts->hc, &hc);
  add_pairs(parts->dd, &dd);
  add_pairs(parts->ss, &ss);
  keep_greater(parts->peaks[0], h_max);
  keep_greater(parts->peaks[1], c_max);
  keep_greater(parts->peaks[2], d_max);
  keep_greater(parts->peaks[3], s_max);
  return true;
}

#else

// An ISO C translation unit is not empty
typedef int HcNoSse2;

#endif
