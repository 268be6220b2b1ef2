// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Detects an onset: a sound that is far louder than everything before. Pure;
/// one thread.

#ifndef HOTCOLD_DSP_ONSET_H
#define HOTCOLD_DSP_ONSET_H

#include <stdbool.h>

typedef struct {
  double   loudest; ///< Power of the loudest segment
  unsigned since;   ///< Segments since the onset
} HcOnset;

/// Forget all segments
void
hc_onset_reset(HcOnset* onset);

/// Add the next segment with its `power`. Returns true if an onset begins in
/// this segment or may still overlap it. Never true if the comb was already
/// detected before this segment.
bool
hc_onset_follow(HcOnset* onset, double power, bool already_detected);

#endif // HOTCOLD_DSP_ONSET_H
