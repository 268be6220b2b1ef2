// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A comb averaged over stretches of audio longer than a tracker keeps. Every
/// line of a stretch is turned first to the phase that agrees best with what is
/// known, as mains wander. Pure; any thread.

#ifndef HOTCOLD_DSP_COMB_SUM_H
#define HOTCOLD_DSP_COMB_SUM_H

#include "dsp/comb.h"
#include "dsp/comb_fit.h"

#include <complex.h>
#include <stdbool.h>

/// One line; means are held times their information
typedef struct {
  bool           clear; ///< Its phase is known
  double complex p;
  double complex d;
  double         p_information; ///< 1 / variance
  double         d_information;
  double complex transfer;  ///< Times the information of p
  double         programme; ///< Sum over stretches, times their length
  double         weight;    ///< Of that
} HcLineSum;

/// All lines. All zero is the empty one.
typedef struct {
  size_t    n_lines;
  double    seconds;
  double    hz;             ///< Times information
  double    hz_information; ///< 1 / Hz^2
  HcLineSum lines[HC_MAX_LINES_OF_COMB];
} HcCombSum;

/// Let what is in `sum` count `keep` times what it did, then add `track`
void
hc_comb_sum_add(HcCombSum* sum, const HcCombTrack* track, double keep);

/// Whether the lines that are clear in both are as strong in `track` as in
/// `sum`, within 3 dB all in all; true where there are none
bool
hc_comb_sum_is_like(const HcCombSum* sum, const HcCombTrack* track);

/// The comb of a sum that is not empty
void
hc_comb_sum_read(const HcCombSum* sum, HcComb* comb);

/// |mean|^2 over variance
double
hc_steady_clarity(const HcSteady* steady);

#endif // HOTCOLD_DSP_COMB_SUM_H
