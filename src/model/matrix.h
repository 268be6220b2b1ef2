// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Small square matrices, with the few operations that linear circuits need.
/// Pure; any thread.

#ifndef HOTCOLD_MODEL_MATRIX_H
#define HOTCOLD_MODEL_MATRIX_H

#include <stddef.h>

/// Greatest number of rows and columns
#define HC_MAX_ORDER 24

/// A square matrix. Only its first `order` rows and columns are used.
typedef struct {
  size_t order;
  double at[HC_MAX_ORDER][HC_MAX_ORDER];
} HcMatrix;

/// `out` = `a` `b`. `out` must not be `a` or `b`.
void
hc_matrix_multiply(HcMatrix* out, const HcMatrix* a, const HcMatrix* b);

/// `out` = exp(`scale` `a`) - I, by scaling and squaring of a Taylor series.
/// The result is the exponential minus I, because with I added, time constants
/// much longer than the step would lose their precision.
void
hc_matrix_expm1(HcMatrix* out, const HcMatrix* a, double scale);

#endif // HOTCOLD_MODEL_MATRIX_H
