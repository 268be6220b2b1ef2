// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Averaged spectra and cross-spectrum of d and m, from the segments of one
/// STFT, and how many independent segments they are worth. One thread at a
/// time; memory is allocated in hc_cross_spectrum_new() only.
///
/// Sums are doubles: the residual, the power of m that does not follow d, is
/// the difference of two of them. It can be a ten-millionth of each, which is
/// the rounding error of floats.

#ifndef HOTCOLD_DSP_CROSS_SPECTRUM_H
#define HOTCOLD_DSP_CROSS_SPECTRUM_H

#include "dsp/stft.h"
#include "dsp/spectrum.h"
#include "dsp/window.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Any member may be read. Only the functions below change them.
typedef struct {
  uint32_t  first;           ///< Bin of element 0
  uint32_t  n;               ///< Bins held
  double    bin_hz;          ///< Hz from bin to bin
  double    noise_bandwidth; ///< Of the window, bins
  uint32_t  lobe;            ///< Bins from a line to its first zero
  uint32_t  stride;          ///< Segments in the length of one
  HcOverlap overlap;
  double*   dd;    ///< Sum of w |D|^2
  double*   mm;    ///< Sum of w |M|^2
  double*   re;    ///< Sum of w Re D* M
  double*   im;    ///< Sum of w Im D* M
  float*    keep;  ///< 1, or 0 for bins that are left out of balance
  float*    leak;  ///< Leakage of known lines into the bin, |M|^2 of a segment
  float*    met;   ///< Part of `leak` in the variance of sums of products
  bool      leaks; ///< Any of these two is not 0
  double    w;     ///< Sum of the weights w of the segments
  double    wp;    ///< Sum of w p, p the power of d in the segment
  double    wwp;   ///< Sum of w^2 p
  double    next;  ///< Sum of w w' p, w' that of the segment before
} HcCrossSpectrum;

/// The bins of an STFT of `shape` from `low` to `high` Hz (both > 0, limited to
/// the bins that it has). NULL when out of memory.
HcCrossSpectrum*
hc_cross_spectrum_new(const HcStftShape* shape, double low, double high);

/// Free it; NULL is allowed
void
hc_cross_spectrum_free(HcCrossSpectrum* cross);

/// Forget all segments, and leave no bin out
void
hc_cross_spectrum_reset(HcCrossSpectrum* cross);

/// Forget all segments, but not which bins are left out
void
hc_cross_spectrum_forget(HcCrossSpectrum* cross);

/// Multiply all weights by `decay` (0..1), then add a segment with weight 1.
/// With decay 1 the average is linear.
void
hc_cross_spectrum_add(HcCrossSpectrum*  cross,
                      const HcSpectrum* spectrum,
                      double            decay);

/// How many independent segments the sums are worth; 0 if there are none. With
/// noise of constant power the variance of T is Gnn / (K Gdd), also when the
/// programme changes its level, with K = (sum w p) (sum w) / sum w^2 p. The
/// overlap, of neighbouring segments only, makes it less (Welch 1967).
double
hc_cross_spectrum_averages(const HcCrossSpectrum* cross);

/// Find spectral lines on m (of mains and USB, their skirts, whistles) and
/// leave their bins out. In such a bin the residual, the power of m that does
/// not follow d, is far larger than in the neighbours on both sides. A residual
/// that rises on one side only is not a line: where T is steep, as below the
/// corner of a capacitor, m does not follow d within a bin. The residual is
/// independent of the estimate of T, so this choice does not bias T.
void
hc_cross_spectrum_detect_line_bins(HcCrossSpectrum* cross);

/// Leave no bin out
void
hc_cross_spectrum_keep_all(HcCrossSpectrum* cross);

/// Power of both legs together within `margin` bins of `hz`, as the squared
/// amplitude of a sine of that power. Bins that are left out count, too. 0 if
/// nothing was added.
double
hc_cross_spectrum_power(const HcCrossSpectrum* cross, double hz, double margin);

/// Also leave out the bins within `margin` bins of `hz`
void
hc_cross_spectrum_leave_out(HcCrossSpectrum* cross, double hz, double margin);

/// Record how much a line on m (`hz`, squared amplitude `power`) leaks into the
/// bins that are kept, where this is above the residual. The next choice of
/// bins clears it.
///
/// The leakage into neighbouring bins is correlated and almost cancels. With W
/// the transform of the window, a sum of products multiplies the line only with
/// d at x = j / hop bins from it, j = 0, +-1.., and the factor is the sum of
/// W(b) W(b - x) over the bins that are kept (the spectrum of a series sampled
/// once per hop repeats every 1 / hop bins). The squares of those sums add to
/// the variance.
void
hc_cross_spectrum_leak(HcCrossSpectrum*     cross,
                       const HcWindowShape* window,
                       double               hz,
                       double               power);

#endif // HOTCOLD_DSP_CROSS_SPECTRUM_H
