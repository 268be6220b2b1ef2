// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which lines of a comb are pick-up and not music, by the segments of a comb
/// fit. A set of lines has one bit for each; the fundamental is bit 0. Pure;
/// any thread.

#ifndef HOTCOLD_DSP_COMB_CLASSIFY_H
#define HOTCOLD_DSP_COMB_CLASSIFY_H

#include "dsp/comb_fit.h"

#include <stdint.h>

/// Lines that are certainly pick-up: programme was silent, or the part of m
/// that follows d shows that programme did not make them
uint64_t
hc_proven_lines(const HcCombTrack* track);

/// Lines that were steady in all segments, where they cannot be separated from
/// programme. Music can be as steady for a while.
uint64_t
hc_still_lines(const HcCombTrack* track);

/// Number of lines in a set
unsigned
hc_count_lines(uint64_t lines);

#endif // HOTCOLD_DSP_COMB_CLASSIFY_H
