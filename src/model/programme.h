// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Programmes that a modelled line plays by itself: the same from the same seed
/// at every block size. Allocation in hc_programme_new() only.

#ifndef HOTCOLD_MODEL_PROGRAMME_H
#define HOTCOLD_MODEL_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  HC_PROGRAMME_PINK,    ///< Pink noise, 5 Hz up
  HC_PROGRAMME_WHITE,   ///< White noise, up to half the rate
  HC_PROGRAMME_SINE,    ///< One tone
  HC_PROGRAMME_STEREO,  ///< Like music: two sides with a common part, notes
  HC_PROGRAMME_SPEECH,  ///< Like speech: syllables, phrases, pauses
  HC_PROGRAMME_PAUSES,  ///< Pink noise, 3 s on, 2 s off
  HC_PROGRAMME_SILENCE, ///< Nothing
  HC_N_PROGRAMMES
} HcProgrammeKind;

typedef struct {
  HcProgrammeKind kind;
  double          level; ///< dBFS (AES17) of d on an ideal line; of PAUSES
                         ///< while it plays; HC_SILENCE_DB is silence
  bool     peak;         ///< `level` is the peak in dBFS (sine and white only)
  double   hz;           ///< Of the sine
  uint64_t seed;
} HcProgrammeSettings;

/// Opaque
typedef struct HcProgramme HcProgramme;

/// NULL when out of memory
HcProgramme*
hc_programme_new(const HcProgrammeSettings* settings, double rate);

void
hc_programme_free(HcProgramme* programme);

/// The next `frames` <= HC_CHUNK frames of both sides; `right` may be NULL, but
/// then always. Sides of kinds other
/// than STEREO are independent; the right sine is a fifth above.
void
hc_programme_play(HcProgramme* programme,
                  double*      left,
                  double*      right,
                  size_t       frames);

#endif // HOTCOLD_MODEL_PROGRAMME_H
