// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The programmes that a modelled line can play by itself. The same seed gives
/// the same programme at every block size. Only hc_programme_new() allocates.
/// One thread at a time.

#ifndef HOTCOLD_MODEL_PROGRAMME_H
#define HOTCOLD_MODEL_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What is played
typedef enum {
  HC_PROGRAMME_PINK,    ///< Pink noise from 5 Hz on
  HC_PROGRAMME_WHITE,   ///< White noise, up to half the rate
  HC_PROGRAMME_SINE,    ///< One tone
  HC_PROGRAMME_STEREO,  ///< Like music: notes, two sides with a common part
  HC_PROGRAMME_SPEECH,  ///< Like speech: syllables and rests
  HC_PROGRAMME_PAUSES,  ///< Pink noise, 3 s on, 2 s off
  HC_PROGRAMME_SILENCE, ///< Nothing
  HC_N_PROGRAMMES
} HcProgrammeKind;

/// What to play, and how loud
typedef struct {
  HcProgrammeKind kind;
  double          level; ///< dBFS (AES17) of d on an ideal line, pauses not
                         ///< counted; HC_SILENCE_DB: silence
  bool     peak;         ///< `level` is the peak in dBFS (sine and white only)
  double   hz;           ///< Frequency of the sine
  uint64_t seed;         ///< Of the random numbers
} HcProgrammeSettings;

/// A programme while it plays; opaque
typedef struct HcProgramme HcProgramme;

/// A programme at `rate` Hz. Returns NULL when out of memory. The caller owns
/// it; `settings` is copied.
HcProgramme*
hc_programme_new(const HcProgrammeSettings* settings, double rate);

/// Free the programme; NULL is allowed
void
hc_programme_free(HcProgramme* programme);

/// Write the next `frames` <= HC_CHUNK frames of both sides (1.0 = full scale).
/// `right` may be NULL, but then it must be NULL in every call. The two sides
/// of STEREO have a common part; those of all other kinds are independent, and
/// the right sine is a fifth higher than the left one.
void
hc_programme_play(HcProgramme* programme,
                  double*      left,
                  double*      right,
                  size_t       frames);

#endif // HOTCOLD_MODEL_PROGRAMME_H
