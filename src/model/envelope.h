// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The envelope of a programme: how loud it is in each frame. Pure; works in
/// memory of the caller; one thread at a time.

#ifndef HOTCOLD_MODEL_ENVELOPE_H
#define HOTCOLD_MODEL_ENVELOPE_H

#include "model/random.h"

#include <stddef.h>

/// The shape of an envelope
typedef enum {
  HC_ENVELOPE_STEADY,    ///< Always 1
  HC_ENVELOPE_NOTES,     ///< Notes of 0.12 - 0.5 s that start loud and fade
  HC_ENVELOPE_SYLLABLES, ///< Syllables of 0.12 - 0.3 s, with rests up to 1 s
  HC_ENVELOPE_PAUSES     ///< 3 s on, 2 s off
} HcEnvelopeKind;

/// An envelope, made of segments: notes, syllables, or rests
typedef struct {
  HcEnvelopeKind kind;
  HcRandom       random;
  double         rate;   ///< Hz
  double         height; ///< Factor of this segment, 0 in a rest
  size_t         length; ///< Frames of this segment
  size_t         frame;  ///< Next frame, counted from the segment's start
} HcEnvelope;

/// Start an envelope at `rate` Hz. The same `random` gives the same envelope.
void
hc_envelope_init(HcEnvelope*    envelope,
                 HcEnvelopeKind kind,
                 double         rate,
                 HcRandom       random);

/// The factor of the next frame, >= 0. Its mean square outside of rests is 1.
double
hc_envelope_next(HcEnvelope* envelope);

#endif // HOTCOLD_MODEL_ENVELOPE_H
