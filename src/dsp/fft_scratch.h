// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Scratch memory to window and transform segments in: the window, the plan,
/// and room for one spectrum of d and one of m. Many STFTs use the same one, so
/// that it stays in the processor's cache. One thread at a time. Making and
/// freeing one plans a transform: see hc_transform_new().

#ifndef HOTCOLD_DSP_FFT_SCRATCH_H
#define HOTCOLD_DSP_FFT_SCRATCH_H

#include "dsp/transform.h"
#include "dsp/window.h"

#include <complex.h>
#include <stddef.h>

/// Opaque
typedef struct HcFftScratch HcFftScratch;

/// For segments of `size` samples, a power of two from 16 up. With a `lender`,
/// which must be for segments of at least that size and outlive it, it works in
/// the lender's memory: a spectrum of either lasts until the other one is used.
/// NULL: in memory of its own. Returns NULL when out of memory.
HcFftScratch*
hc_fft_scratch_new(size_t               size,
                   const HcWindowShape* window,
                   const HcFftScratch*  lender);

/// NULL is allowed
void
hc_fft_scratch_free(HcFftScratch* scratch);

/// Window and transform the `size` samples of `ring` from its start on. Returns
/// size / 2 + 1 bins, owned by `scratch`, that last until the next call with
/// the same `which`, 0 or 1.
const float complex*
hc_fft_scratch_run(HcFftScratch* scratch, int which, HcSegmentRing ring);

#endif // HOTCOLD_DSP_FFT_SCRATCH_H
