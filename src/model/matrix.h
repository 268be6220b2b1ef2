// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Small square matrices, only as much as linear circuits need. Pure; any
/// thread.

#ifndef HOTCOLD_MODEL_MATRIX_H
#define HOTCOLD_MODEL_MATRIX_H

#include <stddef.h>

/// Rows and columns a matrix may have
#define HC_MAX_ORDER 24

/// The first `order` rows and columns count
typedef struct {
  size_t order;
  double at[HC_MAX_ORDER][HC_MAX_ORDER];
} HcMatrix;

/// `out` = `a` `b`; `out` is neither of them
void
hc_matrix_multiply(HcMatrix* out, const HcMatrix* a, const HcMatrix* b);

/// `out` = exp(`scale` `a`) - I, by scaling and squaring of a Taylor series.
/// Without the I, so that time constants far longer than the step keep their
/// precision beside ones far shorter.
void
hc_matrix_expm1(HcMatrix* out, const HcMatrix* a, double scale);

#endif // HOTCOLD_MODEL_MATRIX_H
