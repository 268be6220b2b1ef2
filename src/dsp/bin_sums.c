// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/bin_sums.h"

#include "dsp/simd.h"

#include <stdint.h>

/// Bins that are summed in float before the sum is added in double
#define STRETCH 64U

/// A float and its bits
typedef union {
  float    value;
  uint32_t bits;
} Bits;

/// Binary logarithm: the exponent, plus a polynomial for the mantissa 1 + x. It
/// is exact at both ends and a least squares fit between them.
static inline float
binary_log(const float value)
{
  const Bits  all      = {.value = value};
  const float exponent = (float)((int32_t)(all.bits >> 23U) - 127);
  const Bits  rest     = {.bits = (all.bits & 0x7FFFFFU) | 0x3F800000U};
  const float x        = rest.value - 1.0F;
  const float p        = 0.43807325F + x * (-0.23669342F + x * 0.0803073F);
  return exponent + x + x * (1.0F - x) * p;
}

HC_SIMD_TWINS static float
sum_powers(const float* const x, const size_t n)
{
  float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
  for (size_t i = 0; i < n; ++i) {
    sum += x[i] * x[i];
  }
  return sum;
}

double
hc_power_sum(const float complex* const bins, const size_t n)
{
  double sum = 0.0;
  for (size_t i = 0; i < n; i += STRETCH) {
    const size_t size = n - i < STRETCH ? n - i : STRETCH;
    sum += (double)sum_powers((const float*)(bins + i), 2U * size);
  }
  return sum;
}

HC_SIMD_TWINS static float
sum_logs(const float* const x, const size_t n, const float least)
{
  float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
  for (size_t i = 0; i < n; ++i) {
    sum +=
      binary_log(x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1] + least);
  }
  return sum;
}

double
hc_log_sum(const float complex* const bins, const size_t n, const double least)
{
  double sum = 0.0;
  for (size_t i = 0; i < n; i += STRETCH) {
    const size_t size = n - i < STRETCH ? n - i : STRETCH;
    sum += (double)sum_logs((const float*)(bins + i), size, (float)least);
  }
  return 0.6931471805599453 * sum;
}

HC_SIMD_TWINS static HcBinPowers
sum_kept(const double* const dd,
         const double* const mm,
         const double* const re,
         const float* const  keep,
         const size_t        n)
{
  double d  = 0.0;
  double m  = 0.0;
  double dm = 0.0;
#pragma omp simd reduction(+ : d, m, dm)
  for (size_t i = 0; i < n; ++i) {
    d += (double)keep[i] * dd[i];
    m += (double)keep[i] * mm[i];
    dm += (double)keep[i] * re[i];
  }
  const HcBinPowers sums = {d, m, dm};
  return sums;
}

HcBinPowers
hc_kept_sum(const double* const dd,
            const double* const mm,
            const double* const re,
            const float* const  keep,
            const size_t        n)
{
  return sum_kept(dd, mm, re, keep, n);
}
