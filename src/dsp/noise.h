// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Idle noise of d: 20 Hz - 20 kHz, that A weighted, and CCIR-RMS. Mains and
/// computers belong to it as far as they are on d (AES17), though they are no
/// programme on d or legs. Takes both paths, the decimated one up to 1 - 2 kHz,
/// where weightings are steep, and counts the segments in which no programme
/// plays: see programme_gate.h and noise_floor.h. Digital silence reads
/// HC_SILENCE_DB, and is valid as long as nothing else was heard. Pure; one
/// thread; memory is allocated in hc_noise_new() only.

#ifndef HOTCOLD_DSP_NOISE_H
#define HOTCOLD_DSP_NOISE_H

#include "dsp/comb.h"
#include "dsp/noise_weights.h"
#include "dsp/stft.h"
#include "dsp/spectrum.h"

#include <hotcold/reading.h>

typedef struct HcNoise HcNoise;

/// For segments of these shapes, for which `weights` were made and which must
/// outlive it; `average` and `silence` as for hc_mains_new(). NULL when out of
/// memory.
HcNoise*
hc_noise_new(const HcNoiseWeights* weights,
             const HcStftShape*    full_band,
             const HcStftShape*    decimated,
             double                average,
             double                silence);

void
hc_noise_free(HcNoise* noise);

/// Forget everything
void
hc_noise_reset(HcNoise* noise);

/// Lines, if found, that are no programme, until the next call
void
hc_noise_leave_out(HcNoise* noise, const HcComb* mains, const HcComb* usb);

void
hc_noise_feed_full_band(HcNoise* noise, const HcSpectrum* full_band);

void
hc_noise_feed_decimated(HcNoise* noise, const HcSpectrum* decimated);

/// noise.band, noise.a and noise.468 into `readings[HC_N_READINGS]`; invalid
/// until enough silence was heard
void
hc_noise_read(const HcNoise* noise, HcReading* readings);

#endif // HOTCOLD_DSP_NOISE_H
