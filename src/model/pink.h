// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The filter that turns white noise pink. Pure; any thread.

#ifndef HOTCOLD_MODEL_PINK_H
#define HOTCOLD_MODEL_PINK_H

#include "model/state_space.h"

/// One input, one output: power falls as 1/f within 0.03 dB from 20 Hz to
/// 20 kHz, times a second-order Butterworth high-pass at `highpass_hz` (5 Hz
/// costs 0.02 dB at 20 Hz) and a first-order low-pass at `lowpass_hz` (0:
/// none). Sum of first-order sections on a log-spaced grid of poles:
/// sum sqrt(p)/(s + p) approaches a multiple of 1/sqrt(s).
HcStateSpace
hc_pink_state_space(double highpass_hz, double lowpass_hz);

#endif // HOTCOLD_MODEL_PINK_H
