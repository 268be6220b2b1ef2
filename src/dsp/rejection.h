// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What pick-up tells about the impedances of a line: the rejection that a
/// perfect bridging receiver gains, and ri, cold over hot. Pure; any thread.

#ifndef HOTCOLD_DSP_REJECTION_H
#define HOTCOLD_DSP_REJECTION_H

#include "dsp/comb.h"

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

/// Cold over hot on pick-up alone. +1 (0 dB) where both legs pick up alike.
/// Programme on one leg hides its pick-up, so that the other one, the clearer,
/// is the reference: this is least squares over all lines, each weighted by the
/// inverse of the programme on it.
typedef struct {
  HcReading level; ///< dB of |ri|; low -200 or high 200 where only bounded.
                   ///< Invalid: no pick-up stands out, or the interval says
                   ///< nothing
  double complex other;   ///< Over the reference
  double         sigma;   ///< Standard error of its real and imaginary part
  bool           by_cold; ///< The reference is cold, and `other` 1 / ri
  size_t         lines;   ///< Lines it rests on; 0: none
} HcPickupRatio;

/// Pick-up on m over pick-up on d, over the lines of `mains` and `usb` (each
/// may be NULL or not found) that stand out of m: dB with 95 % interval,
/// `at_least` when d's lines do not stand out
HcReading
hc_rejection(const HcComb* mains, const HcComb* usb);

/// ri over the lines that stand out of m or d
HcPickupRatio
hc_pickup_ratio(const HcComb* mains, const HcComb* usb);

#endif // HOTCOLD_DSP_REJECTION_H
