// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/mains.h"

#include "dsp/bin_sums.h"
#include "dsp/comb_sum.h"
#include "dsp/comb_classify.h"
#include "dsp/mains_search.h"
#include "dsp/onset.h"
#include "dsp/comb_fit.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define GREATEST_HZ 60.0
#define USB_HZ 1000.0    // The comb of USB is not programme either
#define SOON 4           // The first segments: the search runs on each of them
#define SELDOM 4         // After that, it runs once in this number of segments
#define SOLVE_ALL 8      // The first segments of a stretch: each one is solved
#define RANGE 2.0        // Largest move of the candidate when it is refined, Hz
#define PATIENCE 6       // Segments in which a candidate must be proved
#define ELSEWHERE 0.5    // A candidate farther away is a different comb, Hz
#define LONG_SECONDS 6.0 // Steady for so long, if programme is not separable
#define MEMORY 60.0      // Time constant of the average for impedances, s
#define FOREIGN 10.0     // Power of a foreign line over that of lines near it
#define NEXT 2 // Lines to each side: mains may have odd harmonics only

/// The search gives a candidate frequency. It is tracked until its comb is
/// proved or the search prefers another one. A proved candidate is locked: the
/// search pauses until the comb has not been proved for PATIENCE segments. The
/// combs of all stretches that were proved are added up.
struct HcMains {
  HcMainsSearch* search;
  HcCombFit*     fit;
  unsigned       capacity;  ///< Segments of a stretch
  double         average;   ///< Seconds, 0: linear
  double         candidate; ///< Hz, 0: none
  unsigned       fed;       ///< Segments searched
  HcOnset        onset;     ///< Of hum or programme
  bool           locked;    ///< The candidate was proved
  bool           holds;     ///< `track` proves a comb now
  bool           proven;    ///< `sum` contains a comb
  HcCombTrack    track;     ///< The stretch in progress
  HcCombSum      sum;       ///< Earlier stretches
  HcCombSum      memory;    ///< Earlier stretches, averaged over MEMORY
};

static HcMains*
new_mains(const double   rate,
          const uint32_t size,
          const double   average,
          const double   silence,
          const unsigned capacity)
{
  HcMains* const mains = (HcMains*)calloc(1, sizeof(HcMains));
  if (!mains) {
    return NULL;
  }
  const HcCombFitSpec spec = {.rate     = rate,
                              .size     = size,
                              .capacity = capacity,
                              .beside   = HC_MAINS_BESIDE,
                              .hz       = GREATEST_HZ,
                              .top      = HC_MAINS_TOP,
                              .silence  = silence,
                              .from     = 0.0,
                              .aside    = USB_HZ};
  mains->capacity          = capacity;
  mains->average           = average;
  mains->search            = hc_mains_search_new(rate, size);
  mains->fit               = hc_comb_fit_new(&spec);
  if (!mains->search || !mains->fit) {
    hc_mains_free(mains);
    return NULL;
  }
  return mains;
}

HcMains*
hc_mains_new(const double   rate,
             const uint32_t size,
             const double   average,
             const double   silence)
{
  return new_mains(rate, size, average, silence, HC_MAX_FITTED);
}

HcMains*
hc_mains_new_short_term(const double   rate,
                        const uint32_t size,
                        const double   average,
                        const double   silence)
{
  return new_mains(rate, size, average, silence, HC_MAX_FITTED / 2U);
}

void
hc_mains_free(HcMains* const mains)
{
  if (mains) {
    hc_comb_fit_free(mains->fit);
    hc_mains_search_free(mains->search);
    free(mains);
  }
}

/// Start the search again, but keep the sums of earlier stretches
static void
search_anew(HcMains* const mains)
{
  hc_mains_search_reset(mains->search);
  hc_comb_fit_clear(mains->fit);
  mains->track.n   = 0;
  mains->candidate = 0.0;
  mains->fed       = 0;
  mains->locked    = false;
  mains->holds     = false;
}

void
hc_mains_reset(HcMains* const mains)
{
  search_anew(mains);
  hc_onset_reset(&mains->onset);
  memset(&mains->sum, 0, sizeof(mains->sum));
  memset(&mains->memory, 0, sizeof(mains->memory));
  mains->proven = false;
}

/// Number of `lines` of a comb at `hz` that do not coincide with a USB line
static unsigned
count_own(const HcMains* const mains, const uint64_t lines, const double hz)
{
  return hc_count_lines(lines & ~hc_comb_fit_aside(mains->fit, hz));
}

/// True if `lines` are enough for a comb. Multiples of 300 Hz alone are not:
/// they fit 50 Hz and 60 Hz equally well.
static bool
is_comb(const HcMains* const mains, const uint64_t lines)
{
  const double   hz     = mains->track.hz;
  const unsigned step   = fabs(hz - 50.0) < fabs(hz - 60.0) ? 6U : 5U;
  uint64_t       shared = 0;
  for (unsigned k = step; k <= HC_MAX_LINES_OF_COMB; k += step) {
    shared |= (uint64_t)1 << (k - 1U);
  }
  return count_own(mains, lines, hz) >= HC_LEAST_LINES && (lines & ~shared);
}

/// True if the fitted comb is mains hum and not music
static bool
is_mains(const HcMains* const mains)
{
  const HcCombTrack* const track = &mains->track;
  const bool               in_50 = track->hz >= 49.0 && track->hz <= 51.0;
  const bool               in_60 = track->hz >= 59.0 && track->hz <= 61.0;
  if (!in_50 && !in_60) {
    return false;
  }
  if (is_comb(mains, hc_proven_lines(track))) {
    return true;
  }
  return track->seconds >= LONG_SECONDS &&
         track->least < HC_PAUSE_POWER * track->greatest &&
         is_comb(mains, hc_still_lines(track));
}

/// Add the stretch in progress to the average for impedances
static void
remember(HcMains* const mains)
{
  const double keep =
    mains->average > 0.0 ? exp(-mains->track.seconds / MEMORY) : 1.0;
  if (!hc_comb_sum_is_like(&mains->memory, &mains->track)) {
    memset(&mains->memory, 0, sizeof(mains->memory));
  }
  hc_comb_sum_add(&mains->memory, &mains->track, keep);
}

/// The stretch in progress ends: add its comb to the sum if it was proved
static void
end_stretch(HcMains* const mains)
{
  const double keep =
    mains->average > 0.0 ? exp(-mains->track.seconds / mains->average) : 1.0;
  if (mains->holds) {
    hc_comb_sum_add(&mains->sum, &mains->track, keep);
    remember(mains);
    mains->proven = true;
  } else if (mains->average > 0.0) {
    memset(&mains->sum, 0, sizeof(mains->sum));
    mains->proven = false;
  }
  mains->holds = false;
  hc_comb_fit_clear(mains->fit);
}

/// True if there are steady lines in the stretch in progress. They may still be
/// a tone.
static bool
is_expected(const HcMains* const mains)
{
  const HcCombTrack* const track = &mains->track;
  return hc_comb_fit_count(mains->fit) && track->n &&
         count_own(mains, hc_still_lines(track), track->hz) >= HC_LEAST_LINES;
}

/// True if the candidate may still be proved, although the search prefers
/// `best`: it has steady lines, but not for long enough yet. In silence these
/// lines may be loud hum.
static bool
is_hopeful(const HcMains* const mains, const double best)
{
  const HcCombTrack* const track = &mains->track;
  const bool               far   = fabs(best - mains->candidate) > ELSEWHERE;
  const bool may = far && hc_comb_fit_count(mains->fit) < PATIENCE;
  return (may || track->n_silent == track->n) && is_expected(mains);
}

/// Start again at an onset of hum or programme. Segments before the onset do
/// not contain it, and the search only finds lines that are always present.
/// Windows across the onset contain only part of it, so even a comb found there
/// would be wrong.
static void
follow_onset(HcMains* const mains, const HcSpectrum* const decimated)
{
  const double power = hc_power_sum(decimated->d, decimated->n_bins) +
                       hc_power_sum(decimated->m, decimated->n_bins);
  const bool detected = mains->proven || mains->holds || is_expected(mains);
  if (hc_onset_follow(&mains->onset, power, detected)) {
    search_anew(mains);
  }
}

/// Choose the candidate for the next segment; false if there is none
static bool
choose(HcMains* const mains, const HcSpectrum* const decimated)
{
  follow_onset(mains, decimated);
  if (mains->locked) {
    return true;
  }
  hc_mains_search_feed(mains->search, decimated);
  if (mains->fed++ % SELDOM && mains->fed > SOON) {
    return mains->candidate > 0.0;
  }
  const double best = hc_mains_search_best(mains->search);
  if (is_hopeful(mains, best)) {
    return true;
  }
  if (fabs(best - mains->candidate) > 0.05 ||
      hc_comb_fit_count(mains->fit) == 0U) {
    hc_comb_fit_clear(mains->fit);
    mains->track.n   = 0;
    mains->candidate = best;
  }
  return best > 0.0;
}

static void
solve(HcMains* const mains, const HcSpectrum* const decimated)
{
  HcCombTrack* const track = &mains->track;
  hc_comb_fit_solve(mains->fit, mains->candidate, track);
  if (track->n == 1U && fabs(track->hz - mains->candidate) < RANGE) {
    // With the old candidate, the bins may have missed the higher lines
    mains->candidate = track->hz;
    hc_comb_fit_clear(mains->fit);
    hc_comb_fit_add(mains->fit, decimated, mains->candidate);
    hc_comb_fit_solve(mains->fit, mains->candidate, track);
  }

  mains->holds = is_mains(mains);
  if (mains->holds) {
    mains->locked    = true;
    mains->candidate = track->hz;
  } else if (mains->locked && track->n >= PATIENCE) {
    mains->locked = false;
    mains->fed    = 0;
    hc_mains_search_reset(mains->search);
  }
}

/// True if the stretch of `n` segments is to be solved again. Without steady
/// lines this is done less often, to save time.
static bool
is_due(const HcMains* const mains, const unsigned n)
{
  const bool soon =
    mains->fed <= SOLVE_ALL || mains->locked || is_expected(mains);
  return soon ? n <= SOLVE_ALL || n % 2U == 0U : n <= 2U || n % SELDOM == 0U;
}

void
hc_mains_feed(HcMains* const mains, const HcSpectrum* const decimated)
{
  if (!choose(mains, decimated)) {
    return;
  }

  hc_comb_fit_add(mains->fit, decimated, mains->candidate);
  const unsigned n = hc_comb_fit_count(mains->fit);
  if (is_due(mains, n)) {
    solve(mains, decimated);
  }
  if (n == mains->capacity) {
    end_stretch(mains);
  }
}

void
hc_mains_gap(HcMains* const mains)
{
  if (hc_comb_fit_count(mains->fit)) {
    end_stretch(mains);
  }
}

static double
power_of(const HcCombLine* const line)
{
  return hc_comb_line_stands_out(line) ? line->common + line->diff : 0.0;
}

/// Remove lines that belong to another comb: they coincide with a line of it
/// and are far stronger than the lines near them
static void
remove_foreign(const HcMains* const mains, HcComb* const comb)
{
  const uint64_t aside = hc_comb_fit_aside(mains->fit, comb->hz);
  for (size_t i = 0; i < comb->n_lines; ++i) {
    double about = 0.0;
    for (size_t k = i < NEXT ? 0 : i - NEXT; k <= i + NEXT; ++k) {
      const bool is_own = k < comb->n_lines && !(aside >> k & 1U);
      about = is_own ? fmax(about, power_of(&comb->lines[k])) : about;
    }
    HcCombLine* const line = &comb->lines[i];
    if (aside >> i & 1U && power_of(line) > FOREIGN * about) {
      line->on_common = false;
      line->on_diff   = false;
    }
  }
}

void
hc_mains_read(const HcMains* const mains, HcComb* const comb)
{
  HcCombSum sum = mains->sum;
  memset(comb, 0, sizeof(HcComb));
  comb->expected = !mains->holds && !mains->proven && is_expected(mains);
  if (mains->holds) {
    hc_comb_sum_add(&sum, &mains->track, 1.0);
  }
  if (mains->holds || mains->proven) {
    hc_comb_sum_read(&sum, comb);
    remove_foreign(mains, comb);
  }
}

void
hc_mains_recall(const HcMains* const mains, HcComb* const comb)
{
  HcCombSum memory = mains->memory;
  memset(comb, 0, sizeof(HcComb));
  if (mains->holds) {
    if (!hc_comb_sum_is_like(&memory, &mains->track)) {
      memset(&memory, 0, sizeof(memory));
    }
    hc_comb_sum_add(&memory, &mains->track, 1.0);
  }
  if (memory.n_lines) {
    hc_comb_sum_read(&memory, comb);
    remove_foreign(mains, comb);
  }
}

void
hc_mains_forget(HcMains* const mains)
{
  memset(&mains->memory, 0, sizeof(mains->memory));
  hc_comb_fit_clear(mains->fit);
  mains->holds = false;
}

HcReading
hc_mains_frequency(const HcComb* const comb)
{
  HcReading reading = hc_reading_invalid(HC_HUM_FREQUENCY);
  if (comb->found) {
    reading      = hc_reading_exact(comb->hz);
    reading.low  = comb->hz - 1.96 * comb->hz_sigma;
    reading.high = comb->hz + 1.96 * comb->hz_sigma;
  }
  return reading;
}
