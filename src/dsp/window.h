// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Windows of averaged spectra, and the correlation of overlapping segments and
/// of neighbouring bins, which says how much an average is worth. Pure; any
/// thread.

#ifndef HOTCOLD_DSP_WINDOW_H
#define HOTCOLD_DSP_WINDOW_H

#include <stddef.h>
#include <stdint.h>

/// Noise is correlated over at most this many bins to one side
#define HC_MAX_LOBE 4

/// A sum of cosines: w(x) = sum (-1)^i a[i] cos(2 pi i x), 0 <= x < 1
typedef struct {
  double   a[HC_MAX_LOBE]; ///< Coefficients, [0] is the mean
  uint32_t lobe;           ///< Bins from a line to its first zero
} HcWindowShape;

/// Hann: narrow, highest side lobe -31 dB, then 18 dB per octave
HcWindowShape
hc_window_hann(void);

/// Four terms with continuous slope (Nuttall 1981, table II): highest side lobe
/// -93 dB, so that a mains line does not hide what is near it
HcWindowShape
hc_window_nuttall(void);

/// Write `size` samples, scaled so that a sine of amplitude A on a bin's centre
/// reads A in a transform without further scaling
void
hc_window_fill(const HcWindowShape* shape, float* samples, size_t size);

/// Equivalent noise bandwidth in bins
double
hc_window_noise_bandwidth(const HcWindowShape* shape);

/// Transform of the window at `x` bins from its centre, with the window centred
/// at time zero: what a sine that reads 1 leaks into a bin at this distance
double
hc_window_transform(const HcWindowShape* shape, double x);

/// Correlation of white noise between segments and between bins
typedef struct {
  double time; ///< Segments that are worth one independent one: 1 + 2 sum
               ///< rho(l)^2
  double first[HC_MAX_LOBE + 1];  ///< Correlation of averaged products of
                                  ///< two independent signals, b bins apart
  double second[HC_MAX_LOBE + 1]; ///< Of the squares of those averages
} HcOverlap;

/// For segments one every `hop` parts of their length, 0 < hop <= 1 (Welch
/// 1967). Numerical, from the shape.
HcOverlap
hc_window_overlap(const HcWindowShape* shape, double hop);

/// Variance of a sum of `n` neighbouring bins over that of n independent ones
double
hc_overlap_spread(const double correlation[HC_MAX_LOBE + 1], size_t n);

/// Bins from the highest bin of a line to the line in a Hann window, -0.5..0.5,
/// from the powers `below`, at (`top`, > 0) and `above` it
double
hc_hann_offset(double below, double top, double above);

#endif // HOTCOLD_DSP_WINDOW_H
