// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Every kernel of this processor, on the same samples.

#ifndef HOTCOLD_TEST_LEGS_KERNELS_H
#define HOTCOLD_TEST_LEGS_KERNELS_H

#include "support/random.h"

#include "dsp/legs.h"

#include <check.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { N = HC_BLOCK_FRAMES, MAX_KERNELS = 3 };

// Room before the legs, so that a test can shift them off their alignment
typedef struct {
  _Alignas(64) float hot[N + 8];
  _Alignas(64) float cold[N + 8];
} Legs;

// What one block comes to
typedef struct {
  HcWindow total; // Sums and peaks alone
  bool     finite;
} Sums;

static inline size_t
list_kernels(HcLegsKernel* const kernels)
{
  size_t n     = 0;
  kernels[n++] = hc_legs_plain;
#if defined(__x86_64__)
  kernels[n++] = hc_legs_sse2;
  if (__builtin_cpu_supports("avx2")) {
    kernels[n++] = hc_legs_avx2;
  }
#endif
  return n;
}

// Evenly between -1 and 1, in steps of 2^-15
static inline float
draw_sample(uint64_t* const state)
{
  return (float)((int32_t)(draw(state) >> 16U) - 32768) / 32768.0F;
}

static inline float
draw_magnitude(uint64_t* const state, const int least, const int greatest)
{
  const int span = greatest - least + 1;
  const int e    = least + (int)(draw(state) % (uint32_t)span);
  return ldexpf(draw_sample(state), e);
}

static inline void
assert_same(const HcWindow* const a, const HcWindow* const b)
{
  // Bit by bit, field by field: padding is nobody's
  ck_assert_mem_eq(&a->hh, &b->hh, sizeof(double));
  ck_assert_mem_eq(&a->cc, &b->cc, sizeof(double));
  ck_assert_mem_eq(&a->hc, &b->hc, sizeof(double));
  ck_assert_mem_eq(&a->dd, &b->dd, sizeof(double));
  ck_assert_mem_eq(&a->mm, &b->mm, sizeof(double));
  ck_assert_mem_eq(&a->hot_peak, &b->hot_peak, sizeof(float));
  ck_assert_mem_eq(&a->cold_peak, &b->cold_peak, sizeof(float));
  ck_assert_mem_eq(&a->diff_peak, &b->diff_peak, sizeof(float));
  ck_assert_mem_eq(&a->common_peak, &b->common_peak, sizeof(float));
}

// What one kernel makes of a block; it copies every bit, and adds nothing
// unless all is finite
static inline Sums
run_kernel(const HcLegsKernel kernel,
           const float* const hot,
           const float* const cold)
{
  static const HcLegParts none;
  HcLegParts              parts = none;
  Legs                    copy;
  Sums                    sums = {0};
  memset(&copy, 0x55, sizeof(copy));
  sums.finite = kernel(hot, cold, copy.hot, copy.cold, &parts);
  ck_assert_mem_eq(copy.hot, hot, N * sizeof(float));
  ck_assert_mem_eq(copy.cold, cold, N * sizeof(float));
  if (!sums.finite) {
    ck_assert_mem_eq(&parts, &none, sizeof(parts));
  }
  hc_legs_total(&parts, &sums.total);
  return sums;
}

// The sums of the plain kernel, once the others are found to agree
static inline Sums
sum_up_block(const float* const hot, const float* const cold)
{
  HcLegsKernel kernels[MAX_KERNELS];
  const size_t n    = list_kernels(kernels);
  const Sums   sums = run_kernel(kernels[0], hot, cold);
  for (size_t i = 1; i < n; ++i) {
    const Sums others = run_kernel(kernels[i], hot, cold);
    assert_same(&sums.total, &others.total);
    ck_assert(sums.finite == others.finite);
  }
  return sums;
}

static inline HcWindow
sum_up(const float* const hot, const float* const cold)
{
  const Sums sums = sum_up_block(hot, cold);
  ck_assert(sums.finite);
  return sums.total;
}

static inline bool
is_finite(const float* const hot, const float* const cold)
{
  return sum_up_block(hot, cold).finite;
}

static inline void
fill(Legs* const legs, const float value)
{
  for (int i = 0; i < N; ++i) {
    legs->hot[i]  = value;
    legs->cold[i] = -value;
  }
}

#endif // HOTCOLD_TEST_LEGS_KERNELS_H
