// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/split.h"

#if defined(__x86_64__)

#  include <immintrin.h>

#  define AVX2 __attribute__((target("avx2")))

// Complex numbers in a vector
#  define LANES 4

AVX2 static inline __m256
swapped(const __m256 x)
{
  return _mm256_permute_ps(x, _MM_SHUFFLE(2, 3, 0, 1));
}

// Four numbers, the last one first
AVX2 static inline __m256
reversed(const __m256 x)
{
  return _mm256_castpd_ps(
    _mm256_permute4x64_pd(_mm256_castps_pd(x), _MM_SHUFFLE(0, 1, 2, 3)));
}

AVX2 static inline __m256
conjugate(const __m256 x)
{
  const __m256 minus =
    _mm256_setr_ps(0.0F, -0.0F, 0.0F, -0.0F, 0.0F, -0.0F, 0.0F, -0.0F);
  return _mm256_xor_ps(x, minus);
}

AVX2 static inline __m256
turned(const __m256 x, const float* const turns)
{
  const __m256 turn   = _mm256_loadu_ps(turns);
  const __m256 cosine = _mm256_moveldup_ps(turn);
  const __m256 sine   = _mm256_movehdup_ps(turn);
  return _mm256_addsub_ps(_mm256_mul_ps(cosine, x),
                          _mm256_mul_ps(sine, swapped(x)));
}

AVX2 void
hc_fold_avx2(const HcFold* const fold)
{
  size_t j = 0;
  for (; j + LANES <= fold->n; j += LANES) {
    const size_t i = 2 * j;
    const __m256 a = _mm256_mul_ps(_mm256_loadu_ps(fold->early + i),
                                   _mm256_loadu_ps(fold->early_window + i));
    const __m256 b = _mm256_mul_ps(_mm256_loadu_ps(fold->late + i),
                                   _mm256_loadu_ps(fold->late_window + i));
    _mm256_storeu_ps(fold->sums + i, _mm256_add_ps(a, b));
    _mm256_storeu_ps(fold->differences + i,
                     turned(_mm256_sub_ps(a, b), fold->turns + i));
  }
  hc_fold_from(fold, j);
}

// The next numbers of both transforms, as they follow on each other
AVX2 static inline __m256
interleaved(const float* const even, const float* const odd)
{
  const __m128d e = _mm_castps_pd(_mm_loadu_ps(even));
  const __m128d o = _mm_castps_pd(_mm_loadu_ps(odd));
  return _mm256_castpd_ps(
    _mm256_set_m128d(_mm_unpackhi_pd(e, o), _mm_unpacklo_pd(e, o)));
}

// The same sums and products as split_pair(), in the same order, for `x`
// numbers k to k + 3 and `y` half - k down to half - k - 3
AVX2 static inline void
split_pairs(const HcSplit* const split,
            const size_t         k,
            const __m256         x,
            const __m256         y)
{
  // E, and O as (o, p) in pairs
  const __m256 half = _mm256_set1_ps(0.5F);
  const __m256 e    = _mm256_mul_ps(half, _mm256_add_ps(x, conjugate(y)));
  const __m256 o =
    _mm256_mul_ps(half, _mm256_add_ps(swapped(y), conjugate(swapped(x))));
  const __m256 w    = turned(o, split->turns + 2 * k);
  const __m256 low  = _mm256_add_ps(e, w);
  const __m256 high = conjugate(_mm256_sub_ps(e, w));
  float* const top  = split->bins + 2 * (split->half - k - LANES + 1);
  _mm256_storeu_ps(top, reversed(high));
  _mm256_storeu_ps(split->bins + 2 * k, low);
}

AVX2 void
hc_split_avx2(const HcSplit* const split)
{
  // The first numbers reach around the end of the transforms
  const size_t half = split->half;
  const size_t end  = half / 2 + 1;
  size_t       k    = LANES < end ? LANES : end;
  hc_split_range(split, 0, k);
  for (; 2 * (k + LANES) <= half; k += LANES) {
    // In floats: numbers k, k + 2 and half - k - 3, half - k - 1 of the odd
    // ones are k and half - k - 4 in
    const float* const odd  = split->odd + (half - k - LANES);
    const float* const even = split->even + (half - k - LANES + 2);
    const __m256       x    = interleaved(split->even + k, split->odd + k);
    const __m256       y    = interleaved(odd, even);
    split_pairs(split, k, x, reversed(y));
  }
  hc_split_range(split, k, end);
}

#else

// An ISO C translation unit is not empty
typedef int HcNoSplitAvx2;

#endif
