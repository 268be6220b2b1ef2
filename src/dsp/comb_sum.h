// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Averages a comb over more audio than a comb fit keeps. Mains frequency
/// wanders, so every line of a new fit is first turned to the phase that agrees
/// best with the average. Pure; any thread.

#ifndef HOTCOLD_DSP_COMB_SUM_H
#define HOTCOLD_DSP_COMB_SUM_H

#include "dsp/comb.h"
#include "dsp/comb_fit.h"

#include <complex.h>
#include <stdbool.h>

/// One line. Means are multiplied by their information (1 / variance).
typedef struct {
  bool           clear; ///< The phase of the line is known
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

/// Multiply the weight of `sum` by `keep` (0..1), then add `track`
void
hc_comb_sum_add(HcCombSum* sum, const HcCombTrack* track, double keep);

/// True if the lines that are clear in both have the same total power in
/// `track` as in `sum`, within 3 dB; also if there is no such line
bool
hc_comb_sum_is_like(const HcCombSum* sum, const HcCombTrack* track);

/// Write the comb that follows from a sum that is not empty
void
hc_comb_sum_read(const HcCombSum* sum, HcComb* comb);

/// |mean|^2 over variance
double
hc_steady_clarity(const HcSteady* steady);

#endif // HOTCOLD_DSP_COMB_SUM_H
