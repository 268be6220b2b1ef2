// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The filter that turns white noise into pink noise. Pure; any thread.

#ifndef HOTCOLD_MODEL_PINK_H
#define HOTCOLD_MODEL_PINK_H

#include "model/state_space.h"

/// A system with one input and one output. Its power falls as 1/f within
/// 0.03 dB from 20 Hz to 20 kHz. It also has a second-order Butterworth
/// high-pass at `highpass_hz` (with 5 Hz, 0.02 dB are lost at 20 Hz) and a
/// first-order low-pass at `lowpass_hz` (0: none). It is a sum of first-order
/// sections whose poles p are equally spaced on a logarithmic scale: the sum of
/// sqrt(p)/(s + p) approaches a multiple of 1/sqrt(s).
HcStateSpace
hc_pink_state_space(double highpass_hz, double lowpass_hz);

#endif // HOTCOLD_MODEL_PINK_H
