// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The bands of IEC 61260-1. Pure; any thread.

#ifndef HOTCOLD_DSP_THIRD_OCTAVE_H
#define HOTCOLD_DSP_THIRD_OCTAVE_H

#include <stddef.h>

/// The audio band, Hz
#define HC_AUDIO_FROM 20.0
#define HC_AUDIO_TO 20000.0

/// Third octaves of the audio band
#define HC_N_THIRDS 31

/// A stretch of frequency, low <= f < high
typedef struct {
  double low;  ///< Hz
  double high; ///< Hz
} HcRange;

/// Third octave `i` < HC_N_THIRDS, IEC 61260-1, base ten
HcRange
hc_third_octave(size_t i);

/// The nominal mid-band frequency of third octave `i`, Hz
double
hc_third_octave_nominal(size_t i);

#endif // HOTCOLD_DSP_THIRD_OCTAVE_H
