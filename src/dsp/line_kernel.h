// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How a steady line spreads over the bins of a windowed segment, and back:
/// the complex amplitude of a line at any frequency from the bins around it.
/// Pure; any thread.

#ifndef HOTCOLD_DSP_LINE_KERNEL_H
#define HOTCOLD_DSP_LINE_KERNEL_H

#include <stdint.h>

/// Bins taken to each side of a line, and in all
#define HC_LINE_REACH 3
#define HC_LINE_BINS (2 * HC_LINE_REACH + 1)

/// Terms of a window, at most
#define HC_WINDOW_TERMS 4

/// Of one window
typedef struct {
  double   half[HC_WINDOW_TERMS]; ///< Coefficients over twice the mean one
  uint32_t lobe;                  ///< Bins from a line to its first zero
  double   noise_gain;            ///< Noise power of an amplitude over that of
                                  ///< a bin, when it is formed from
                                  ///< HC_LINE_BINS bins
} HcLineKernel;

/// The kernel of the window that reaches `lobe` bins: Hann (2) or Nuttall's
/// four terms (4)
HcLineKernel
hc_line_kernel(uint32_t lobe);

/// Write what a line of amplitude 1 at `off` bins above the middle one leaves
/// in the HC_LINE_BINS bins about it, when every odd bin is negated, which
/// moves the origin of phase into the segment's middle; `slope` is the
/// derivative by `off`
void
hc_line_kernel_fill(const HcLineKernel* kernel,
                    double              off,
                    double              value[HC_LINE_BINS],
                    double              slope[HC_LINE_BINS]);

/// Variance of a mean of amplitudes from many segments, one every `hop` parts
/// of their length, over that from as many without overlap, in white noise
double
hc_line_kernel_shared(const HcLineKernel* kernel, double hop);

/// Power of the slope over that of the value, for a line on a bin's centre: how
/// much one segment says about frequency, per squared bin
double
hc_line_kernel_shape(const HcLineKernel* kernel);

#endif // HOTCOLD_DSP_LINE_KERNEL_H
