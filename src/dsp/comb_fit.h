// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Fits a comb of lines at k hz to the last segments of an STFT: its frequency
/// and the pick-up on each line. mains.h and usb.h are built on it. Pure; one
/// thread; memory is allocated in hc_comb_fit_new() only.
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

/// Segments that a comb fit can keep
#define HC_MAX_FITTED 24

/// There was a pause if the softest segment has less than this share of the
/// power of the loudest one
#define HC_PAUSE_POWER 0.1

/// A line stands out if |amplitude|^2 is more than this times its variance
#define HC_STANDS_OUT 16.0

/// A steady part of a line
typedef struct {
  double complex mean;
  double         variance; ///< Of the mean
  double         beside; ///< Mean square beside the line, in the segments that
                         ///< count
  unsigned agreeing;     ///< Segments in which it was there, equal within a
                         ///< third
  unsigned clear;        ///< Segments so quiet beside the line that it would
                         ///< be seen
  unsigned shown;        ///< Those of them in which it was there, equal
} HcSteady;

/// One line
typedef struct {
  HcSteady       d;        ///< D
  HcSteady       p;        ///< P
  double complex transfer; ///< T
  bool           borrowed; ///< `transfer` is that of all programme, since
                           ///< there is none beside the line
  double programme;        ///< Mean square of |s|
} HcCombFitLine;

/// The result of all segments together. Phases are those at the first one.
typedef struct {
  double hz;              ///< Fundamental, refined
  double hz_sigma;        ///< Standard error
  double seconds;         ///< From the first segment's start to the last one's
                          ///< end
  unsigned n;             ///< Segments
  unsigned n_silent;      ///< Those of them without programme
  bool     plays;         ///< The newest one has programme
  double   remains;       ///< Share of d and m beside the lines that is left
                          ///< when the part of m that follows d is removed,
                          ///< 0..1; or the share of all programme, if that is
                          ///< less
  double        least;    ///< Power beside the lines, of the quietest segment
  double        greatest; ///< Of the loudest
  size_t        n_lines;
  HcCombFitLine lines[HC_MAX_LINES_OF_COMB];
} HcCombTrack;

typedef struct HcCombFit HcCombFit;

/// What a comb fit is made for
typedef struct {
  double   rate;     ///< Of the STFT, Hz
  uint32_t size;     ///< Frames in a segment, at `rate`
  uint32_t capacity; ///< Segments kept, <= HC_MAX_FITTED
  uint32_t beside;   ///< Bins to each side of a line that show the programme
  double   hz;       ///< The highest fundamental, Hz
  double   top;      ///< Highest frequency of a line, Hz
  double   silence;  ///< dBFS of d and of each leg below which no programme
                     ///< plays
  double from;       ///< Lowest frequency of programme, Hz
  double aside;      ///< Multiples of this are not programme, Hz; 0: none
} HcCombFitSpec;

/// NULL when out of memory
HcCombFit*
hc_comb_fit_new(const HcCombFitSpec* spec);

/// Free it; NULL is allowed
void
hc_comb_fit_free(HcCombFit* fit);

/// Forget all segments
void
hc_comb_fit_clear(HcCombFit* fit);

/// Segments kept
unsigned
hc_comb_fit_count(const HcCombFit* fit);

/// Lines that it keeps of each segment
size_t
hc_comb_fit_lines(const HcCombFit* fit);

/// Add the lines k hz of the next segment. Forgets the oldest segment when
/// full.
void
hc_comb_fit_add(HcCombFit* fit, const HcSpectrum* spectrum, double hz);

/// Lines k hz that may coincide with lines of another comb (`aside`). They are
/// not used to refine the frequency. Bit 0 is the fundamental.
uint64_t
hc_comb_fit_aside(const HcCombFit* fit, double hz);

/// Write into `profile`, for each of the HC_LINE_BINS bins around line `line`
/// (from 0), its power over that of its surroundings: on d, or on the part of m
/// that does not follow d, whichever is more. Needs at least one segment.
void
hc_comb_fit_profile(const HcCombFit* fit, size_t line, double* profile);

/// Refine hz and fit all lines. Needs at least one segment.
void
hc_comb_fit_solve(HcCombFit* fit, double hz, HcCombTrack* track);

#endif // HOTCOLD_DSP_COMB_FIT_H
