// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Idle noise of d: from 20 Hz to 20 kHz, A weighted, and CCIR-RMS. Hum and USB
/// noise on d are part of it (AES17), but they are not programme. It uses the
/// decimated STFT up to 1 - 2 kHz, where weightings are steep, and the
/// full-band STFT above. Only segments without programme count: see
/// programme_gate.h and noise_floor.h. Digital silence reads HC_SILENCE_DB, and
/// is valid as long as nothing else was heard. Pure; one thread; memory is
/// allocated in hc_noise_new() only.

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

/// Free it; NULL is allowed
void
hc_noise_free(HcNoise* noise);

/// Forget everything
void
hc_noise_reset(HcNoise* noise);

/// Lines of these combs, if they were found, are not programme until the next
/// call
void
hc_noise_leave_out(HcNoise* noise, const HcComb* mains, const HcComb* usb);

/// Add a segment of the full-band STFT
void
hc_noise_feed_full_band(HcNoise* noise, const HcSpectrum* full_band);

/// Add a segment of the decimated STFT
void
hc_noise_feed_decimated(HcNoise* noise, const HcSpectrum* decimated);

/// Write noise.band, noise.a and noise.468 into `readings[HC_N_READINGS]`. They
/// are invalid until there was enough silence.
void
hc_noise_read(const HcNoise* noise, HcReading* readings);

#endif // HOTCOLD_DSP_NOISE_H
