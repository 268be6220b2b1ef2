// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "dsp/split.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { MOST = 128 };

static const double tau = 6.283185307179586;

static double
noise(uint64_t* const state)
{
  *state = *state * 6364136223846793005U + 1442695040888963407U;
  return (double)(*state >> 11) / 4503599627370496.0 - 1.0;
}

// By definition
static double complex
transform(const double complex* const x, const size_t n, const size_t k)
{
  double complex sum = 0.0;
  for (size_t i = 0; i < n; ++i) {
    sum += x[i] * cexp(CMPLX(0.0, -tau * (double)((i * k) % n) / (double)n));
  }
  return sum;
}

static void
fill_turns(float* const turns, const size_t half)
{
  for (size_t k = 0; k <= half / 2; ++k) {
    turns[2 * k]     = (float)cos(tau * (double)k / (2.0 * (double)half));
    turns[2 * k + 1] = (float)-sin(tau * (double)k / (2.0 * (double)half));
  }
}

// Random samples, and the transform of their pairs into `bins`
static void
fill(double complex* const samples, float* const bins, const size_t half)
{
  double complex pairs[MOST];
  uint64_t       state = half;
  for (size_t i = 0; i < half; ++i) {
    samples[2 * i]     = noise(&state);
    samples[2 * i + 1] = noise(&state);
    pairs[i] = CMPLX(creal(samples[2 * i]), creal(samples[2 * i + 1]));
  }
  for (size_t k = 0; k < half; ++k) {
    const double complex z = transform(pairs, half, k);
    bins[2 * k]            = (float)creal(z);
    bins[2 * k + 1]        = (float)cimag(z);
  }
}

START_TEST(bins_are_those_of_the_real_samples)
{
  const size_t sizes[] = {2, 4, 6, 8, 12, 16, 64, 128};
  for (int i = 0; i < 8; ++i) {
    const size_t   half = sizes[i];
    float          bins[2 * MOST + 2];
    float          turns[MOST + 2];
    double complex samples[2 * MOST];
    fill_turns(turns, half);
    fill(samples, bins, half);
    hc_split_plain(bins, turns, half);
    for (size_t k = 0; k <= half; ++k) {
      const double complex truth = transform(samples, 2 * half, k);
      ck_assert_double_eq_tol(bins[2 * k], creal(truth), 2e-5);
      ck_assert_double_eq_tol(bins[2 * k + 1], cimag(truth), 2e-5);
    }
  }
}
END_TEST

START_TEST(kernels_agree_to_the_last_bit)
{
  for (size_t half = 2; half <= MOST; half += 2) {
    float          plain[2 * MOST + 2] = {0.0F};
    float          quick[2 * MOST + 2];
    float          turns[MOST + 2];
    double complex samples[2 * MOST];
    fill_turns(turns, half);
    fill(samples, plain, half);
    memcpy(quick, plain, sizeof(quick));
    hc_split_plain(plain, turns, half);
    hc_split_kernel()(quick, turns, half);
    ck_assert_mem_eq(plain, quick, (2 * half + 2) * sizeof(float));
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("split");
  TCase* const split = tcase_create("split");
  tcase_add_test(split, bins_are_those_of_the_real_samples);
  tcase_add_test(split, kernels_agree_to_the_last_bit);
  suite_add_tcase(suite, split);
  return run_suite(suite);
}
