// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/split.h"

#if defined(__x86_64__)

#  include <immintrin.h>

#  define AVX2 __attribute__((target("avx2")))

// Bins in a vector
#  define LANES 4

// Four bins, the last one first
AVX2 static inline __m256
reversed(const __m256 x)
{
  return _mm256_castpd_ps(
    _mm256_permute4x64_pd(_mm256_castps_pd(x), _MM_SHUFFLE(0, 1, 2, 3)));
}

// The same sums and products as split_pair(), in the same order
AVX2 static inline void
split_pairs(float* const a, float* const b, const float* const turns)
{
  const __m256 half = _mm256_set1_ps(0.5F);
  const __m256 minus =
    _mm256_setr_ps(0.0F, -0.0F, 0.0F, -0.0F, 0.0F, -0.0F, 0.0F, -0.0F);
  const __m256 x    = _mm256_loadu_ps(a);
  const __m256 y    = reversed(_mm256_loadu_ps(b));
  const __m256 turn = _mm256_loadu_ps(turns);

  // E, and O as (o, p) in pairs
  const __m256 e =
    _mm256_mul_ps(half, _mm256_add_ps(x, _mm256_xor_ps(y, minus)));
  const __m256 xs = _mm256_permute_ps(x, _MM_SHUFFLE(2, 3, 0, 1));
  const __m256 ys = _mm256_permute_ps(y, _MM_SHUFFLE(2, 3, 0, 1));
  const __m256 o =
    _mm256_mul_ps(half, _mm256_add_ps(ys, _mm256_xor_ps(xs, minus)));

  // W O
  const __m256 cosine = _mm256_moveldup_ps(turn);
  const __m256 sine   = _mm256_movehdup_ps(turn);
  const __m256 os     = _mm256_permute_ps(o, _MM_SHUFFLE(2, 3, 0, 1));
  const __m256 w =
    _mm256_addsub_ps(_mm256_mul_ps(cosine, o), _mm256_mul_ps(sine, os));

  const __m256 low  = _mm256_add_ps(e, w);
  const __m256 high = _mm256_xor_ps(_mm256_sub_ps(e, w), minus);
  _mm256_storeu_ps(b, reversed(high));
  _mm256_storeu_ps(a, low);
}

AVX2 void
hc_split_avx2(float* const bins, const float* const turns, const size_t half)
{
  bins[2 * half]     = bins[0];
  bins[2 * half + 1] = bins[1];

  size_t k = 0;
  for (; 2 * (k + LANES) <= half; k += LANES) {
    split_pairs(bins + 2 * k, bins + 2 * (half - k - LANES + 1), turns + 2 * k);
  }
  hc_split_from(bins, turns, half, k);
}

#else

// An ISO C translation unit is not empty
typedef int HcNoSplitAvx2;

#endif
