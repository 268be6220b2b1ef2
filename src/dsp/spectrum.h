// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// One segment of a short-time Fourier transform (STFT) of a line: spectra of
/// d = h - c, m = (h + c) / 2 and, where there is one, the reference x. Pure;
/// used by the thread that feeds the STFT.
///
/// The full-band STFT reaches to half the sample rate; its segments last about
/// 0.17 s. The decimated STFT runs at a rate divided by a power of two; its
/// segments last about 1.4 s, and it is flat up to HC_DECIMATED_BAND of its
/// rate, which is at least 4.4 kHz for sample rates from 22.05 kHz up.

#ifndef HOTCOLD_DSP_SPECTRUM_H
#define HOTCOLD_DSP_SPECTRUM_H

#include <complex.h>
#include <stdint.h>

/// Up to this part of its rate the decimated STFT is flat within 0.001 dB and
/// free of images (-120 dB)
#define HC_DECIMATED_BAND 0.4

/// The channels of an STFT, in the order in which it takes them
enum {
  HC_CHANNEL_D,
  HC_CHANNEL_M,
  HC_CHANNEL_X, ///< The reference; STFTs of two channels do without
  HC_MAX_CHANNELS
};

/// One segment, windowed and transformed. Scaled so that a sine of amplitude A
/// at the centre of a bin reads |X| = A there; for a density divide |X|^2 / 2
/// by noise_bandwidth * bin_hz. Bin k lies at k * bin_hz.
typedef struct {
  double               rate;            ///< Of the STFT, Hz
  uint32_t             size;            ///< Frames in a segment, at `rate`
  uint32_t             hop;             ///< Frames between segments, at `rate`
  uint32_t             n_bins;          ///< size / 2 + 1
  double               bin_hz;          ///< rate / size
  double               noise_bandwidth; ///< Of the window, in bins
  uint32_t             lobe;            ///< Bins from a line to its first zero
  uint64_t             frame; ///< Input frame of the segment's first sample
  const float complex* d;     ///< n_bins values, owned by the HcFftScratch
  const float complex* m;     ///< The same of m
  const float complex* x;     ///< The same of x, or NULL: not transformed
} HcSpectrum;

/// |m + sign d / 2|^2 of a bin: hot with `sign` 1, cold with -1
static inline double
hc_spectrum_leg(const HcSpectrum* const s, const float sign, const uint32_t bin)
{
  const float complex x = s->m[bin] + 0.5F * sign * s->d[bin];
  return (double)(crealf(x) * crealf(x) + cimagf(x) * cimagf(x));
}

/// Input frames for one frame of the decimated STFT: a power of two such that
/// its rate lies in [11025, 22050) Hz; 1 for lower rates
uint32_t
hc_decimation_factor(uint32_t rate);

#endif // HOTCOLD_DSP_SPECTRUM_H
