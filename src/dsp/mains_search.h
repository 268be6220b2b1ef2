// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Searches for the frequency of mains hum among all steady lines. Its result
/// says where to look; it does not prove that there is hum. Pure; one thread;
/// memory is allocated in hc_mains_search_new() only.

#ifndef HOTCOLD_DSP_MAINS_SEARCH_H
#define HOTCOLD_DSP_MAINS_SEARCH_H

#include "dsp/spectrum.h"

#include <stdint.h>

/// Bins to each side that a mains line is compared with
#define HC_MAINS_BESIDE 12

typedef struct HcMainsSearch HcMainsSearch;

/// For a decimated STFT of `rate` Hz with segments of `size` frames. NULL when
/// out of memory.
HcMainsSearch*
hc_mains_search_new(double rate, uint32_t size);

/// Free it; NULL is allowed
void
hc_mains_search_free(HcMainsSearch* search);

/// Forget everything
void
hc_mains_search_reset(HcMainsSearch* search);

/// Add the next segment
void
hc_mains_search_feed(HcMainsSearch* search, const HcSpectrum* decimated);

/// The most likely fundamental in 49 - 51 or 59 - 61 Hz, with an error of about
/// one bin at the highest harmonic that stands out. 0 if fewer than three lines
/// stand out.
double
hc_mains_search_best(const HcMainsSearch* search);

#endif // HOTCOLD_DSP_MAINS_SEARCH_H
