// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/matrix.h"

#include <math.h>

/// Terms of the series; 0.5^18 / 18! is below the precision of double
#define N_TERMS 18

void
hc_matrix_multiply(HcMatrix* const       out,
                   const HcMatrix* const a,
                   const HcMatrix* const b)
{
  const size_t n = a->order;
  out->order     = n;
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) {
      double sum = 0.0;
      for (size_t k = 0; k < n; ++k) {
        sum += a->at[i][k] * b->at[k][j];
      }
      out->at[i][j] = sum;
    }
  }
}

/// Greatest sum of the magnitudes in a row
static double
norm(const HcMatrix* const a)
{
  double greatest = 0.0;
  for (size_t i = 0; i < a->order; ++i) {
    double sum = 0.0;
    for (size_t j = 0; j < a->order; ++j) {
      sum += fabs(a->at[i][j]);
    }
    greatest = fmax(greatest, sum);
  }
  return greatest;
}

/// `a` += `factor` `b`
static void
add(HcMatrix* const a, const double factor, const HcMatrix* const b)
{
  for (size_t i = 0; i < a->order; ++i) {
    for (size_t j = 0; j < a->order; ++j) {
      a->at[i][j] += factor * b->at[i][j];
    }
  }
}

static void
scale_by(HcMatrix* const a, const double factor)
{
  add(a, factor - 1.0, a);
}

void
hc_matrix_expm1(HcMatrix* const       out,
                const HcMatrix* const a,
                const double          scale)
{
  const double size      = norm(a) * fabs(scale);
  const int    squarings = size > 0.5 ? (int)ceil(log2(size / 0.5)) : 0;
  HcMatrix     step      = *a;
  for (size_t i = 0; i < a->order; ++i) {
    for (size_t j = 0; j < a->order; ++j) {
      step.at[i][j] = ldexp(a->at[i][j] * scale, -squarings);
    }
  }

  // Series: a + a^2/2! + a^3/3! ...
  HcMatrix term = step;
  HcMatrix product;
  *out = step;
  for (int k = 2; k <= N_TERMS; ++k) {
    hc_matrix_multiply(&product, &term, &step);
    term = product;
    scale_by(&term, 1.0 / k);
    add(out, 1.0, &term);
  }

  // exp(2a) - 1 = 2 (exp(a) - 1) + (exp(a) - 1)^2
  for (int k = 0; k < squarings; ++k) {
    hc_matrix_multiply(&product, out, out);
    add(&product, 2.0, out);
    *out = product;
  }
}
