// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Frequency weightings as gains of amplitude. Pure; any thread.

#ifndef HOTCOLD_DSP_WEIGHTING_H
#define HOTCOLD_DSP_WEIGHTING_H

/// A weighting at `hz` >= 0, IEC 61672-1:2013 annex E, 1 at 1 kHz
double
hc_weighting_a(double hz);

/// CCIR-RMS of AES17 at `hz` >= 0: the shape of ITU-R BS.468-4, but 1 at 2 kHz
double
hc_weighting_ccir_rms(double hz);

#endif // HOTCOLD_DSP_WEIGHTING_H
