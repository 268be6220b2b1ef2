// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// All that is heard on a line beside its programme: mains, computers, idle
/// noise. One thread at a time; memory is allocated in hc_pickups_new() only.

#ifndef HOTCOLD_ANALYZER_PICKUPS_H
#define HOTCOLD_ANALYZER_PICKUPS_H

#include "analyzer/fft_shared.h"
#include "dsp/comb.h"
#include "dsp/spectrum.h"
#include "verdict/evidence.h"

#include <hotcold/analyzer.h>

/// Opaque
typedef struct HcPickups HcPickups;

/// At the rate of `shared_fft`, which must outlive it. NULL when out of memory.
HcPickups*
hc_pickups_new(const HcFftShared*        shared_fft,
               const HcAnalyzerSettings* settings);

void
hc_pickups_free(HcPickups* pickups);

/// Forget everything
void
hc_pickups_reset(HcPickups* pickups);

/// Take in the next segment of the full-band STFT
void
hc_pickups_full_band(HcPickups* pickups, const HcSpectrum* spectrum);

/// Take in the next segment of the decimated STFT
void
hc_pickups_decimated(HcPickups* pickups, const HcSpectrum* spectrum);

/// Take in the next segment of the short-term STFT
void
hc_pickups_short_term(HcPickups* pickups, const HcSpectrum* spectrum);

/// The next segment of the short-term STFT will not join the last
void
hc_pickups_rest_short_term(HcPickups* pickups);

/// No more segments of the short-term STFT will come: forget what they told
void
hc_pickups_end_short_term(HcPickups* pickups);

/// What follows does not join what came before
void
hc_pickups_gap(HcPickups* pickups);

/// The line is another one: forget what its impedances were
void
hc_pickups_forget(HcPickups* pickups);

/// The combs as known now, valid until the next call on `pickups`
const HcComb*
hc_pickups_mains(HcPickups* pickups);

const HcComb*
hc_pickups_usb(HcPickups* pickups);

/// Write the readings of pick-up and idle noise, and the mains lines
void
hc_pickups_read(HcPickups* pickups, HcAnalysis* analysis);

/// Fill in what the rules look at
void
hc_pickups_fill_evidence(HcPickups* pickups, HcEvidence* evidence);

#endif // HOTCOLD_ANALYZER_PICKUPS_H
