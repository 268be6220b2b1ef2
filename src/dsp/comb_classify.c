// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb_classify.h"

#include "dsp/comb_sum.h"

#include <complex.h>
#include <math.h>

/// What may remain of a programme that is told apart
#define NULLED 0.01

/// Power of a line over what is beside it
#define PROMINENT 10.0

/// Segments that silence must last
#define LEAST_SILENT 3

/// Power of a line over that of the strongest. A test tone and its distortion
/// make a comb as well.
#define ALIKE 1e-3

/// Least of |m|^2 over |d|^2 of pick-up: 1/4 and some doubt
#define IN_PHASE 0.2

/// Power, peak amplitude squared, that may be pick-up at once in silence;
/// from there on it could be a tone that is held
#define LOUD 1e-4
#define HELD_TONE_SECONDS 8.0

/// How near |T| must be to 1/2 for one leg to be silent
#define ONE_LEG_WITHIN 0.05

/// Where pauses let it show, it has to be there in all of them but one: what
/// plays meanwhile may hide it
static bool
shows_in_pauses(const HcSteady* const steady, const HcCombTrack* const track)
{
  return track->least < HC_PAUSE_POWER * track->greatest &&
         steady->clear >= LEAST_SILENT && steady->shown + 1U >= steady->clear;
}

/// The tail of a reverberation does not, and music hardly ever. What repeats
/// exactly, as a sequencer makes it, has lines that do, but as many beside.
static bool
stands_still(const HcSteady* const steady, const HcCombTrack* const track)
{
  const unsigned n     = track->n;
  const unsigned least = n <= 2U * LEAST_SILENT ? n : n / 2U;
  const double   level = cabs(steady->mean);
  return hc_steady_clarity(steady) > HC_STANDS_OUT &&
         (steady->agreeing >= least || shows_in_pauses(steady, track)) &&
         level * level > PROMINENT * steady->beside;
}

static double
power_of(const HcSteady* const steady)
{
  return creal(steady->mean * conj(steady->mean));
}

/// Both legs pick up in like phase, so that |m| >= |d| / 2; what is in
/// antiphase was sent
static bool
is_in_phase(const HcCombFitLine* const line)
{
  const double complex m = line->p.mean + line->transfer * line->d.mean;
  return hc_steady_clarity(&line->d) < HC_STANDS_OUT ||
         creal(m * conj(m)) > IN_PHASE * power_of(&line->d);
}

/// Power of the strongest steady line of either part
static double
strongest(const HcCombTrack* const track)
{
  double power = 0.0;
  for (size_t i = 0; i < track->n_lines; ++i) {
    const HcCombFitLine* const line = &track->lines[i];
    if (stands_still(&line->d, track)) {
      power = fmax(power, power_of(&line->d));
    }
    if (stands_still(&line->p, track)) {
      power = fmax(power, power_of(&line->p));
    }
  }
  return power;
}

static uint64_t
still_lines(const HcCombTrack* const track, const bool nulled)
{
  const double weakest = ALIKE * strongest(track);
  uint64_t     lines   = 0;
  for (size_t i = 0; i < track->n_lines; ++i) {
    // Where programme is told apart, D can only be pick-up if P has none of
    // it, as on a line with one leg
    const HcCombFitLine* const line   = &track->lines[i];
    const double               off    = fabs(cabs(line->transfer) - 0.5);
    const bool                 with_d = !nulled || off < ONE_LEG_WITHIN;
    const bool                 p =
      stands_still(&line->p, track) && power_of(&line->p) >= weakest;
    const bool d =
      with_d && stands_still(&line->d, track) && power_of(&line->d) >= weakest;
    lines |= (p || d) && is_in_phase(line) ? (uint64_t)1 << i : 0U;
  }
  return lines;
}

/// Silence holds no programme to tell apart
static bool
is_quiet(const HcCombTrack* const track)
{
  return 2U * track->n_silent > track->n;
}

uint64_t
hc_still_lines(const HcCombTrack* const track)
{
  return still_lines(track, !is_quiet(track) && track->remains < NULLED);
}

/// Power of d and of m in all lines, whether they stand still yet or not
static double
power_in(const HcCombTrack* const track)
{
  double power = 0.0;
  for (size_t i = 0; i < track->n_lines; ++i) {
    const HcCombFitLine* const line = &track->lines[i];
    const double complex       m = line->p.mean + line->transfer * line->d.mean;
    power += power_of(&line->d) + creal(m * conj(m));
  }
  return power;
}

/// P that stands out where programme is told apart. Elsewhere than on the line
/// is not enough for one moment.
static uint64_t
told_apart(const HcCombTrack* const track)
{
  const double least = track->n > 1U ? HC_STANDS_OUT : 2.0 * HC_STANDS_OUT;
  uint64_t     lines = 0;
  for (size_t i = 0; i < track->n_lines; ++i) {
    const HcCombFitLine* const line = &track->lines[i];
    const bool                 lasts =
      track->n >= LEAST_SILENT && stands_still(&line->p, track);
    if (hc_steady_clarity(&line->p) > least && (!line->borrowed || lasts)) {
      lines |= (uint64_t)1 << i;
    }
  }
  return lines;
}

/// Lines in silence, where one may be what it sounds like: pick-up
static uint64_t
left_alone(const HcCombTrack* const track)
{
  const uint64_t still = still_lines(track, false);
  const bool     loud  = power_in(track) > LOUD;
  return loud && track->seconds < HELD_TONE_SECONDS ? 0U : still;
}

uint64_t
hc_proven_lines(const HcCombTrack* const track)
{
  const bool     lasts = track->n >= LEAST_SILENT;
  const uint64_t alone = lasts && is_quiet(track) ? left_alone(track) : 0U;
  // A click that hum sets in with is no programme that tells it apart
  const bool plays = track->plays || 2U * track->n_silent < track->n;
  const bool is_told =
    track->n_silent < track->n && plays && track->remains < NULLED;
  return alone ? alone : is_told ? told_apart(track) : 0U;
}

unsigned
hc_count_lines(const uint64_t lines)
{
  unsigned count = 0;
  for (uint64_t rest = lines; rest; rest &= rest - 1U) {
    ++count;
  }
  return count;
}
