// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Where segments are windowed and transformed: tables, and room for one
/// spectrum of d and one of m, which many paths may share so that it stays in
/// the processor's cache. One thread at a time; see path.h on making and
/// freeing.

#ifndef HOTCOLD_DSP_FFT_SCRATCH_H
#define HOTCOLD_DSP_FFT_SCRATCH_H

#include "dsp/transform.h"
#include "dsp/window.h"

#include <complex.h>
#include <stddef.h>

/// Opaque
typedef struct HcFftScratch HcFftScratch;

/// For segments of `size` samples, a power of two from 16 up. Works in the
/// memory of `lender`, which is for segments as long at least and outlives it:
/// either's spectra last until the other one is used. NULL: in its own. NULL
/// when out of memory.
HcFftScratch*
hc_fft_scratch_new(size_t               size,
                   const HcWindowShape* window,
                   const HcFftScratch*  lender);

void
hc_fft_scratch_free(HcFftScratch* scratch);

/// Window and transform a ring of samples: size / 2 + 1 bins, which stay until
/// the next call with this `which`, 0 or 1
const float complex*
hc_fft_scratch_run(HcFftScratch* scratch, int which, HcSegmentRing ring);

#endif // HOTCOLD_DSP_FFT_SCRATCH_H
