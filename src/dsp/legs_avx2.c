// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"

#if defined(__x86_64__)

#  include <immintrin.h>

#  define AVX2 __attribute__((target("avx2")))

// Eight lanes of each quantity; peaks as bits of magnitudes, shifted left by
// the sign
typedef struct {
  __m256  hh, cc, hc, dd, ss;
  __m256i hot, cold, diff, sum;
} Sums;

AVX2 static inline __m256
add_product(const __m256 sum, const __m256 x, const __m256 y)
{
  return _mm256_add_ps(sum, _mm256_mul_ps(x, y));
}

// Magnitudes are in the order of their bits, and integers have units of their
// own. Adding a number's bits to themselves drops its sign.
AVX2 static inline __m256i
greater(const __m256i peak, const __m256 x)
{
  const __m256i bits = _mm256_castps_si256(x);
  return _mm256_max_epu32(peak, _mm256_add_epi32(bits, bits));
}

AVX2 static inline void
add_frames(Sums* const sums, const __m256 h, const __m256 c)
{
  const __m256 d = _mm256_sub_ps(h, c);
  const __m256 s = _mm256_add_ps(h, c);
  sums->hh       = add_product(sums->hh, h, h);
  sums->cc       = add_product(sums->cc, c, c);
  sums->hc       = add_product(sums->hc, h, c);
  sums->dd       = add_product(sums->dd, d, d);
  sums->ss       = add_product(sums->ss, s, s);
  sums->hot      = greater(sums->hot, h);
  sums->cold     = greater(sums->cold, c);
  sums->diff     = greater(sums->diff, d);
  sums->sum      = greater(sums->sum, s);
}

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

// Pairs 0 and 2, 1 and 3 of two sums: of a, a, b, b
AVX2 static inline __m256d
fours(const __m256 a, const __m256 b)
{
  const __m256d x = pairs(a);
  const __m256d y = pairs(b);
  return _mm256_add_pd(_mm256_permute2f128_pd(x, y, 0x20),
                       _mm256_permute2f128_pd(x, y, 0x31));
}

// The totals of four sums, in the order a, c, b, d
AVX2 static inline __m256d
totals(const __m256 a, const __m256 b, const __m256 c, const __m256 d)
{
  const __m256d x = fours(a, b);
  const __m256d y = fours(c, d);
  return _mm256_add_pd(_mm256_unpacklo_pd(x, y), _mm256_unpackhi_pd(x, y));
}

AVX2 static inline double
total(const __m256 sum)
{
  const __m128d x = add_halves(pairs(sum));
  return _mm_cvtsd_f64(_mm_add_sd(x, _mm_unpackhi_pd(x, x)));
}

// Of two: greatest of a, of b, of a, of b, each over half the lanes
AVX2 static inline __m256i
greatest_of_two(const __m256i a, const __m256i b)
{
  return _mm256_max_epu32(_mm256_unpacklo_epi32(a, b),
                          _mm256_unpackhi_epi32(a, b));
}

// The greatest of each of four
AVX2 static inline __m128
greatest(const Sums* const sums)
{
  const __m256i legs    = greatest_of_two(sums->hot, sums->cold);
  const __m256i modes   = greatest_of_two(sums->diff, sums->sum);
  const __m256i quarter = _mm256_max_epu32(_mm256_unpacklo_epi64(legs, modes),
                                           _mm256_unpackhi_epi64(legs, modes));
  const __m128i bits    = _mm_max_epu32(_mm256_castsi256_si128(quarter),
                                     _mm256_extracti128_si256(quarter, 1));
  return _mm_castsi128_ps(_mm_srli_epi32(bits, 1));
}

AVX2 void
hc_legs_avx2(const float* const hot,
             const float* const cold,
             float* const       hot_copy,
             float* const       cold_copy,
             HcLegSums* const   block)
{
  const __m256  zero = _mm256_setzero_ps();
  const __m256i none = _mm256_setzero_si256();
  Sums          sums = {zero, zero, zero, zero, zero, none, none, none, none};

  // Unrolled, the sums would not all stay in registers
#  pragma GCC unroll 1
  for (int i = 0; i < HC_BLOCK_FRAMES; i += 8) {
    const __m256 h = _mm256_loadu_ps(hot + i);
    const __m256 c = _mm256_loadu_ps(cold + i);
    _mm256_store_ps(hot_copy + i, h);
    _mm256_store_ps(cold_copy + i, c);
    add_frames(&sums, h, c);
  }

  // Whole vectors: what is stored in parts is slow to load as a vector
  _mm256_storeu_pd(&block->hh, totals(sums.hh, sums.hc, sums.cc, sums.dd));
  block->mm = 0.25 * total(sums.ss);
  _mm_storeu_ps(
    &block->hot_peak,
    _mm_mul_ps(_mm_set_ps(0.5F, 1.0F, 1.0F, 1.0F), greatest(&sums)));
  block->finite = hc_legs_finite(block);
}

#else

// An ISO C translation unit is not empty
typedef int HcNoAvx2;

#endif
