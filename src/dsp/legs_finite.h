// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What all kernels of legs.h share. Pure; any thread.

#ifndef HOTCOLD_DSP_LEGS_FINITE_H
#define HOTCOLD_DSP_LEGS_FINITE_H

#include "dsp/legs.h"

#include <float.h>
#include <stdbool.h>

/// Whether all samples of a block were in range, told from its sums and peaks
/// at no cost per sample. Out of range and finite samples stand in the peaks,
/// NaN and infinities stay in the sums (peaks may lose them again), and sums
/// of samples in range do not overflow.
static inline bool
hc_legs_finite(const HcLegSums* const sums)
{
  return sums->hot_peak <= HC_GREATEST_SAMPLE &&
         sums->cold_peak <= HC_GREATEST_SAMPLE && sums->hh <= DBL_MAX &&
         sums->cc <= DBL_MAX;
}

#endif // HOTCOLD_DSP_LEGS_FINITE_H
