// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What pick-up says about the impedances of a line: by how much an ideal
/// balanced input rejects it, and ri, the ratio of cold over hot. Pure; any
/// thread.

#ifndef HOTCOLD_DSP_REJECTION_H
#define HOTCOLD_DSP_REJECTION_H

#include "dsp/comb.h"

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

/// Cold over hot on pick-up alone: +1 (0 dB) where both legs pick up the same.
/// Programme on one leg hides its pick-up, so the leg with less of it is the
/// reference. Least squares over all lines, weighted by the inverse of the
/// programme on each.
typedef struct {
  HcReading level; ///< dB of |ri|; low -200 or high 200 where only bounded.
                   ///< Invalid: no pick-up stands out, or the interval says
                   ///< nothing
  double complex other;   ///< The other leg over the reference
  double         sigma;   ///< Standard error of its real and imaginary part
  bool           by_cold; ///< The reference is cold, and `other` 1 / ri
  size_t         lines;   ///< Lines it is measured from; 0: none
} HcPickupRatio;

/// Pick-up on m over pick-up on d, in dB with a 95 % interval, from the lines
/// of `mains` and `usb` (each may be NULL or not found) that stand out of m.
/// `at_least` is true if they do not stand out of d.
HcReading
hc_rejection(const HcComb* mains, const HcComb* usb);

/// ri from the lines that stand out of m or d
HcPickupRatio
hc_pickup_ratio(const HcComb* mains, const HcComb* usb);

#endif // HOTCOLD_DSP_REJECTION_H
