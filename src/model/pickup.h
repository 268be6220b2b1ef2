// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The pick-up of a line: mains with harmonics, the combs of USB, and noise.
/// Pure; works in memory of the caller; one thread at a time.

#ifndef HOTCOLD_MODEL_PICKUP_H
#define HOTCOLD_MODEL_PICKUP_H

#include "model/random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Spectral lines of the mains, the 1 kHz comb and the 8 kHz comb. Must be a
/// multiple of four.
#define HC_MAX_TONES (40 + 20 + 4)

/// Levels are those of the voltage in dBFS (AES17); HC_SILENCE_DB: none
typedef struct {
  double mains;     ///< Power of all harmonics together
  double mains_hz;  ///< Frequency of the fundamental
  int    harmonics; ///< 1..40. Amplitudes fall as 1/k; those of even
                    ///< harmonics are a quarter of that.
  double usb_1k;    ///< Multiples of 1 kHz up to 20 kHz together (USB frames)
  double usb_8k;    ///< Multiples of 8 kHz up to 32 kHz together (microframes)
  double usb_ppm; ///< How much the host's clock is faster than the converter's
  double noise;   ///< White noise, 0 Hz to half the rate
} HcPickupSettings;

/// One rotating phasor per spectral line, and noise
typedef struct {
  size_t   n_tones;
  double   re[HC_MAX_TONES];
  double   im[HC_MAX_TONES];
  double   turn_re[HC_MAX_TONES];
  double   turn_im[HC_MAX_TONES];
  double   noise; ///< RMS
  HcRandom random;
} HcPickup;

/// Settings without any pick-up; mains are set to 50 Hz with 20 harmonics
HcPickupSettings
hc_pickup_none(void);

/// Start the pick-up of `settings` at `rate` Hz. Spectral lines above 0.45
/// `rate` are left out; the levels are those of the remaining lines. The same
/// `seed` gives the same signal.
void
hc_pickup_init(HcPickup*               pickup,
               const HcPickupSettings* settings,
               double                  rate,
               uint64_t                seed);

/// Write the next `frames` frames to `out` (1.0 = full scale). If there is no
/// pick-up, returns false and writes nothing.
bool
hc_pickup_play(HcPickup* pickup, double* out, size_t frames);

#endif // HOTCOLD_MODEL_PICKUP_H
