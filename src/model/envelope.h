// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How loud a programme is from moment to moment. Pure, in the caller's memory;
/// one thread at a time.

#ifndef HOTCOLD_MODEL_ENVELOPE_H
#define HOTCOLD_MODEL_ENVELOPE_H

#include "model/random.h"

#include <stddef.h>

typedef enum {
  HC_ENVELOPE_STEADY,    ///< 1
  HC_ENVELOPE_NOTES,     ///< Struck and fading, 0.12 - 0.5 s each
  HC_ENVELOPE_SYLLABLES, ///< Swelling, 0.12 - 0.3 s, with rests up to 1 s
  HC_ENVELOPE_PAUSES     ///< 3 s on, 2 s off
} HcEnvelopeKind;

typedef struct {
  HcEnvelopeKind kind;
  HcRandom       random;
  double         rate;   ///< Hz
  double         height; ///< Of this segment, 0 in a rest
  size_t         length; ///< Frames of this segment
  size_t         frame;  ///< Position in it
} HcEnvelope;

void
hc_envelope_init(HcEnvelope*    envelope,
                 HcEnvelopeKind kind,
                 double         rate,
                 HcRandom       random);

/// The next value; its mean square is 1 where it is no rest
double
hc_envelope_next(HcEnvelope* envelope);

#endif // HOTCOLD_MODEL_ENVELOPE_H
