// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Mains hum, USB noise and idle noise of a line. One thread at a time; memory
/// is allocated in hc_pickups_new() only.

#ifndef HOTCOLD_ANALYZER_PICKUPS_H
#define HOTCOLD_ANALYZER_PICKUPS_H

#include "analyzer/fft_shared.h"
#include "dsp/capture_error.h"
#include "dsp/comb.h"
#include "dsp/spectrum.h"
#include "verdict/evidence.h"

#include <hotcold/analyzer.h>

#include <stdint.h>

/// Opaque
typedef struct HcPickups HcPickups;

/// At the rate of `shared_fft`, which must outlive it; exponential averages
/// over `average` seconds, or 0 for linear ones; programme is what reaches
/// `silence` dBFS. NULL when out of memory.
HcPickups*
hc_pickups_new(const HcFftShared* shared_fft, double average, double silence);

/// `pickups` may be NULL
void
hc_pickups_free(HcPickups* pickups);

/// Forget everything
void
hc_pickups_reset(HcPickups* pickups);

/// Add the next segment of the full-band STFT
void
hc_pickups_full_band(HcPickups* pickups, const HcSpectrum* spectrum);

/// Add the next segment of the decimated STFT
void
hc_pickups_decimated(HcPickups* pickups, const HcSpectrum* spectrum);

/// Add the next segment of the short-term STFT
void
hc_pickups_short_term(HcPickups* pickups, const HcSpectrum* spectrum);

/// The next segment of the short-term STFT will not be one hop after the last
void
hc_pickups_rest_short_term(HcPickups* pickups);

/// No more segments of the short-term STFT will come: forget what was found in
/// them
void
hc_pickups_end_short_term(HcPickups* pickups);

/// Audio is missing between the last segment and the next one
void
hc_pickups_gap(HcPickups* pickups);

/// Another line is connected now: forget how much pick-up each leg had
void
hc_pickups_forget(HcPickups* pickups);

/// The mains lines as known now, valid until the next call on `pickups`
const HcComb*
hc_pickups_mains(HcPickups* pickups);

/// The lines of USB noise as known now, valid until the next call on `pickups`
const HcComb*
hc_pickups_usb(HcPickups* pickups);

/// Write the readings of pick-up and idle noise, and the mains lines. `error`
/// is that of the inputs.
void
hc_pickups_read(HcPickups*            pickups,
                const HcCaptureError* error,
                HcAnalysis*           analysis);

/// Fill in what the rules of the verdict weigh
void
hc_pickups_fill_evidence(HcPickups*            pickups,
                         const HcCaptureError* error,
                         HcEvidence*           evidence);

#endif // HOTCOLD_ANALYZER_PICKUPS_H
