// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Scratch memory and tables that analyzers of one sample rate share. All who
/// share are used by one thread at a time. Counted: the last one to leave frees
/// it.

#ifndef HOTCOLD_ANALYZER_FFT_SHARED_H
#define HOTCOLD_ANALYZER_FFT_SHARED_H

#include "dsp/decimate.h"
#include "dsp/fft_scratch.h"
#include "dsp/spectrum.h"

#include <stddef.h>
#include <stdint.h>

/// Any member may be read. Only the functions below change the first two.
typedef struct {
  uint32_t      rate;       ///< Frames per second of the input
  size_t        users;      ///< Analyzers that joined and did not leave
  HcFftScratch* full_band;  ///< Of the full-band STFT
  HcFftScratch* decimated;  ///< Of the decimated STFT
  HcFftScratch* short_term; ///< Of the short-term STFT; may be `full_band`
  float         blocks[HC_MAX_CHANNELS][HC_MAX_BLOCK]; ///< One block, decimated
} HcFftShared;

/// Join `other` if it is for this rate and as many channels; else, or if it is
/// NULL, make a new one. Spectra are made of the first `n_channels` channels.
/// NULL when out of memory.
HcFftShared*
hc_fft_shared_join(HcFftShared* other, uint32_t rate, size_t n_channels);

/// `shared_fft` may be NULL
void
hc_fft_shared_leave(HcFftShared* shared_fft);

#endif // HOTCOLD_ANALYZER_FFT_SHARED_H
