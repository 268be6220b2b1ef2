// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Levels into amplitudes, as the model needs them. Pure; any thread.

#ifndef HOTCOLD_MODEL_LEVEL_H
#define HOTCOLD_MODEL_LEVEL_H

/// RMS of an AES17 level in dBFS: 0 is 1/sqrt(2). 0 at HC_SILENCE_DB and below.
double
hc_rms_from_dbfs(double dbfs);

/// 10^(dB/20); 0 at HC_SILENCE_DB and below
double
hc_gain_from_db(double decibels);

#endif // HOTCOLD_MODEL_LEVEL_H
