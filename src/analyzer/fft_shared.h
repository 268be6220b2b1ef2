// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The memory that analyzers of one sample rate share: scratch memory for the
/// transforms of their STFTs, and tables that depend on the rate alone.
/// Analyzers that share it are used by one thread at a time. The first to join
/// makes it, the last to leave frees it. Joining and leaving plan transforms:
/// see hc_transform_new().

#ifndef HOTCOLD_ANALYZER_FFT_SHARED_H
#define HOTCOLD_ANALYZER_FFT_SHARED_H

#include "dsp/decimate.h"
#include "dsp/fft_scratch.h"
#include "dsp/noise_weights.h"
#include "dsp/spectrum.h"

#include <stddef.h>
#include <stdint.h>

/// Any member may be read. Only the functions below change them.
typedef struct {
  uint32_t      rate;      ///< Frames per second of the input
  size_t        users;     ///< Analyzers that joined and did not leave
  HcFftScratch* full_band; ///< Owned, like all following members
  HcFftScratch* decimated; ///< The shorter one works in the longer one's memory
  HcFftScratch* short_term; ///< May be the same as `full_band`
  HcNoiseWeights weights;
  float blocks[HC_MAX_CHANNELS][HC_MAX_BLOCK]; ///< One block, decimated
} HcFftShared;

/// Join `other` if it is for this rate and as many channels. If it is not, or
/// NULL, make a new one. Spectra are made of the first `n_channels` channels.
/// NULL when out of memory.
HcFftShared*
hc_fft_shared_join(HcFftShared* other, uint32_t rate, size_t n_channels);

/// Leave; the last analyzer to leave frees it. NULL is allowed.
void
hc_fft_shared_leave(HcFftShared* shared_fft);

#endif // HOTCOLD_ANALYZER_FFT_SHARED_H
