// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns samples of hot, cold and the reference into the segments of the three
/// STFTs. Samples are put in, in pieces of any size; segments are taken out, in
/// the order of time. In between, samples wait in blocks of fixed size. So the
/// result does not depend on the size of the pieces, and the memory of a line
/// is fetched into the cache once for many blocks. One thread at a time; see
/// dsp/stft.h about making and freeing.

#ifndef HOTCOLD_ANALYZER_INTAKE_H
#define HOTCOLD_ANALYZER_INTAKE_H

#include "analyzer/fft_shared.h"
#include "dsp/spectrum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Blocks that can wait: 0.19 s at 48 kHz
#define HC_MAX_WAITING 9

/// Opaque
typedef struct HcIntake HcIntake;

/// One line at the rate of `shared_fft`, which it borrows. `n_channels` is 2,
/// or 3 with a reference. NULL when out of memory.
HcIntake*
hc_intake_new(HcFftShared* shared_fft, size_t n_channels);

/// `intake` may be NULL
void
hc_intake_free(HcIntake* intake);

/// Begin anew at input frame `frame`: forget all samples that are not in a
/// segment yet, and join no later ones to them
void
hc_intake_restart(HcIntake* intake, uint64_t frame);

/// Put in `frames` frames (planar, full scale 1.0, finite) until
/// HC_MAX_WAITING blocks wait; returns how many. `reference` is ignored with
/// two channels; with three, NULL is silence.
size_t
hc_intake_put(HcIntake*    intake,
              const float* hot,
              const float* cold,
              const float* reference,
              size_t       frames);

/// Kind of a segment from hc_intake_next()
typedef enum {
  HC_SEGMENT_BLOCK,      ///< A block begins; the segments that it completes
                         ///< follow, at most one of the full-band STFT first
  HC_SEGMENT_FULL_BAND,  ///< A spectrum of the full-band STFT
  HC_SEGMENT_SHORT_TERM, ///< A spectrum of the short-term STFT
  HC_SEGMENT_DECIMATED   ///< A spectrum of the decimated STFT
} HcSegmentKind;

/// One block or one spectrum
typedef struct {
  HcSegmentKind kind;
  size_t        frames;     ///< Input frames in the block
  uint64_t      clipped[2]; ///< Frames of hot and cold in the block that are
                            ///< in runs at full scale (clipping.h)
  HcSpectrum spectrum;      ///< Valid until the next call
} HcSegment;

/// Take out the next segment. False when no block waits any more; then samples
/// can be put in. Call it until it returns false, because other lines use the
/// same scratch memory.
bool
hc_intake_next(HcIntake* intake, HcSegment* segment);

/// Let the short-term STFT run, or not run, from the next spectrum on. At first
/// it does not run. While it runs, its segments are one hop apart.
void
hc_intake_set_short_term(HcIntake* intake, bool runs);

#endif // HOTCOLD_ANALYZER_INTAKE_H
