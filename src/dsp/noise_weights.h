// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How much each bin of an STFT counts in the readings of idle noise: a table
/// for one sample rate, which any number of HcNoise read. Pure; constant once
/// made, so any thread may read it.

#ifndef HOTCOLD_DSP_NOISE_WEIGHTS_H
#define HOTCOLD_DSP_NOISE_WEIGHTS_H

#include "dsp/stft.h"
#include "dsp/third_octave.h"

#include <stdbool.h>
#include <stdint.h>

/// Hz: where the full-band STFT takes over from the decimated one
#define HC_NOISE_FADE_LOW 1000.0
#define HC_NOISE_FADE_HIGH 2000.0

/// The readings: unweighted, A, and CCIR-RMS
enum { HC_NOISE_BY_BAND, HC_NOISE_BY_A, HC_NOISE_BY_CCIR, HC_N_NOISE_WEIGHTS };

/// Of one STFT
typedef struct {
  uint32_t first;                     ///< Bin of element 0
  uint32_t n_bins;                    ///< Bins that count
  float*   power[HC_N_NOISE_WEIGHTS]; ///< Gain of power per bin, >= 0
} HcNoiseWeighting;

/// Of both
typedef struct {
  HcNoiseWeighting full_band;
  HcNoiseWeighting decimated;
} HcNoiseWeights;

/// Fill `weights` for STFTs of these shapes. False when out of memory;
/// hc_noise_weights_finish() is allowed then too, and on a zeroed struct.
bool
hc_noise_weights_init(HcNoiseWeights*    weights,
                      const HcStftShape* full_band,
                      const HcStftShape* decimated);

/// Free what `weights` owns; a zeroed object is allowed
void
hc_noise_weights_finish(HcNoiseWeights* weights);

#endif // HOTCOLD_DSP_NOISE_WEIGHTS_H
