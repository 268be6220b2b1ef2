// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A comb: spectral lines at multiples of one frequency that are steady and are
/// not programme, on d = h - c and m = (h + c) / 2. mains.h and usb.h find
/// combs, rejection.h evaluates them. Pure; any thread.
///
/// Where a signal carries both programme and pick-up, the programme hides the
/// pick-up. In every segment the common
/// mode is split at each line into the part that follows d as it does beside
/// the line, and the rest; d itself is weighted by the inverse of its
/// programme, so that pauses decide. What the split could not see stays in the
/// variances.

#ifndef HOTCOLD_DSP_COMB_H
#define HOTCOLD_DSP_COMB_H

#include "dsp/spectrum.h"

#include <hotcold/reading.h>

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// In Hz. Every mains hum has at least one line below this frequency.
#define HC_LOW_LINES 255.0

/// Mains lines lie below this, Hz
#define HC_MAINS_TOP 2400.0

/// Lines that a comb can have
#define HC_MAX_LINES_OF_COMB 40

/// Lines needed to prove a comb
#define HC_LEAST_LINES 3

/// Pick-up on one line. Powers are squared peak amplitudes: 1 for a sine at
/// full scale. The share of noise is subtracted, so a power can be negative. A
/// variance is the mean square error of the complex amplitude.
typedef struct {
  double         hz;
  double         common;          ///< On m
  double         common_variance; ///< Of the amplitude on m
  double         diff;            ///< On d
  double         diff_variance;
  double         hot;
  double         hot_variance;
  double         cold;
  double         cold_variance;
  double complex cross;     ///< cold times the conjugate of hot, without noise
  bool           on_common; ///< Stands out of m
  bool           on_diff;   ///< Stands out of d
  bool           has_programme; ///< Programme plays on this line too: its
                                ///< amplitudes come from pauses, and from how
                                ///< programme follows d beside the line
} HcCombLine;

/// A comb, or none
typedef struct {
  bool found;
  bool expected;       ///< Not found yet, but there are steady lines where it
                       ///< may be
  double     hz;       ///< The fundamental
  double     hz_sigma; ///< Standard error of it, Hz
  double     seconds;  ///< Seconds of audio it is measured from
  size_t     n_lines;  ///< All harmonics in range, in rising order
  HcCombLine lines[HC_MAX_LINES_OF_COMB];
} HcComb;

/// True if the line stands out of m or of d. Other lines do not count.
bool
hc_comb_line_stands_out(const HcCombLine* line);

/// Level of all lines on m: root sum square in AES17 dBFS, with its 95 %
/// interval, as the reading `id`. Invalid without a comb.
HcReading
hc_comb_common(const HcComb* comb, HcReadingId id);

/// The same on d. If the lines do not stand out of d, `low` is HC_SILENCE_DB
/// and `high` is an upper bound.
HcReading
hc_comb_diff(const HcComb* comb, HcReadingId id);

/// True if the lines have disappeared from one leg: the total power of that leg
/// in this segment of the decimated STFT is more than 6 dB below the power of
/// the lines. If they disappear from both legs, this may be only a pause.
bool
hc_comb_has_left(const HcComb* comb, const HcSpectrum* decimated);

/// Number of lines that stand out of m or d
size_t
hc_comb_standing(const HcComb* comb);

/// How many of these have programme on them (see HcCombLine)
size_t
hc_comb_with_programme(const HcComb* comb);

#endif // HOTCOLD_DSP_COMB_H
