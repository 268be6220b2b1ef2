// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds mains hum: at least three harmonics of one f0 in 49 - 51 or 59 - 61 Hz
/// that are steady while music is not. Uses the decimated STFT. Pure; one
/// thread; memory is allocated in hc_mains_new() only.

#ifndef HOTCOLD_DSP_MAINS_H
#define HOTCOLD_DSP_MAINS_H

#include "dsp/comb.h"
#include "dsp/spectrum.h"

#include <hotcold/analyzer.h>

typedef struct HcMains HcMains;

/// For a decimated STFT of `rate` Hz with segments of `size` frames.
/// Exponential averages over `average` seconds, or 0 for linear ones over the
/// whole take. Below `silence` dBFS of d and of each leg no programme plays.
/// NULL when out of memory.
HcMains*
hc_mains_new(double rate, uint32_t size, double average, double silence);

/// The same for the short-term STFT. It keeps half as many segments, for the
/// first seconds of sound.
HcMains*
hc_mains_new_short_term(double   rate,
                        uint32_t size,
                        double   average,
                        double   silence);

/// Free it; NULL is allowed
void
hc_mains_free(HcMains* mains);

/// Forget everything
void
hc_mains_reset(HcMains* mains);

/// Add the next segment
void
hc_mains_feed(HcMains* mains, const HcSpectrum* decimated);

/// Audio is missing before the next segment: phases begin anew
void
hc_mains_gap(HcMains* mains);

/// Write what is known now
void
hc_mains_read(const HcMains* mains, HcComb* comb);

/// The same as hc_mains_read(), but averaged over a minute, or over `average`
/// if that is longer: it is used for the impedances of the line, which do not
/// change with the programme. A change above 3 dB is taken as a different line
/// and discards the history.
void
hc_mains_recall(const HcMains* mains, HcComb* comb);

/// Another line is connected now: forget the average of hc_mains_recall()
void
hc_mains_forget(HcMains* mains);

/// The reading hum.frequency with its 95 % interval
HcReading
hc_mains_frequency(const HcComb* comb);

#endif // HOTCOLD_DSP_MAINS_H
