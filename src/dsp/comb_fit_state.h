// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The state of a comb fit. comb_segments.c writes it; comb_solve.c,
/// comb_mean.c and comb_frequency.c read it. Private to these four files.

#ifndef HOTCOLD_DSP_COMB_FIT_STATE_H
#define HOTCOLD_DSP_COMB_FIT_STATE_H

#include "dsp/line_kernel.h"
#include "dsp/comb_fit.h"

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/// Variance of a part that is not seen
#define HC_NOT_SEEN 1e60

/// One line in one segment
typedef struct {
  float complex d[HC_LINE_BINS]; ///< Odd bins negated
  float complex m[HC_LINE_BINS];
  float complex dm; ///< Mean of conj(d) m beside the line
  float         dd; ///< Mean of |d|^2 there
  float         mm;
} HcCombFitCell;

/// One segment
typedef struct {
  double         hz;    ///< Fundamental for which its cells were taken
  uint64_t       index; ///< Segments since the beginning
  double         dd;    ///< Power of d beside all lines
  double         mm;
  double complex dm;     ///< Sum of conj(d) m there
  bool           silent; ///< No programme in it
} HcCombFitMoment;

/// One part (D or P) of one line through the segments
typedef struct {
  double complex x[HC_MAX_FITTED]; ///< Amplitude in the middle
  double complex g[HC_MAX_FITTED]; ///< Its derivative with respect to
                                   ///< frequency
  double base[HC_MAX_FITTED];      ///< Variance, from the bins beside the
                                   ///< line
  double bias[HC_MAX_FITTED];      ///< Part of the variance that does not
                                   ///< average out
  double   weight[HC_MAX_FITTED];  ///< 1 / what disturbs it
  HcSteady steady;
} HcCombFitSeries;

/// The clearer part of one line (D or P), from which frequency is refined
typedef struct {
  float complex x[HC_MAX_FITTED];
  float         weight[HC_MAX_FITTED]; ///< 0 for a line that does not count
} HcCombFitVoter;

/// How far off the frequency is: pull / information, in Hz
typedef struct {
  double pull;
  double information; ///< 1 / Hz^2
} HcCombVote;

struct HcCombFit {
  HcCombFitSpec spec;
  HcLineKernel  kernel;
  double        bin_hz;
  double        hop;     ///< Seconds
  double        span;    ///< Seconds of one segment
  double        limit;   ///< Mean square of silence
  double        overlap; ///< Variance of a mean of overlapping segments over
                         ///< that of independent ones
  double shape;          ///< Of the kernel: power of its derivative over its
                         ///< own
  size_t          n_lines;
  uint64_t        index; ///< Of the next segment
  unsigned        start; ///< Slot of the oldest segment
  unsigned        n;
  HcCombFitMoment moments[HC_MAX_FITTED];
  double complex  transfer;            ///< T of all that plays
  double          remains;             ///< Of d and m then, 0..1
  bool            seen[HC_MAX_FITTED]; ///< Scratch: line lies in its bins
  HcCombFitSeries d;                   ///< Scratch
  HcCombFitSeries p;                   ///< Scratch
  HcCombFitCell*  cells;               ///< [capacity][n_lines]
};

/// Slot of the `nth` segment, oldest first
static inline unsigned
hc_comb_fit_slot(const HcCombFit* const t, const unsigned nth)
{
  return (t->start + nth) % t->spec.capacity;
}

/// The cell of `line` in the segment at `slot`
static inline const HcCombFitCell*
hc_comb_fit_cell(const HcCombFit* const t,
                 const unsigned         slot,
                 const size_t           line)
{
  return t->cells + slot * t->n_lines + line;
}

/// Bin nearest to line `line` (from 0) of a comb at `hz`
static inline long
hc_comb_fit_bin(const HcCombFit* const t, const double hz, const size_t line)
{
  return lround((double)(line + 1U) * hz / t->bin_hz);
}

/// Seconds from the first segment to the `nth`
static inline double
hc_comb_fit_seconds(const HcCombFit* const t, const unsigned nth)
{
  const uint64_t first = t->moments[t->start].index;
  return (double)(t->moments[hc_comb_fit_slot(t, nth)].index - first) * t->hop;
}

/// Set `steady` of a series from its `n` segments, and set its weights to 1 /
/// variance. `overlap` is as in HcCombFit.
void
hc_comb_mean(HcCombFitSeries* series, unsigned n, double overlap);

/// The correction of frequency that follows from a vote, Hz
double
hc_comb_frequency_step(HcCombVote vote);

/// Refine the fundamental by the phases of `voters`, one for each line: adds
/// its correction in Hz to `shift`. Returns the last vote.
HcCombVote
hc_comb_fit_refine(const HcCombFit*      fit,
                   const HcCombFitVoter* voters,
                   double*               shift);

#endif // HOTCOLD_DSP_COMB_FIT_STATE_H
