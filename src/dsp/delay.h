// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Delay of cold against hot, refined bin by bin where bands are too coarse
/// for its phase. Pure; any thread.

#ifndef HOTCOLD_DSP_DELAY_H
#define HOTCOLD_DSP_DELAY_H

#include "dsp/leg_response.h"
#include "dsp/balance.h"
#include "dsp/cross_spectrum.h"

/// Take the delay of `legs` out of every bin of `cross`, fit what is left in
/// the third octaves `bands` up to `highest` Hz, each counting by its
/// precision, and correct `legs` by it. A delay that leaves the bins of a band
/// out of step is no delay: `has_delay` is cleared.
void
hc_delay_refine(const HcCrossSpectrum* cross,
                const HcBalance*       bands,
                double                 highest,
                HcLegResponse*         legs);

#endif // HOTCOLD_DSP_DELAY_H
