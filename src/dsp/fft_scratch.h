// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Where segments are windowed and transformed: tables, and memory for one
/// spectrum of each channel. Many STFTs may share it, so that it stays in the
/// cache of the processor. One thread at a time. Making and freeing one
/// plans a transform: see hc_transform_new().

#ifndef HOTCOLD_DSP_FFT_SCRATCH_H
#define HOTCOLD_DSP_FFT_SCRATCH_H

#include "dsp/transform.h"
#include "dsp/window.h"

#include <complex.h>
#include <stddef.h>

/// Opaque
typedef struct HcFftScratch HcFftScratch;

/// For segments of `size` samples (a power of two, 16 or more) of
/// `n_channels` channels (1..HC_MAX_CHANNELS). Uses the memory of `lender`,
/// which must be made for segments at least as long and at least as many
/// channels, and must live longer; using one of the two overwrites the spectra
/// of the other. If `lender` is NULL, it allocates its own memory. Returns NULL
/// when out of memory.
HcFftScratch*
hc_fft_scratch_new(size_t               size,
                   const HcWindowShape* window,
                   size_t               n_channels,
                   const HcFftScratch*  lender);

/// `scratch` may be NULL
void
hc_fft_scratch_free(HcFftScratch* scratch);

/// Channels that it has memory for
size_t
hc_fft_scratch_channels(const HcFftScratch* scratch);

/// Window and transform one segment of samples. Returns size / 2 + 1 bins,
/// which are valid until the next call with the same `channel`, which is less
/// than hc_fft_scratch_channels().
const float complex*
hc_fft_scratch_run(HcFftScratch* scratch, size_t channel, HcSegmentRing ring);

#endif // HOTCOLD_DSP_FFT_SCRATCH_H
