// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb_classify.h"

#include "dsp/comb_sum.h"

#include <complex.h>
#include <math.h>

/// Programme is separated if less than this share of it remains (see `remains`
/// in HcCombTrack)
#define NULLED 0.01

/// Least power of a line over the bins next to it
#define PROMINENT 10.0

/// Segments without programme that are needed
#define LEAST_SILENT 3

/// Least power of a line over that of the strongest. Without this limit, a test
/// tone and its distortion would be a comb.
#define ALIKE 1e-3

/// Least |m|^2 over |d|^2 of pick-up: 1/4 with a margin for errors
#define IN_PHASE 0.2

/// In silence, a comb below this power (peak amplitude squared) is pick-up at
/// once. Above it, the comb could be a sustained tone until it has lasted for
/// HELD_TONE_SECONDS.
#define LOUD 1e-4
#define HELD_TONE_SECONDS 8.0

/// One leg is silent if |T| is nearer to 1/2 than this
#define ONE_LEG_WITHIN 0.05

/// True if there were pauses and the line was there in all quiet segments but
/// one. In the other segments programme may hide it.
static bool
shows_in_pauses(const HcSteady* const steady, const HcCombTrack* const track)
{
  return track->least < HC_PAUSE_POWER * track->greatest &&
         steady->clear >= LEAST_SILENT && steady->shown + 1U >= steady->clear;
}

/// True if a line has the same amplitude and phase in enough segments. Decaying
/// reverberation does not, and music rarely does. Music that repeats exactly,
/// from a sequencer, can be steady, but is as strong in the bins next to it.
static bool
is_steady(const HcSteady* const steady, const HcCombTrack* const track)
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

/// True if the legs are in phase. Pick-up is in phase on both legs, so |m| is
/// at least |d| / 2; a signal in antiphase is programme.
static bool
is_in_phase(const HcCombFitLine* const line)
{
  const double complex m = line->p.mean + line->transfer * line->d.mean;
  return hc_steady_clarity(&line->d) < HC_STANDS_OUT ||
         creal(m * conj(m)) > IN_PHASE * power_of(&line->d);
}

/// Power of the strongest steady line, on D or P
static double
strongest(const HcCombTrack* const track)
{
  double power = 0.0;
  for (size_t i = 0; i < track->n_lines; ++i) {
    const HcCombFitLine* const line = &track->lines[i];
    if (is_steady(&line->d, track)) {
      power = fmax(power, power_of(&line->d));
    }
    if (is_steady(&line->p, track)) {
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
    // If programme is separated, P shows the pick-up. A steady D counts only
    // if one leg is silent, because then P is 0.
    const HcCombFitLine* const line   = &track->lines[i];
    const double               off    = fabs(cabs(line->transfer) - 0.5);
    const bool                 with_d = !nulled || off < ONE_LEG_WITHIN;
    const bool p = is_steady(&line->p, track) && power_of(&line->p) >= weakest;
    const bool d =
      with_d && is_steady(&line->d, track) && power_of(&line->d) >= weakest;
    lines |= (p || d) && is_in_phase(line) ? (uint64_t)1 << i : 0U;
  }
  return lines;
}

/// In silence there is no programme to separate
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

/// Power of d and of m in all lines, steady or not
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

/// Lines on which P stands out, if programme is separated. If T is not measured
/// next to the line (`borrowed`), P must also be steady for a while.
static uint64_t
separated_lines(const HcCombTrack* const track)
{
  const double least = track->n > 1U ? HC_STANDS_OUT : 2.0 * HC_STANDS_OUT;
  uint64_t     lines = 0;
  for (size_t i = 0; i < track->n_lines; ++i) {
    const HcCombFitLine* const line = &track->lines[i];
    const bool lasts = track->n >= LEAST_SILENT && is_steady(&line->p, track);
    if (hc_steady_clarity(&line->p) > least && (!line->borrowed || lasts)) {
      lines |= (uint64_t)1 << i;
    }
  }
  return lines;
}

/// Steady lines in silence: pick-up, unless they may be a sustained tone
static uint64_t
lines_in_silence(const HcCombTrack* const track)
{
  const uint64_t still = still_lines(track, false);
  const bool     loud  = power_in(track) > LOUD;
  return loud && track->seconds < HELD_TONE_SECONDS ? 0U : still;
}

uint64_t
hc_proven_lines(const HcCombTrack* const track)
{
  const bool     lasts = track->n >= LEAST_SILENT;
  const uint64_t alone =
    lasts && is_quiet(track) ? lines_in_silence(track) : 0U;
  // One loud segment may be the click with which hum begins, not programme
  const bool plays = track->plays || 2U * track->n_silent < track->n;
  const bool is_separated =
    track->n_silent < track->n && plays && track->remains < NULLED;
  return alone ? alone : is_separated ? separated_lines(track) : 0U;
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
