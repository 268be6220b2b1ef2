// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A modelled line that plays both sides of a programme from outside, for real
/// stereo.

#ifndef HOTCOLD_ACCURACY_WIRE_H
#define HOTCOLD_ACCURACY_WIRE_H

#include "model/model.h"

#include <stddef.h>

/// A running line; opaque
typedef struct Wire Wire;

/// The line of `settings` at `rate` Hz, which does not play a programme of its
/// own. Exits when out of memory.
Wire*
wire_new(const HcModelSettings* settings, double rate);

/// The same with a response that does not depend on frequency, which takes a
/// tenth of the time: programme has the response of 1 kHz, pick-up that of
/// 100 Hz
Wire*
wire_new_flat(const HcModelSettings* settings, double rate);

/// Free the line; NULL is allowed
void
wire_free(Wire* wire);

/// Play `frames` <= HC_CHUNK frames (1.0 = full scale) and write both legs to
/// `hot` and `cold`. `left` is x of the circuit; `right` is y, which only
/// stereo lines carry.
void
wire_play(Wire*         wire,
          const double* left,
          const double* right,
          float*        hot,
          float*        cold,
          size_t        frames);

#endif // HOTCOLD_ACCURACY_WIRE_H
