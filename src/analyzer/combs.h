// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Removes the mains and USB lines that were found from averaged spectra. Only
/// lines that stand out of m or d count. A comb that was not found changes
/// nothing. Pure; any thread.

#ifndef HOTCOLD_ANALYZER_COMBS_H
#define HOTCOLD_ANALYZER_COMBS_H

#include "dsp/comb.h"
#include "dsp/cross_spectrum.h"

#include <stdint.h>

/// Leave out the bins within `margin` bins of each line. Bins are kept if a
/// tone plays there: a quarter of the power in `cross`, and 20 dB more than the
/// line.
void
hc_combs_leave_out(const HcComb* comb, uint32_t margin, HcCrossSpectrum* cross);

/// Record in the averages of the decimated STFT what each line leaks beyond the
/// bins that are left out
void
hc_combs_leak(const HcComb* comb, HcCrossSpectrum* decimated);

/// Sum over all lines of the mean square on d, hot or cold, whichever is
/// greatest
double
hc_combs_power(const HcComb* comb);

#endif // HOTCOLD_ANALYZER_COMBS_H
