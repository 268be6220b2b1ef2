// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which lines of a comb are pick-up and not music, on the evidence of the
/// segments of a tracker. Sets of lines are bits, the fundamental is bit 0.
/// Pure; any thread.

#ifndef HOTCOLD_DSP_COMB_CLASSIFY_H
#define HOTCOLD_DSP_COMB_CLASSIFY_H

#include "dsp/comb_fit.h"

#include <stdint.h>

/// Lines that are pick-up because no programme can have made them: it was told
/// apart by what it does to d, or it was silent
uint64_t
hc_proven_lines(const HcCombTrack* track);

/// Lines that stood still in all segments, where programme cannot be told
/// apart. Music does so for a while.
uint64_t
hc_still_lines(const HcCombTrack* track);

/// Lines in a set
unsigned
hc_count_lines(uint64_t lines);

#endif // HOTCOLD_DSP_COMB_CLASSIFY_H
