// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What analyzers of one rate can share: the workbenches of the paths. All who
/// share are used by one thread at a time; the last one out closes.

#ifndef HOTCOLD_ANALYZER_FFT_SHARED_H
#define HOTCOLD_ANALYZER_FFT_SHARED_H

#include "dsp/fft_scratch.h"

#include <stddef.h>
#include <stdint.h>

/// Read what you like, change through the functions only
typedef struct {
  uint32_t      rate;  ///< Frames per second of the input
  size_t        users; ///< Who joined and did not leave
  HcFftScratch* full_band;
  HcFftScratch* decimated;
  HcFftScratch* short_term; ///< May be the full-band one
} HcFftShared;

/// Join `other` if it is for this rate, else (and if it is NULL) open a new
/// one. NULL when out of memory.
HcFftShared*
hc_fft_shared_join(HcFftShared* other, uint32_t rate);

/// NULL is fine
void
hc_fft_shared_leave(HcFftShared* shared_fft);

#endif // HOTCOLD_ANALYZER_FFT_SHARED_H
