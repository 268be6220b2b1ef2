// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A modelled line that is given both sides of its programme, so that real
/// stereo can be played over it.

#ifndef HOTCOLD_ACCURACY_WIRE_H
#define HOTCOLD_ACCURACY_WIRE_H

#include "model/model.h"

#include <stddef.h>

/// Opaque
typedef struct Wire Wire;

/// The line of `settings` at `rate` Hz; its own programme is not played.
/// Exits on lack of memory.
Wire*
wire_new(const HcModelSettings* settings, double rate);

/// The same without regard to frequency, at a tenth of the cost: the programme
/// as the circuit passes 1 kHz, pick-up as it passes 100 Hz
Wire*
wire_new_flat(const HcModelSettings* settings, double rate);

void
wire_free(Wire* wire);

/// Play `frames` <= HC_CHUNK frames: `left` is x of the circuit, `right` is y,
/// heard on stereo lines only (1.0 = full scale)
void
wire_play(Wire*         wire,
          const double* left,
          const double* right,
          float*        hot,
          float*        cold,
          size_t        frames);

#endif // HOTCOLD_ACCURACY_WIRE_H
