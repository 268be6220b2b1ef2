// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Least-squares sine fits of two legs that share one frequency (IEEE 1057,
/// with a common frequency: seven parameters). Pure; any thread; no memory.

#ifndef HOTCOLD_DSP_SINE_FIT_H
#define HOTCOLD_DSP_SINE_FIT_H

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

/// A sine on two legs: leg[n] = Re(amplitude e^(j omega n)) + offset
typedef struct {
  double         omega;        ///< Radian per frame
  double         omega_sigma;  ///< Standard error; 0 if omega was given
  double complex amplitude[2]; ///< Peak, of the first and second leg
  double         offset[2];
  double         residual[2]; ///< Mean square of what is left
} HcSineFit;

/// Fit both legs at the known frequency `omega` (0 < omega < pi), over `n` >= 4
/// frames. False if the equations are singular.
bool
hc_sine_fit_known(const float* first,
                  const float* second,
                  size_t       n,
                  double       omega,
                  HcSineFit*   fit);

/// The same, refining `omega`, which must lie within about half a cycle over
/// the n >= 8 frames of the truth. False if it does not converge.
bool
hc_sine_fit(const float* first,
            const float* second,
            size_t       n,
            double       omega,
            HcSineFit*   fit);

#endif // HOTCOLD_DSP_SINE_FIT_H
