// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A modelled line that can be listened to: programme in, what the capture
/// inputs deliver out. The circuit has the response of its elements within
/// 1e-7 up to 0.45 of the rate (44.1 kHz and up: to 20 kHz, -110 dB).
/// Allocation in hc_model_new() only; hc_model_process() is fit for the audio
/// thread. One thread at a time.

#ifndef HOTCOLD_MODEL_MODEL_H
#define HOTCOLD_MODEL_MODEL_H

#include "model/circuit.h"
#include "model/pickup.h"
#include "model/programme.h"

#include <hotcold/attributes.h>

#include <stddef.h>
#include <stdint.h>

/// All about one line. Arrays are per leg.
typedef struct {
  HcCircuit           circuit;
  HcProgrammeSettings programme;
  HcPickupSettings    ground;           ///< Voltage between the grounds
  HcPickupSettings    field;            ///< Voltage nearby
  double              noise[HC_N_LEGS]; ///< Of capture, dBFS, up to half the
                                        ///< rate; HC_SILENCE_DB: none
  double clip[HC_N_LEGS];               ///< Capture cuts off here, dBFS peak
  double not_finite_every; ///< Seconds between NaNs on hot, 0: none
} HcModelSettings;

/// Opaque
typedef struct HcModel HcModel;

/// The default circuit with pink noise at -20 dBFS, no pick-up, capture noise
/// at -110 dBFS, cut off at full scale
HcModelSettings
hc_model_defaults(void);

/// The line at `rate` Hz. NULL when out of memory.
HcModel*
hc_model_new(const HcModelSettings* settings, double rate);

void
hc_model_free(HcModel* model);

/// The next `frames` frames, any number, of both legs (1.0 = full scale). With
/// `programme` not NULL that is played (and on a stereo line to the left side
/// only), else the line's own. HC_FILTER_LATENCY frames late. The result does
/// not depend on how a signal is cut into calls.
void
hc_model_process(HcModel*     model,
                 const float* programme,
                 float*       hot,
                 float*       cold,
                 size_t       frames) HC_REALTIME;

#endif // HOTCOLD_MODEL_MODEL_H
