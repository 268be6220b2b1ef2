// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "dsp/split.h"
#include "dsp/transform.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 256 };

static const double tau = 6.283185307179586;

static void
fill(float* const x, const size_t n, const uint64_t seed)
{
  uint64_t state = seed;
  for (size_t i = 0; i < n; ++i) {
    x[i] = (float)draw_noise(&state);
  }
}

// By definition, of a windowed ring
static double complex
transform(const float* const ring,
          const float* const window,
          const size_t       size,
          const size_t       length,
          const size_t       start,
          const size_t       k)
{
  double complex sum = 0.0;
  for (size_t i = 0; i < size; ++i) {
    const double x    = (double)ring[(start + i) % length] * (double)window[i];
    const double turn = -tau * (double)((i * k) % size) / (double)size;
    sum += x * cexp(CMPLX(0.0, turn));
  }
  return sum;
}

static void
check_transform(const size_t size, const size_t length, const size_t start)
{
  float ring[2 * MOST];
  float window[MOST];
  fill(ring, length, 1);
  fill(window, size, 2);
  const HcSegmentRing  segment = {ring, length, start};
  HcTransform* const   fourier = hc_transform_new(size, NULL);
  float complex* const bins =
    (float complex*)aligned_alloc(64, (MOST + 64) * sizeof(float complex));
  ck_assert_ptr_nonnull(fourier);
  ck_assert_ptr_nonnull(bins);
  hc_transform_run(fourier, segment, window, bins);
  for (size_t k = 0; k <= size / 2; ++k) {
    const double complex truth =
      transform(ring, window, size, length, start, k);
    ck_assert_double_eq_tol(crealf(bins[k]), creal(truth), 2e-5);
    ck_assert_double_eq_tol(cimagf(bins[k]), cimag(truth), 2e-5);
  }
  free(bins);
  hc_transform_free(fourier);
}

START_TEST(bins_are_those_of_the_windowed_samples)
{
  for (size_t size = 16; size <= MOST; size *= 2) {
    // Odd ones too: a number then lies on both ends of the ring
    for (size_t start = 0; start < size; start += 5) {
      check_transform(size, size, start);
    }
    check_transform(size, size, size / 2);
    check_transform(size, size, size - 1);
    for (size_t start = 0; start < size + 6; ++start) {
      check_transform(size, size + 6, start);
    }
  }
}
END_TEST

START_TEST(folds_agree_to_the_last_bit)
{
  for (size_t n = 0; n <= MOST / 2; ++n) {
    float in[5][MOST];
    float plain[2][MOST] = {{0.0F}};
    float quick[2][MOST] = {{0.0F}};
    for (int i = 0; i < 5; ++i) {
      fill(in[i], MOST, n + (uint64_t)i);
    }
    HcFold fold = {in[0], in[1], in[2], in[3], in[4], plain[0], plain[1], n};
    hc_fold_plain(&fold);
    fold.sums        = quick[0];
    fold.differences = quick[1];
    hc_split_kernels().fold(&fold);
    ck_assert_mem_eq(plain, quick, sizeof(plain));
  }
}
END_TEST

START_TEST(splits_agree_to_the_last_bit)
{
  for (size_t half = 4; half <= MOST; half += 4) {
    float even[MOST];
    float odd[MOST];
    float turns[MOST + 2];
    float plain[2 * MOST + 2] = {0.0F};
    float quick[2 * MOST + 2] = {0.0F};
    fill(even, half, half);
    fill(odd, half, half + 1);
    fill(turns, half + 2, half + 2);
    HcSplit split = {even, odd, turns, plain, half};
    hc_split_plain(&split);
    split.bins = quick;
    hc_split_kernels().split(&split);
    ck_assert_mem_eq(plain, quick, sizeof(plain));
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("split");
  TCase* const split = tcase_create("split");
  tcase_add_test(split, bins_are_those_of_the_windowed_samples);
  tcase_add_test(split, folds_agree_to_the_last_bit);
  tcase_add_test(split, splits_agree_to_the_last_bit);
  suite_add_tcase(suite, split);
  return run_suite(suite);
}
