// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the paths of a line hand to those who measure in it: short-time
/// spectra of d = h - c and m = (h + c) / 2, and the decimated d and m.
/// Pure; the thread that feeds the paths.
///
/// The full-band STFT reaches to half the rate, its segments take about 0.17 s.
/// The decimated STFT is decimated by a power of two, takes about 1.4 s and is
/// flat to HC_DECIMATED_BAND of its rate, at least 4.4 kHz from 22.05 kHz on.

#ifndef HOTCOLD_DSP_SPECTRUM_H
#define HOTCOLD_DSP_SPECTRUM_H

#include <complex.h>
#include <stdint.h>

/// The decimated STFT is flat within 0.001 dB and free of images (-120 dB) up
/// to this part of its rate
#define HC_DECIMATED_BAND 0.4

/// One segment of d and m, windowed and transformed. Scaled so that a sine of
/// amplitude A on a bin's centre reads |X| = A there; for densities divide
/// |X|^2 / 2 by noise_bandwidth bin_hz. Bin k lies at k bin_hz.
typedef struct {
  double               rate;            ///< Of the path, Hz
  uint32_t             size;            ///< Frames of the path in a segment
  uint32_t             hop;             ///< Frames of the path between segments
  uint32_t             n_bins;          ///< size / 2 + 1
  double               bin_hz;          ///< rate / size
  double               noise_bandwidth; ///< Of the window, in bins
  uint32_t             lobe;            ///< Bins from a line to its first zero
  uint64_t             frame; ///< Input frame of the segment's first sample
  const float complex* d;     ///< n_bins values, of the workbench
  const float complex* m;     ///< Likewise
} HcSpectrum;

/// |m + sign d / 2|^2 of a bin: hot with `sign` 1, cold with -1
static inline double
hc_spectrum_leg(const HcSpectrum* const s, const float sign, const uint32_t bin)
{
  const float complex x = s->m[bin] + 0.5F * sign * s->d[bin];
  return (double)(crealf(x) * crealf(x) + cimagf(x) * cimagf(x));
}

/// Frames of input for one of the decimated STFT: 1, 2, 4, ... so that its rate
/// lies in [11025, 22050) Hz, or 1 for lower rates
uint32_t
hc_decimation_factor(uint32_t rate);

#endif // HOTCOLD_DSP_SPECTRUM_H
