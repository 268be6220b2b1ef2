// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What disturbs a line: mains with harmonics, the combs of USB, noise. Pure,
/// in the caller's memory; one thread at a time.

#ifndef HOTCOLD_MODEL_PICKUP_H
#define HOTCOLD_MODEL_PICKUP_H

#include "model/random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Lines of mains, of the 1 kHz comb, of the 8 kHz comb: a multiple of four
#define HC_MAX_TONES (40 + 20 + 4)

/// Levels in dBFS (AES17) of the voltage; HC_SILENCE_DB: none
typedef struct {
  double mains;     ///< All harmonics together, root sum square
  double mains_hz;  ///< Fundamental
  int    harmonics; ///< 1..40: odd ones fall as 1/k, even ones a quarter
  double usb_1k;    ///< Lines k 1 kHz up to 20 kHz together (frames)
  double usb_8k;    ///< Lines k 8 kHz up to 32 kHz together (microframes)
  double usb_ppm;   ///< Host's clock against the converters'
  double noise;     ///< White, over the whole band up to half the rate
} HcPickupSettings;

/// A bank of rotating phasors, and noise
typedef struct {
  size_t   n_tones;
  double   re[HC_MAX_TONES];
  double   im[HC_MAX_TONES];
  double   turn_re[HC_MAX_TONES];
  double   turn_im[HC_MAX_TONES];
  double   noise; ///< RMS
  HcRandom random;
} HcPickup;

/// No pick-up at all; 50 Hz, 20 harmonics
HcPickupSettings
hc_pickup_none(void);

/// Lines beyond 0.45 `rate` are left out; levels are those of what remains
void
hc_pickup_init(HcPickup*               pickup,
               const HcPickupSettings* settings,
               double                  rate,
               uint64_t                seed);

/// The next `frames` frames. Returns false, and writes nothing, if there is no
/// pick-up.
bool
hc_pickup_play(HcPickup* pickup, double* out, size_t frames);

#endif // HOTCOLD_MODEL_PICKUP_H
