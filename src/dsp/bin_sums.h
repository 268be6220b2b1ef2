// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Sums over many bins at little cost. Pure; any thread.

#ifndef HOTCOLD_DSP_BIN_SUMS_H
#define HOTCOLD_DSP_BIN_SUMS_H

#include <complex.h>
#include <stddef.h>

/// Sums over bins of two spectra D and M
typedef struct {
  double dd; ///< |D|^2
  double mm; ///< |M|^2
  double re; ///< Re D* M
} HcBinPowers;

/// Sums over `n` bins of |D|^2, |M|^2 and Re D* M, each times `keep`, 0 or 1
HcBinPowers
hc_kept_sum(const double* dd,
            const double* mm,
            const double* re,
            const float*  keep,
            size_t        n);

/// Sum of |x|^2 over `n` bins
double
hc_power_sum(const float complex* bins, size_t n);

/// Sum of ln(|x|^2 + least) over `n` bins, each to 1.1e-4; least >= 1e-37
double
hc_log_sum(const float complex* bins, size_t n, double least);

#endif // HOTCOLD_DSP_BIN_SUMS_H
