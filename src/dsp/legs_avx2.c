// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"

#if defined(__x86_64__)

#  include <immintrin.h>

#  define AVX2 __attribute__((target("avx2")))

// Lanes four apart, added in double
AVX2 static inline __m256d
pairs(const __m256 sum)
{
  return _mm256_add_pd(_mm256_cvtps_pd(_mm256_castps256_ps128(sum)),
                       _mm256_cvtps_pd(_mm256_extractf128_ps(sum, 1)));
}

AVX2 static inline __m128d
add_halves(const __m256d x)
{
  return _mm_add_pd(_mm256_castpd256_pd128(x), _mm256_extractf128_pd(x, 1));
}

// The totals of two sums
AVX2 static inline __m128d
totals(const __m256 a, const __m256 b)
{
  const __m256d x = pairs(a);
  const __m256d y = pairs(b);
  return _mm_add_pd(add_halves(_mm256_unpacklo_pd(x, y)),
                    add_halves(_mm256_unpackhi_pd(x, y)));
}

AVX2 static inline __m128
max_halves(const __m256 x)
{
  return _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
}

// Of two: greatest of a, of b, of a, of b, each over half the lanes
AVX2 static inline __m128
greatest_of_two(const __m256 a, const __m256 b)
{
  const __m128 x = max_halves(a);
  const __m128 y = max_halves(b);
  return _mm_max_ps(_mm_unpacklo_ps(x, y), _mm_unpackhi_ps(x, y));
}

// The greatest of each of four
AVX2 static inline __m128
greatest(const __m256 a, const __m256 b, const __m256 c, const __m256 d)
{
  const __m128 ab = greatest_of_two(a, b);
  const __m128 cd = greatest_of_two(c, d);
  return _mm_max_ps(_mm_movelh_ps(ab, cd), _mm_movehl_ps(cd, ab));
}

AVX2 void
hc_legs_avx2(const float* const hot,
             const float* const cold,
             HcLegSums* const   block)
{
  const __m256 sign = _mm256_set1_ps(-0.0F);

  __m256 hh    = _mm256_setzero_ps();
  __m256 cc    = hh;
  __m256 hc    = hh;
  __m256 dd    = hh;
  __m256 ss    = hh;
  __m256 h_max = hh;
  __m256 c_max = hh;
  __m256 d_max = hh;
  __m256 s_max = hh;

  // Unrolled, the sums would not all stay in registers
#  pragma GCC unroll 1
  for (int i = 0; i < HC_BLOCK_FRAMES; i += 8) {
    const __m256 h = _mm256_loadu_ps(hot + i);
    const __m256 c = _mm256_loadu_ps(cold + i);
    const __m256 d = _mm256_sub_ps(h, c);
    const __m256 s = _mm256_add_ps(h, c);

    hh    = _mm256_add_ps(hh, _mm256_mul_ps(h, h));
    cc    = _mm256_add_ps(cc, _mm256_mul_ps(c, c));
    hc    = _mm256_add_ps(hc, _mm256_mul_ps(h, c));
    dd    = _mm256_add_ps(dd, _mm256_mul_ps(d, d));
    ss    = _mm256_add_ps(ss, _mm256_mul_ps(s, s));
    h_max = _mm256_max_ps(h_max, _mm256_andnot_ps(sign, h));
    c_max = _mm256_max_ps(c_max, _mm256_andnot_ps(sign, c));
    d_max = _mm256_max_ps(d_max, _mm256_andnot_ps(sign, d));
    s_max = _mm256_max_ps(s_max, _mm256_andnot_ps(sign, s));
  }

  // Whole vectors: what is stored in parts is slow to load as a vector
  _mm_storeu_pd(&block->hh, totals(hh, cc));
  _mm_storeu_pd(&block->hc, totals(hc, dd));
  block->mm = 0.25 * _mm_cvtsd_f64(totals(ss, ss));
  _mm_storeu_ps(&block->hot_peak,
                _mm_mul_ps(_mm_set_ps(0.5F, 1.0F, 1.0F, 1.0F),
                           greatest(h_max, c_max, d_max, s_max)));
  block->finite = hc_legs_finite(block);
}

#else

// An ISO C translation unit is not empty
typedef int HcNoAvx2;

#endif
