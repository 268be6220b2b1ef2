// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/split.h"

#if defined(__x86_64__)

#  include <immintrin.h>

#  define AVX2 __attribute__((target("avx2")))

// Number of complex numbers in a vector
#  define LANES 4

AVX2 static inline __m256
swapped(const __m256 x)
{
  return _mm256_permute_ps(x, _MM_SHUFFLE(2, 3, 0, 1));
}

// The four numbers in reverse order
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
  // A copy: otherwise the compiler must assume that a store changes *fold
  const HcFold f = *fold;
  size_t       j = 0;
  for (; j + LANES <= f.n; j += LANES) {
    const size_t i = 2 * j;
    const __m256 a = _mm256_mul_ps(_mm256_loadu_ps(f.early + i),
                                   _mm256_loadu_ps(f.early_window + i));
    const __m256 b = _mm256_mul_ps(_mm256_loadu_ps(f.late + i),
                                   _mm256_loadu_ps(f.late_window + i));
    _mm256_storeu_ps(f.sums + i, _mm256_add_ps(a, b));
    _mm256_storeu_ps(f.differences + i,
                     turned(_mm256_sub_ps(a, b), f.turns + i));
  }
  hc_fold_from(fold, j);
}

// The next numbers of both transforms, interleaved
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
split_pairs(const __m256       x,
            const __m256       y,
            const float* const turns,
            float* const       low,
            float* const       high)
{
  // E, and O as pairs (o, p)
  const __m256 half = _mm256_set1_ps(0.5F);
  const __m256 e    = _mm256_mul_ps(half, _mm256_add_ps(x, conjugate(y)));
  const __m256 o =
    _mm256_mul_ps(half, _mm256_add_ps(swapped(y), conjugate(swapped(x))));
  const __m256 w = turned(o, turns);
  _mm256_storeu_ps(high, reversed(conjugate(_mm256_sub_ps(e, w))));
  _mm256_storeu_ps(low, _mm256_add_ps(e, w));
}

AVX2 void
hc_split_avx2(const HcSplit* const split)
{
  // The first numbers wrap around at the end of the transforms
  const HcSplit s   = *split;
  const size_t  end = s.half / 2 + 1;
  size_t        k   = LANES < end ? LANES : end;
  hc_split_range(split, 0, k);
  for (; 2 * (k + LANES) <= s.half; k += LANES) {
    // Of the numbers from half - k - 3 on, the odd ones begin at float top - 1
    // and the even ones at float top + 1
    const size_t top = s.half - k - LANES + 1;
    const __m256 x   = interleaved(s.even + k, s.odd + k);
    const __m256 y   = interleaved(s.odd + top - 1, s.even + top + 1);
    split_pairs(
      x, reversed(y), s.turns + 2 * k, s.bins + 2 * k, s.bins + 2 * top);
  }
  hc_split_range(split, k, end);
}

#else

// ISO C does not allow an empty translation unit
typedef int HcNoSplitAvx2;

#endif
