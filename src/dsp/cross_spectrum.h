// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Averaged spectra and cross-spectrum of d and m, from the segments of one
/// path, and how many independent ones they are worth. One thread at a time.
///
/// Sums are doubles: what is left of m beside the programme is the difference
/// of two of them, and can be a ten-millionth of each, as much as rounding
/// makes of floats.

#ifndef HOTCOLD_DSP_CROSS_SPECTRUM_H
#define HOTCOLD_DSP_CROSS_SPECTRUM_H

#include "dsp/stft.h"
#include "dsp/spectrum.h"
#include "dsp/window.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Read what you like, change through the functions only
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
  float*    leak;  ///< What known lines leak into the bin, |M|^2 of a segment
  float*    met;   ///< What of that counts in the variance of sums of products
  bool      leaks; ///< Any of these two is not 0
  double    w;     ///< Sum of the weights w of the segments
  double    wp;    ///< Sum of w p, p the power of d in the segment
  double    wwp;   ///< Sum of w^2 p
  double    next;  ///< Sum of w w' p, w' that of the segment before
} HcCrossSpectrum;

/// Bins of a path of `shape` from `low` to `high` Hz (both > 0, cut to what
/// the path has). NULL when out of memory.
HcCrossSpectrum*
hc_cross_spectrum_new(const HcStftShape* shape, double low, double high);

void
hc_cross_spectrum_free(HcCrossSpectrum* cross);

/// Forget all segments, and keep all bins
void
hc_cross_spectrum_reset(HcCrossSpectrum* cross);

/// Forget all segments
void
hc_cross_spectrum_forget(HcCrossSpectrum* cross);

/// Add a segment with weight 1 after the older ones have lost all but `decay`
/// of theirs; 1: linear average
void
hc_cross_spectrum_add(HcCrossSpectrum*  cross,
                      const HcSpectrum* spectrum,
                      double            decay);

/// How many independent segments the sums are worth, 0 if none. With noise of
/// constant power the variance of T is Gnn / (K Gdd) even when the programme
/// changes its level: K = (sum w p) (sum w) / sum w^2 p, less the overlap,
/// which all but ends with the next segment (Welch 1967: the first has none
/// before it).
double
hc_cross_spectrum_averages(const HcCrossSpectrum* cross);

/// Find the bins in which m holds far more beside the programme than in their
/// neighbours to both sides (lines of mains and USB, their skirts, whistles),
/// and leave them out. What rises to one side only is no line: where T is
/// steep, as below the corner of a capacitor, m does not follow d within a bin.
/// The choice rests on the residual, which is independent of the estimate of T,
/// so that it does not bias it.
void
hc_cross_spectrum_detect_line_bins(HcCrossSpectrum* cross);

/// Leave out none
void
hc_cross_spectrum_keep_all(HcCrossSpectrum* cross);

/// Squared amplitude of a sine within `margin` bins of `hz` that has as much
/// power as all that is there, on both legs together, kept or not; 0 if nothing
/// was added
double
hc_cross_spectrum_power(const HcCrossSpectrum* cross, double hz, double margin);

/// Leave out the bins within `margin` bins of `hz` as well
void
hc_cross_spectrum_leave_out(HcCrossSpectrum* cross, double hz, double margin);

/// Of a line of squared amplitude `power` on m at `hz`, note what it leaks into
/// the bins kept, as far as that stands out of the residual; forgotten at the
/// next choice. Bins that it reaches go together, and neighbours all but
/// cancel: with W the transform of the window, all that the line is multiplied
/// with in a sum of products is d at x = j / hop bins from it, j = 0, +-1.., by
/// the sum of W(b) W(b - x) over the bins kept (the spectrum of a series
/// sampled once a hop repeats every 1 / hop bins). The squares of those sums
/// count.
void
hc_cross_spectrum_leak(HcCrossSpectrum*     cross,
                       const HcWindowShape* window,
                       double               hz,
                       double               power);

#endif // HOTCOLD_DSP_CROSS_SPECTRUM_H
