// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Mains hum: one f0 in 49 - 51 or 59 - 61 Hz shared by at least three
/// harmonics that stand still while music does not. Fed with the decimated
/// STFT. Pure; one thread; memory is allocated in hc_mains_new() only.

#ifndef HOTCOLD_DSP_MAINS_H
#define HOTCOLD_DSP_MAINS_H

#include "dsp/comb.h"
#include "dsp/spectrum.h"

#include <hotcold/analyzer.h>

typedef struct HcMains HcMains;

/// A finder for a decimated STFT of `rate` Hz with segments of `size` frames.
/// `average`: seconds, exponential; 0: linear over the whole take. `silence`:
/// dBFS of d and of each leg below which no programme plays. NULL when out
/// of memory.
HcMains*
hc_mains_new(double rate, uint32_t size, double average, double silence);

/// Likewise, one that keeps half as many segments: for a few seconds
HcMains*
hc_mains_new_short_term(double   rate,
                        uint32_t size,
                        double   average,
                        double   silence);

void
hc_mains_free(HcMains* mains);

/// Forget everything
void
hc_mains_reset(HcMains* mains);

/// Take in the next segment of the decimated STFT
void
hc_mains_feed(HcMains* mains, const HcSpectrum* decimated);

/// The next segment does not join the last: phases start anew
void
hc_mains_gap(HcMains* mains);

/// What is known now
void
hc_mains_read(const HcMains* mains, HcComb* comb);

/// As read, but remembered for a minute or as long as `average`: the impedances
/// that pick-up tells of do not change with the programme. What changes pick-up
/// by more than 3 dB is taken for another line, and is remembered alone.
void
hc_mains_recall(const HcMains* mains, HcComb* comb);

/// Forget what is remembered for longer: the line is another one
void
hc_mains_forget(HcMains* mains);

/// hum.frequency with its 95 % interval
HcReading
hc_mains_frequency(const HcComb* comb);

#endif // HOTCOLD_DSP_MAINS_H
