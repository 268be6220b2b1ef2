// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Computes readings from averages: values, 95 % intervals, validity. Pure; any
/// thread.

#ifndef HOTCOLD_ANALYZER_INTERVALS_H
#define HOTCOLD_ANALYZER_INTERVALS_H

#include "dsp/leg_response.h"
#include "dsp/balance.h"
#include "dsp/capture_error.h"

#include <hotcold/analyzer.h>
#include <hotcold/reading.h>

#include <stdbool.h>
#include <stddef.h>

/// True if d in this range is programme and not noise: the legs are coherent,
/// or m is correlated with d. With noise T is estimated too small, and balance
/// too good.
bool
hc_interval_plays(const HcBalance* range);

/// The reading `balance` of `whole`, which is the sum of `n` bands. The error
/// of the inputs is weighted over the bands by their power.
HcReading
hc_interval_balance(const HcBalance*      whole,
                    const HcBalance*      bands,
                    size_t                n,
                    const HcCaptureError* error);

/// One band, with its nominal frequency `hz`. Invalid if no programme plays in
/// it.
HcBand
hc_interval_band(const HcBalance* band, double hz, const HcCaptureError* error);

/// The reading leg.ratio
HcReading
hc_interval_ratio(const HcLegResponse* legs, const HcCaptureError* error);

/// The reading leg.phase
HcReading
hc_interval_phase(const HcLegResponse* legs, const HcCaptureError* error);

/// The reading leg.delay
HcReading
hc_interval_delay(const HcLegResponse* legs, const HcCaptureError* error);

/// The reading coherence
HcReading
hc_interval_coherence(const HcBalance* whole);

/// The reading rejection, widened by the pick-up that inputs which differ add
/// to d: with 0.1 dB between them nothing above 38.7 dB can be measured
HcReading
hc_interval_rejection(HcReading rejection, const HcCaptureError* error);

/// The reading pickup.common
HcReading
hc_interval_pickup(const HcBalance* whole);

#endif // HOTCOLD_ANALYZER_INTERVALS_H
