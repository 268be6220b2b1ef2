// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// From averages to readings: values, 95 % intervals, validity. Pure; any
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

/// Whether what d holds in a range is programme and not noise, which follows
/// nothing: coherent legs, or m that follows d. Else T comes out too small.
bool
hc_interval_plays(const HcBalance* range);

/// Balance of `whole`, the sum of `n` bands, with the capture pair's bound
/// weighted over them by power
HcReading
hc_interval_balance(const HcBalance*      whole,
                    const HcBalance*      bands,
                    size_t                n,
                    const HcCaptureError* error);

/// One band, with its nominal frequency `hz`; invalid where no programme plays
HcBand
hc_interval_band(const HcBalance* band, double hz, const HcCaptureError* error);

/// leg.ratio
HcReading
hc_interval_ratio(const HcLegResponse* legs, const HcCaptureError* error);

/// leg.phase
HcReading
hc_interval_phase(const HcLegResponse* legs, const HcCaptureError* error);

/// leg.delay
HcReading
hc_interval_delay(const HcLegResponse* legs, const HcCaptureError* error);

/// coherence
HcReading
hc_interval_coherence(const HcBalance* whole);

/// rejection, with what inputs that differ may add to pick-up on d: 0.1 dB
/// between them hides all beyond 38.7 dB
HcReading
hc_interval_rejection(HcReading rejection, const HcCaptureError* error);

/// pickup.common
HcReading
hc_interval_pickup(const HcBalance* whole);

#endif // HOTCOLD_ANALYZER_INTERVALS_H
