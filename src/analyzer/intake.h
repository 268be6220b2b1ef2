// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// From hot and cold in pieces of any size to the segments of both paths. The
/// samples are gathered into blocks of fixed size first, so that the result
/// does not depend on the pieces. Blocks wait until there are some or someone
/// asks: many lines take turns, and the memory of a line is fetched into the
/// cache once for all of its blocks. One thread at a time; see dsp/path.h on
/// making and freeing.

#ifndef HOTCOLD_ANALYZER_INTAKE_H
#define HOTCOLD_ANALYZER_INTAKE_H

#include "analyzer/fft_shared.h"
#include "dsp/stft.h"
#include "dsp/spectrum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Blocks that wait at most
#define HC_MAX_WAITING 10

/// Opaque
typedef struct HcIntake HcIntake;

/// Who gets the segments; `user` is handed on
typedef struct {
  void* user;
  void (*full_band)(void* user, const HcSpectrum* spectrum);
  void (*decimated)(void* user, const HcSpectrum* spectrum);
  void (*short_term)(void* user, const HcSpectrum* spectrum);
  void (*samples)(void* user, const float* hot, const float* cold, size_t n);
  void (*full)(void* user, size_t slot); ///< They fill a block, which waits
  void (*block)(void* user, size_t slot, size_t n); ///< It is taken in now
} HcIntakeSink;

/// At the rate of `shared_fft`, which is borrowed. NULL when out of memory.
HcIntake*
hc_intake_new(const HcFftShared* shared_fft, const HcIntakeSink* sink);

void
hc_intake_free(HcIntake* intake);

/// Take in frames; calls the sink for samples at once, for segments at times
void
hc_intake_feed(HcIntake*    intake,
               const float* hot,
               const float* cold,
               size_t       frames);

/// Take in all blocks that wait
void
hc_intake_flush(HcIntake* intake);

/// Let the short-term STFT run from the next block on, or rest, as at first.
/// Its segments follow one another by hops while it runs.
void
hc_intake_set_short_term(HcIntake* intake, bool runs);

/// Start anew at input frame `frame`: what follows joins nothing before
void
hc_intake_restart(HcIntake* intake, uint64_t frame);

#endif // HOTCOLD_ANALYZER_INTAKE_H
