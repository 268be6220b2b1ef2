// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Converts levels in dB to amplitudes. Pure; any thread.

#ifndef HOTCOLD_MODEL_LEVEL_H
#define HOTCOLD_MODEL_LEVEL_H

/// RMS of a level in dBFS as AES17 defines it: 0 dBFS is 1/sqrt(2). Returns 0
/// for HC_SILENCE_DB and below.
double
hc_rms_from_dbfs(double dbfs);

/// 10^(dB/20). Returns 0 for HC_SILENCE_DB and below.
double
hc_gain_from_db(double decibels);

#endif // HOTCOLD_MODEL_LEVEL_H
