// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Where something sets in that is far louder than all before. Pure; one
/// thread.

#ifndef HOTCOLD_DSP_ONSET_H
#define HOTCOLD_DSP_ONSET_H

#include <stdbool.h>

typedef struct {
  double   loudest; ///< Power of the loudest segment
  unsigned since;   ///< Segments since the onset
} HcOnset;

/// Nothing was heard
void
hc_onset_reset(HcOnset* onset);

/// Follow the next segment of so much `power`. True if it is the first of an
/// onset, or may still lie across it; never while what is looked for is
/// `already_detected` of what was before.
bool
hc_onset_follow(HcOnset* onset, double power, bool already_detected);

#endif // HOTCOLD_DSP_ONSET_H
