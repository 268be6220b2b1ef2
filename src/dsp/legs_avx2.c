// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/legs.h"

#if defined(__x86_64__)

#  include <immintrin.h>

#  define AVX2 __attribute__((target("avx2")))

// Eight lanes of each quantity, and the greatest squares as bits
typedef struct {
  __m256  hh, cc, hc, dd, ss;
  __m256i hot, cold, diff, sum;
} Sums;

// Squares are ordered like their bits as integers. Integer operations use other
// execution units of the processor, so they cost little here.
AVX2 static inline __m256i
greater(const __m256i peak, const __m256 square)
{
  return _mm256_max_epu32(_mm256_castps_si256(square), peak);
}

AVX2 static inline void
add_square(__m256* const sum, __m256i* const peak, const __m256 x)
{
  const __m256 square = _mm256_mul_ps(x, x);
  *sum                = _mm256_add_ps(*sum, square);
  *peak               = greater(*peak, square);
}

AVX2 static inline void
add_frames(Sums* const sums, const __m256 h, const __m256 c)
{
  add_square(&sums->hh, &sums->hot, h);
  add_square(&sums->cc, &sums->cold, c);
  add_square(&sums->dd, &sums->diff, _mm256_sub_ps(h, c));
  add_square(&sums->ss, &sums->sum, _mm256_add_ps(h, c));
  sums->hc = _mm256_add_ps(sums->hc, _mm256_mul_ps(h, c));
}

// Add the lanes that are four apart, in double
AVX2 static inline void
add_pairs(double* const part, const __m256 sum)
{
  const __m256d pairs =
    _mm256_add_pd(_mm256_cvtps_pd(_mm256_castps256_ps128(sum)),
                  _mm256_cvtps_pd(_mm256_extractf128_ps(sum, 1)));
  _mm256_store_pd(part, _mm256_add_pd(_mm256_load_pd(part), pairs));
}

AVX2 static inline void
keep_greater(float* const part, const __m256i peaks)
{
  const __m256i last = _mm256_castps_si256(_mm256_load_ps(part));
  const __m256i bits = _mm256_max_epu32(last, peaks);
  _mm256_store_ps(part, _mm256_castsi256_ps(bits));
}

// As integers, the bits of NaN and infinity are greater than those of any
// finite number
AVX2 static inline bool
is_finite(const Sums* const sums)
{
  const __m256i limit = _mm256_castps_si256(_mm256_set1_ps(HC_GREATEST_SQUARE));
  const __m256i peaks = _mm256_max_epu32(sums->hot, sums->cold);
  const __m256i fine =
    _mm256_cmpeq_epi32(_mm256_max_epu32(peaks, limit), limit);
  return _mm256_movemask_epi8(fine) == -1;
}

AVX2 bool
hc_legs_avx2(const float* const hot,
             const float* const cold,
             float* const       hot_copy,
             float* const       cold_copy,
             HcLegParts* const  parts)
{
  const __m256  zero = _mm256_setzero_ps();
  const __m256i none = _mm256_setzero_si256();
  Sums          sums = {zero, zero, zero, zero, zero, none, none, none, none};

  // If this is unrolled more, the sums do not all fit in registers
#  pragma GCC unroll 4
  for (int i = 0; i < HC_BLOCK_FRAMES; i += 8) {
    const __m256 h = _mm256_loadu_ps(hot + i);
    const __m256 c = _mm256_loadu_ps(cold + i);
    _mm256_store_ps(hot_copy + i, h);
    _mm256_store_ps(cold_copy + i, c);
    add_frames(&sums, h, c);
  }

  if (!is_finite(&sums)) {
    return false;
  }

  add_pairs(parts->hh, sums.hh);
  add_pairs(parts->cc, sums.cc);
  add_pairs(parts->hc, sums.hc);
  add_pairs(parts->dd, sums.dd);
  add_pairs(parts->ss, sums.ss);
  keep_greater(parts->peaks[0], sums.hot);
  keep_greater(parts->peaks[1], sums.cold);
  keep_greater(parts->peaks[2], sums.diff);
  keep_greater(parts->peaks[3], sums.sum);
  return true;
}

#else

// ISO C does not allow an empty translation unit
typedef int HcNoAvx2;

#endif
