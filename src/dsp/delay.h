// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Refines the delay of cold against hot bin by bin, since a long delay turns
/// the phase several times within one band. Pure; any thread.

#ifndef HOTCOLD_DSP_DELAY_H
#define HOTCOLD_DSP_DELAY_H

#include "dsp/leg_response.h"
#include "dsp/balance.h"
#include "dsp/cross_spectrum.h"

/// Remove the delay of `legs` from every bin of `cross`, fit the delay that is
/// left in the HC_N_THIRDS bands of `bands` up to `highest` Hz, weighted by
/// precision, and add it to `legs`. If the bins of a band then still differ in
/// phase, it was not a delay: `has_delay` becomes false.
void
hc_delay_refine(const HcCrossSpectrum* cross,
                const HcBalance*       bands,
                double                 highest,
                HcLegResponse*         legs);

#endif // HOTCOLD_DSP_DELAY_H
