// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What combs that were found do to averaged spectra. Lines that stand out of m
/// or d count; a comb that was not found does nothing. Pure.

#ifndef HOTCOLD_ANALYZER_COMBS_H
#define HOTCOLD_ANALYZER_COMBS_H

#include "dsp/comb.h"
#include "dsp/cross_spectrum.h"

#include <stdint.h>

/// Leave out the bins within `margin` bins of each line, unless a quarter of
/// all that `cross` holds lies there, 20 dB above the line
void
hc_combs_leave_out(const HcComb* comb, uint32_t margin, HcCrossSpectrum* cross);

/// Tell the decimated STFT's averages what each line leaks beyond these
void
hc_combs_leak(const HcComb* comb, HcCrossSpectrum* decimated);

/// Mean square of all lines, of d or of a leg, where it is strongest
double
hc_combs_power(const HcComb* comb);

#endif // HOTCOLD_ANALYZER_COMBS_H
