// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Idle noise of d: 20 Hz - 20 kHz, A weighted, CCIR-RMS. Takes both paths,
/// the fine one up to 1 - 2 kHz, where weightings are steep, and counts the
/// segments in which no programme plays. Pure; one thread; memory is allocated
/// in hc_noise_new() only.

#ifndef HOTCOLD_DSP_NOISE_H
#define HOTCOLD_DSP_NOISE_H

#include "dsp/spectrum.h"

#include <hotcold/reading.h>

typedef struct HcNoise HcNoise;

/// Shapes of the paths: bins and their spacing in Hz; `average` and `silence`
/// as for hc_mains_new(). NULL when out of memory.
HcNoise*
hc_noise_new(uint32_t wide_bins,
             double   wide_bin_hz,
             uint32_t fine_bins,
             double   fine_bin_hz,
             double   average,
             double   silence);

void
hc_noise_free(HcNoise* noise);

/// Forget everything
void
hc_noise_reset(HcNoise* noise);

void
hc_noise_feed_wide(HcNoise* noise, const HcSpectrum* wide);

void
hc_noise_feed_fine(HcNoise* noise, const HcSpectrum* fine);

/// noise.band, noise.a and noise.468 into `readings[HC_N_READINGS]`; invalid
/// until enough silence was heard
void
hc_noise_read(const HcNoise* noise, HcReading* readings);

#endif // HOTCOLD_DSP_NOISE_H
