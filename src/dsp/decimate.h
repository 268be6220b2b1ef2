// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Decimation by powers of two: a cascade of half-band FIR filters (Kaiser
/// window, images and ripple -120 dB). Pure; the thread that feeds it.

#ifndef HOTCOLD_DSP_DECIMATE_H
#define HOTCOLD_DSP_DECIMATE_H

#include <stddef.h>
#include <stdint.h>

/// Frames one call may take at most
#define HC_MAX_BLOCK 1024

/// Opaque; one signal
typedef struct HcDecimator HcDecimator;

/// For one frame out of `factor` (1, 2, 4, ... 64). NULL when out of memory.
HcDecimator*
hc_decimator_new(uint32_t factor);

void
hc_decimator_free(HcDecimator* decimator);

/// Forget all samples
void
hc_decimator_reset(HcDecimator* decimator);

/// Frames of input by which the output is late: output j stands for input
/// j factor - delay, and is free of what was before the first input from
/// j factor >= 2 delay on
uint32_t
hc_decimator_delay(const HcDecimator* decimator);

/// Take `frames` <= HC_MAX_BLOCK (a multiple of the factor) and write
/// frames / factor to `out`, which may be `in`
void
hc_decimator_run(HcDecimator* decimator,
                 const float* in,
                 float*       out,
                 size_t       frames);

#endif // HOTCOLD_DSP_DECIMATE_H
