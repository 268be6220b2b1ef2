// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Decimation by powers of two: a cascade of half-band FIR filters (Kaiser
/// window, images and ripple -120 dB). Pure; one thread; memory is allocated in
/// hc_decimator_new() only.

#ifndef HOTCOLD_DSP_DECIMATE_H
#define HOTCOLD_DSP_DECIMATE_H

#include <stddef.h>
#include <stdint.h>

/// Frames that one call can take
#define HC_MAX_BLOCK 1024

/// Opaque; for one channel
typedef struct HcDecimator HcDecimator;

/// Keeps one frame of every `factor` (1, 2, 4, ... 64). NULL when out of
/// memory.
HcDecimator*
hc_decimator_new(uint32_t factor);

/// Free it; NULL is allowed
void
hc_decimator_free(HcDecimator* decimator);

/// Forget all samples
void
hc_decimator_reset(HcDecimator* decimator);

/// Delay of the output, in input frames: output j corresponds to input j *
/// factor - delay. From j * factor >= 2 * delay on, the output does not depend
/// on anything before the first input.
uint32_t
hc_decimator_delay(const HcDecimator* decimator);

/// Decimate `frames` samples, at most HC_MAX_BLOCK and a multiple of the
/// factor. Writes frames / factor samples to `out`, which may be `in`.
void
hc_decimator_run(HcDecimator* decimator,
                 const float* in,
                 float*       out,
                 size_t       frames);

#endif // HOTCOLD_DSP_DECIMATE_H
