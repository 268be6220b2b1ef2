// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How well the legs balance the programme: T = Gdm / Gdd from averaged
/// spectra, in one range of frequency or over several, without bias by noise,
/// and with its errors. Pure; any thread.
///
/// Derivation: m = T d + n in every bin, n independent of d. Least squares over
/// K independent segments leave E |Gdm|^2 / Gdd = |T|^2 Gdd + Gnn / K and
/// E (Gmm - |Gdm|^2 / Gdd) = Gnn (1 - 1/K), from which |T|^2 Gdd and Gnn
/// follow without bias (Bendat and Piersol, Random Data, 9.2). Known lines that
/// leak into a bin are no noise there: see HcOverlap.

#ifndef HOTCOLD_DSP_BALANCE_H
#define HOTCOLD_DSP_BALANCE_H

#include "dsp/cross_spectrum.h"
#include "dsp/third_octave.h"

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

/// Independent averages needed before a result is valid
#define HC_LEAST_AVERAGES 8.0

/// The result for one range. Powers are mean squares, 1.0 = full scale squared.
/// Powers of programme include an estimate for the bins that are left out.
typedef struct {
  bool valid;      ///< False: too few averages, and all else is 0; or no bins
                   ///< are kept, and all is 0 but `diff` and `rest`, the powers
                   ///< of d and m
  double averages; ///< Independent ones, K
  double diff;     ///< Power of d
  double kept;     ///< Share of it in bins that are not left out
  double common;   ///< Power of the part of m that follows d, unbiased;
                   ///< where it is buried in noise it can be negative
  double         common_sigma; ///< Standard deviation of `common`
  double         rest; ///< Power of the part of m that does not, lines included
  double         rest_sigma; ///< Standard deviation of `rest`
  double complex t;          ///< T, weighted by the power of d
  double         t_sigma; ///< Standard deviation of its real and imaginary part
  double         centre;  ///< Mean frequency of the power of d, Hz
  double         coherence; ///< 0..1, hot to cold, weighted by power, unbiased
  double         coherence_kept; ///< The same over bins that are not left out
  double         legs;           ///< Power of hot and cold together
  double correlated; ///< How much the variance grows in a sum with the ranges
                     ///< next to it, whose errors are correlated with this one:
                     ///< share of its own variance
} HcBalance;

/// Balance in `range` as seen by `cross`
HcBalance
hc_balance_in(const HcCrossSpectrum* cross, HcRange range);

/// All `n` ranges as one. Its powers, `diff` included, are sums over bins that
/// are not left out. Invalid ranges do not count.
HcBalance
hc_balance_join(const HcBalance* parts, size_t n);

/// A value in dB with its 95 % interval
typedef struct {
  double value;
  double low;
  double high;     ///< HC_UNBOUNDED_DB if unbounded
  bool   at_least; ///< High is unbounded
} HcFigure;

/// -20 log10 |T| of a valid balance, with its random error and an error of up
/// to `bound` in |T| that the inputs may add
HcFigure
hc_balance_figure(const HcBalance* balance, double bound);

#endif // HOTCOLD_DSP_BALANCE_H
