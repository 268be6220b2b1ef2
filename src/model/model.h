// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A modelled line that can be listened to: programme in, what the capture
/// inputs deliver out. The circuit has the response of its elements within
/// 1e-7 up to 0.45 of the rate (44.1 kHz and up: to 20 kHz, -110 dB).
/// Only hc_model_new() allocates; the audio thread may call hc_model_process().
/// One thread at a time.

#ifndef HOTCOLD_MODEL_MODEL_H
#define HOTCOLD_MODEL_MODEL_H

#include "model/circuit.h"
#include "model/pickup.h"
#include "model/programme.h"

#include <hotcold/attributes.h>

#include <stddef.h>
#include <stdint.h>

/// All settings of one line. Arrays have one element per leg.
typedef struct {
  HcCircuit           circuit;
  HcProgrammeSettings programme;
  HcPickupSettings    ground;           ///< Voltage between the grounds
  HcPickupSettings    field;            ///< Voltage nearby
  double              noise[HC_N_LEGS]; ///< White noise of the capture input
                                        ///< in dBFS; HC_SILENCE_DB: none
  double clip[HC_N_LEGS];               ///< Capture clips at this peak, dBFS
  double not_finite_every; ///< Seconds between NaNs on hot, 0: none
} HcModelSettings;

/// A running line; opaque
typedef struct HcModel HcModel;

/// The default circuit with pink noise at -20 dBFS, no pick-up, capture noise
/// at -110 dBFS, and clipping at full scale
HcModelSettings
hc_model_defaults(void);

/// A line that runs at `rate` Hz. Returns NULL when out of memory. The caller
/// owns the line; `settings` is copied.
HcModel*
hc_model_new(const HcModelSettings* settings, double rate);

/// Free the line; NULL is allowed
void
hc_model_free(HcModel* model);

/// Write the next `frames` frames of both legs to `hot` and `cold` (1.0 = full
/// scale). `frames` may be any number. If `programme` is NULL, the line plays
/// its own programme; otherwise it plays these `frames` frames, on a stereo
/// line on the left side only. The output is HC_FILTER_LATENCY frames late. It
/// does not depend on how many frames each call has.
void
hc_model_process(HcModel*     model,
                 const float* programme,
                 float*       hot,
                 float*       cold,
                 size_t       frames) HC_REALTIME;

#endif // HOTCOLD_MODEL_MODEL_H
