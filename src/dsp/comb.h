// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A comb of steady lines that are not programme, as seen on d = h - c and
/// m = (h + c) / 2: what mains.h and usb.h find, what rejection.h judges.
/// Pure; any thread.
///
/// Programme hides pick-up on what carries both. In every segment the common
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

/// Hz: no hum is without mains lines below
#define HC_LOW_LINES 255.0

/// Mains lines lie below this, Hz
#define HC_MAINS_TOP 2400.0

/// Lines a comb may have
#define HC_MAX_LINES_OF_COMB 40

/// Lines that make a comb at least
#define HC_LEAST_LINES 3

/// Pick-up on one line. Powers are squared peak amplitudes (a sine that
/// reaches full scale: 1), freed of the noise's share, so that they may come
/// out below zero; a variance is the mean square error of the complex
/// amplitude they were formed from.
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
  bool       found;
  bool       expected; ///< Not found, but lines stand still where it may be
  double     hz;       ///< The fundamental
  double     hz_sigma; ///< Standard error of it, Hz
  double     seconds;  ///< Audio it rests on
  size_t     n_lines;  ///< Those at all within reach, in rising order
  HcCombLine lines[HC_MAX_LINES_OF_COMB];
} HcComb;

/// Whether a line stands out of m or of d: only those count
bool
hc_comb_line_stands_out(const HcCombLine* line);

/// Level of all lines on m, and on d: root sum square, AES17 dBFS, 95 %.
/// Where d's lines do not stand out, low is the silence value and high a
/// bound. Without a comb: invalid.
HcReading
hc_comb_common(const HcComb* comb, HcReadingId id);

HcReading
hc_comb_diff(const HcComb* comb, HcReadingId id);

/// Have the lines left one leg, on which there is now 6 dB less than them, all
/// else included, in a segment of the decimated STFT? From both they may have
/// for a pause.
bool
hc_comb_has_left(const HcComb* comb, const HcSpectrum* decimated);

/// Lines that stand out of m or d
size_t
hc_comb_standing(const HcComb* comb);

/// Of these, those that programme shares (see HcCombLine)
size_t
hc_comb_with_programme(const HcComb* comb);

#endif // HOTCOLD_DSP_COMB_H
