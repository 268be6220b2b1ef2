// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The last segments of a comb of lines k hz, and what they say about pick-up
/// on each: the workshop behind mains.h and usb.h. Pure; one thread; memory is
/// allocated in hc_comb_fit_new() only.
///
/// At a line the programme s and pick-up D, M give d = s + D, m = T s + M,
/// with T as measured beside the line. P = m - T d = M - T D is free of
/// programme; D itself is best known in pauses. Both are means over the
/// segments, weighted by the inverse of what disturbs them there.

#ifndef HOTCOLD_DSP_COMB_FIT_H
#define HOTCOLD_DSP_COMB_FIT_H

#include "dsp/comb.h"
#include "dsp/spectrum.h"

#include <complex.h>
#include <stdbool.h>
#include <stdint.h>

/// Segments a tracker may keep
#define HC_MAX_TRACKED 24

/// Power of the softest segment over that of the loudest one, below which there
/// was a pause
#define HC_PAUSE_POWER 0.1

/// |amplitude|^2 over its variance from which on a line stands out
#define HC_STANDS_OUT 16.0

/// A steady part of a line
typedef struct {
  double complex mean;
  double         variance; ///< Of the mean
  double         beside; ///< Mean square beside it, in the segments that count
  unsigned       agreeing; ///< Segments in which it was there, alike to a third
  unsigned       clear;    ///< Segments so quiet beside it that it would show
  unsigned       shown;    ///< Of these, in which it was there, alike
} HcSteady;

/// One line
typedef struct {
  HcSteady       d;         ///< D
  HcSteady       p;         ///< P
  double complex transfer;  ///< T
  bool           borrowed;  ///< That of all that plays: nothing does beside it
  double         programme; ///< Mean square of |s|
} HcCombFitLine;

/// What the segments say together. Phases are those at the first one.
typedef struct {
  double hz;              ///< Fundamental, refined
  double hz_sigma;        ///< Standard error
  double seconds;         ///< From the first segment's start to the last one's
                          ///< end
  unsigned n;             ///< Segments
  unsigned n_silent;      ///< Of those without programme
  bool     plays;         ///< The newest one has some
  double   remains;       ///< What is left of d and m beside the lines when m
                          ///< is freed of what follows d, 0..1; or of all that
                          ///< plays, if that is less
  double        least;    ///< Power beside the lines, of the quietest segment
  double        greatest; ///< Of the loudest
  size_t        n_lines;
  HcCombFitLine lines[HC_MAX_LINES_OF_COMB];
} HcCombTrack;

typedef struct HcCombFit HcCombFit;

/// What a tracker is made for
typedef struct {
  double   rate;     ///< Of the path, Hz
  uint32_t size;     ///< Frames of the path in a segment
  uint32_t capacity; ///< Segments kept, <= HC_MAX_TRACKED
  uint32_t beside;   ///< Bins to each side of a line that show the programme
  double   hz;       ///< The greatest fundamental
  double   top;      ///< No line above, Hz
  double   silence;  ///< dBFS of d and each leg
  double   from;     ///< Programme is looked for from here on, Hz
  double   aside;    ///< And not at multiples of this, Hz; 0: everywhere
} HcCombFitSpec;

/// NULL when out of memory
HcCombFit*
hc_comb_fit_new(const HcCombFitSpec* spec);

void
hc_comb_fit_free(HcCombFit* tracker);

/// Forget all segments
void
hc_comb_fit_clear(HcCombFit* tracker);

/// Segments kept
unsigned
hc_comb_fit_count(const HcCombFit* tracker);

/// Lines it keeps of each
size_t
hc_comb_fit_lines(const HcCombFit* tracker);

/// Take the lines k hz from the next segment, forgetting the oldest when full
void
hc_comb_fit_add(HcCombFit* tracker, const HcSpectrum* spectrum, double hz);

/// Lines k hz on whose bins another comb may lie (`aside`). They do not vote on
/// frequency. Bit 0 is the fundamental.
uint64_t
hc_comb_fit_aside(const HcCombFit* tracker, double hz);

/// How far each of the bins about line `line` (from 0) stands out of what
/// surrounds it, by power, on d or on what of m does not follow it, whichever
/// is more. At least one segment.
void
hc_comb_fit_profile(const HcCombFit* tracker, size_t line, double* profile);

/// Refine hz and solve all lines. At least one segment.
void
hc_comb_fit_solve(HcCombFit* tracker, double hz, HcCombTrack* track);

#endif // HOTCOLD_DSP_COMB_FIT_H
