// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"

#if defined(__x86_64__)

#  include <immintrin.h>

#  define AVX2 __attribute__((target("avx2")))

AVX2 static inline double
total(const __m256 sum)
{
  const __m256d pairs =
    _mm256_add_pd(_mm256_cvtps_pd(_mm256_castps256_ps128(sum)),
                  _mm256_cvtps_pd(_mm256_extractf128_ps(sum, 1)));
  const __m128d two =
    _mm_add_pd(_mm256_castpd256_pd128(pairs), _mm256_extractf128_pd(pairs, 1));
  return _mm_cvtsd_f64(_mm_add_sd(two, _mm_unpackhi_pd(two, two)));
}

AVX2 static inline float
greatest(const __m256 peaks)
{
  __m128 four =
    _mm_max_ps(_mm256_castps256_ps128(peaks), _mm256_extractf128_ps(peaks, 1));
  four = _mm_max_ps(four, _mm_movehl_ps(four, four));
  four = _mm_max_ss(four, _mm_shuffle_ps(four, four, 1));
  return _mm_cvtss_f32(four);
}

AVX2 void
hc_legs_avx2(const float* const hot,
             const float* const cold,
             HcLegSums* const   block)
{
  const __m256 sign  = _mm256_set1_ps(-0.0F);
  const __m256 half  = _mm256_set1_ps(0.5F);
  const __m256 limit = _mm256_set1_ps(HC_GREATEST_SAMPLE);

  __m256 hh   = _mm256_setzero_ps();
  __m256 cc   = hh;
  __m256 hc   = hh;
  __m256 dd   = hh;
  __m256 mm   = hh;
  __m256 hpk  = hh;
  __m256 cpk  = hh;
  __m256 dpk  = hh;
  __m256 mpk  = hh;
  __m256 good = _mm256_cmp_ps(hh, hh, _CMP_EQ_OQ);
  for (int i = 0; i < HC_BLOCK_FRAMES; i += 8) {
    const __m256 h  = _mm256_loadu_ps(hot + i);
    const __m256 c  = _mm256_loadu_ps(cold + i);
    const __m256 d  = _mm256_sub_ps(h, c);
    const __m256 m  = _mm256_mul_ps(half, _mm256_add_ps(h, c));
    const __m256 ha = _mm256_andnot_ps(sign, h);
    const __m256 ca = _mm256_andnot_ps(sign, c);

    hh   = _mm256_add_ps(hh, _mm256_mul_ps(h, h));
    cc   = _mm256_add_ps(cc, _mm256_mul_ps(c, c));
    hc   = _mm256_add_ps(hc, _mm256_mul_ps(h, c));
    dd   = _mm256_add_ps(dd, _mm256_mul_ps(d, d));
    mm   = _mm256_add_ps(mm, _mm256_mul_ps(m, m));
    hpk  = _mm256_max_ps(hpk, ha);
    cpk  = _mm256_max_ps(cpk, ca);
    dpk  = _mm256_max_ps(dpk, _mm256_andnot_ps(sign, d));
    mpk  = _mm256_max_ps(mpk, _mm256_andnot_ps(sign, m));
    good = _mm256_and_ps(good, _mm256_cmp_ps(ha, limit, _CMP_LE_OQ));
    good = _mm256_and_ps(good, _mm256_cmp_ps(ca, limit, _CMP_LE_OQ));
  }

  block->hh          = total(hh);
  block->cc          = total(cc);
  block->hc          = total(hc);
  block->dd          = total(dd);
  block->mm          = total(mm);
  block->hot_peak    = greatest(hpk);
  block->cold_peak   = greatest(cpk);
  block->diff_peak   = greatest(dpk);
  block->common_peak = greatest(mpk);
  block->finite      = _mm256_movemask_ps(good) == 0xFF;
}

#else

// An ISO C translation unit is not empty
typedef int HcNoAvx2;

#endif
