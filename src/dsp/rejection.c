// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/rejection.h"

#include "dsp/comb_fit.h"

#include <math.h>
#include <string.h>

/// Largest error (95 %) of the ratio of the legs, at which it is still valid
#define MOST_ERROR 1.0

/// A line is never known better than this share of its power
#define SYSTEMATIC 1e-4

/// A musical note can coincide with a line and not show in the bins next to it.
/// It does not last, so during the first NOTE_SECONDS the weight of each line
/// is limited: at least LEAST_VOTERS lines share in the result. ROUNDS is the
/// number of iterations that find the limit.
#define NOTE_SECONDS 0.95
#define LEAST_VOTERS 3U
#define ROUNDS 8

/// Rejection if only one leg has pick-up, dB
#define ONE_LEG_ALONE (-6.02)

/// A line hardly counts if its doubt (see doubt_of()) is more than this times
/// the least one
static const double worse = 10.0;

/// Sums over lines of squared amplitudes, and their variances
typedef struct {
  double above; ///< Numerator's
  double below; ///< Denominator's
  double above_variance;
  double below_variance;
  size_t lines;
} Sums;

static double
spread(const double power, const double variance)
{
  return variance * (2.0 * fmax(power, 0.0) + variance);
}

/// Variance of d relative to the power of m
static double
doubt_of(const HcCombLine* const line)
{
  return line->diff_variance / fmax(line->common, 1e-300);
}

/// The least doubt of all lines, or `so_far` if that is less
static double
least_doubt(const HcComb* const comb, const double so_far)
{
  double least = so_far;
  for (size_t i = 0; comb && comb->found && i < comb->n_lines; ++i) {
    const HcCombLine* const line = &comb->lines[i];
    if (line->on_common && line->common > 0.0) {
      least = fmin(least, doubt_of(line));
    }
  }
  return least;
}

/// Add the lines for the ratio of m to d. Lines on which programme hides d have
/// little weight.
static void
add_bridge(Sums* const sums, const HcComb* const comb, const double tolerated)
{
  for (size_t i = 0; comb && comb->found && i < comb->n_lines; ++i) {
    const HcCombLine* const line = &comb->lines[i];
    if (line->on_common && line->common > 0.0) {
      const double w = 1.0 / (1.0 + doubt_of(line) / tolerated);
      sums->above += w * line->common;
      sums->below += w * line->diff;
      sums->above_variance +=
        w * w * spread(line->common, line->common_variance);
      sums->below_variance += w * w * spread(line->diff, line->diff_variance);
      ++sums->lines;
    }
  }
}

/// Ratio in dB with its interval, which ends at -200 or 200 if the numerator or
/// the denominator is less than its error
static HcReading
ratio_of(const Sums* const sums)
{
  const double above_error = 1.96 * sqrt(sums->above_variance);
  const double below_error = 1.96 * sqrt(sums->below_variance);
  const double above       = fmax(sums->above, 0.0);
  const double below       = fmax(sums->below, 0.0);
  const double most        = above + above_error;
  const double least       = above - above_error;
  HcReading    reading     = hc_reading_exact(0.0);

  reading.low      = hc_db_from_power(least / (below + below_error));
  reading.high     = below > below_error
                       ? hc_db_from_power(most / (below - below_error))
                       : HC_UNBOUNDED_DB;
  reading.at_least = !(below > below_error);
  reading.value =
    reading.at_least ? reading.low : hc_db_from_power(above / below);
  return reading;
}

HcReading
hc_rejection(const HcComb* const mains, const HcComb* const usb)
{
  Sums         sums  = {0.0, 0.0, 0.0, 0.0, 0};
  const double least = least_doubt(usb, least_doubt(mains, 1e300));
  add_bridge(&sums, mains, worse * least);
  add_bridge(&sums, usb, worse * least);
  if (!sums.lines) {
    return hc_reading_invalid(HC_REJECTION);
  }

  // If d is well known, all lines have equal weight
  const double known = 0.01 * fmax(sums.below, 0.0) / sums.above;
  if (known > worse * least) {
    memset(&sums, 0, sizeof(sums));
    add_bridge(&sums, mains, known);
    add_bridge(&sums, usb, known);
  }

  // Pick-up cannot give a lower ratio, so such a lower bound means nothing
  const HcReading ratio = ratio_of(&sums);
  return ratio.at_least && ratio.low < ONE_LEG_ALONE
           ? hc_reading_invalid(HC_REJECTION)
           : ratio;
}

/// A line, with one leg as the reference
typedef struct {
  double complex cross;     ///< Other leg times conjugate of reference leg
  double         reference; ///< Power of the reference leg
  double         clarity;   ///< This power over its variance
  double         weight;    ///< Inverse of the error of both legs
} Leg;

/// All lines that stand out
typedef struct {
  Leg    lines[2 * HC_MAX_LINES_OF_COMB];
  size_t n;
  double seconds; ///< Of audio that they are measured from
} Legs;

static Leg
leg_of(const HcCombLine* const line, const bool by_cold)
{
  const double power    = by_cold ? line->cold : line->hot;
  const double variance = by_cold ? line->cold_variance : line->hot_variance;
  // No line is known better than SYSTEMATIC, so that none counts alone
  const double doubt =
    line->cold_variance + line->hot_variance + SYSTEMATIC * fmax(power, 0.0);
  const Leg leg = {by_cold ? conj(line->cross) : line->cross,
                   power,
                   power / variance,
                   1.0 / doubt};
  return leg;
}

static void
add_lines(Legs* const legs, const HcComb* const comb, const bool by_cold)
{
  if (!comb || !comb->found) {
    return;
  }
  legs->seconds = fmax(legs->seconds, comb->seconds);
  for (size_t i = 0; i < comb->n_lines; ++i) {
    if (hc_comb_line_stands_out(&comb->lines[i])) {
      legs->lines[legs->n++] = leg_of(&comb->lines[i], by_cold);
    }
  }
}

static Legs
legs_of(const HcComb* const mains, const HcComb* const usb, const bool by_cold)
{
  Legs legs = {.n = 0};
  add_lines(&legs, mains, by_cold);
  add_lines(&legs, usb, by_cold);
  return legs;
}

static double
clearest_of(const Legs* const legs)
{
  double clearest = 0.0;
  for (size_t i = 0; i < legs->n; ++i) {
    clearest = fmax(clearest, legs->lines[i].clarity);
  }
  return clearest;
}

/// The largest weight of a line for which LEAST_VOTERS lines share in the
/// result; no limit in longer takes
static double
most_of(const Legs* const legs)
{
  const bool short_term =
    legs->seconds < NOTE_SECONDS && legs->n >= LEAST_VOTERS;
  double most = HUGE_VAL;
  for (int round = 0; short_term && round < ROUNDS; ++round) {
    double sum = 0.0;
    for (size_t i = 0; i < legs->n; ++i) {
      const Leg* const line = &legs->lines[i];
      sum += fmin(line->weight * fmax(line->reference, 0.0), most);
    }
    most = sum / LEAST_VOTERS;
  }
  return most;
}

/// Ratio of the other leg to the reference over all lines: weighted least
/// squares
static void
regress(const Legs* const legs, HcPickupRatio* const ratio)
{
  const double   most      = most_of(legs);
  double complex cross     = 0.0;
  double         reference = 1e-300;
  double         squares   = 0.0;
  for (size_t i = 0; i < legs->n; ++i) {
    const Leg* const line  = &legs->lines[i];
    const double     count = line->weight * fmax(line->reference, 1e-300);
    const double     share = fmin(most / count, 1.0);
    cross += share * line->weight * line->cross;
    reference += share * line->weight * line->reference;
    squares += share * share * line->weight * line->reference;
  }
  ratio->other = cross / reference;
  ratio->sigma = sqrt(0.5 * fmax(squares, 0.0)) / reference;
  ratio->lines = legs->n;
}

/// |cold / hot| in dB with its interval
static HcReading
level_of(const HcPickupRatio* const ratio)
{
  const double size  = cabs(ratio->other);
  const double error = 1.96 * ratio->sigma;
  const double mid   = hc_db_from_power(size * size);
  const double most  = hc_db_from_power((size + error) * (size + error));
  const double low   = fmax(size - error, 0.0);
  const double least = hc_db_from_power(low * low);
  HcReading    level = hc_reading_exact(ratio->by_cold ? -mid : mid);
  level.low          = ratio->by_cold ? -most : least;
  level.high         = ratio->by_cold ? -least : most;
  return level;
}

HcPickupRatio
hc_pickup_ratio(const HcComb* const mains, const HcComb* const usb)
{
  const Legs    by_hot  = legs_of(mains, usb, false);
  const Legs    by_cold = legs_of(mains, usb, true);
  HcPickupRatio ratio   = {hc_reading_exact(0.0), 0.0, 1.0, false, 0};

  ratio.by_cold          = clearest_of(&by_cold) > clearest_of(&by_hot);
  const Legs* const legs = ratio.by_cold ? &by_cold : &by_hot;
  if (!(clearest_of(legs) > HC_STANDS_OUT)) {
    ratio.level.valid = false;
    return ratio;
  }
  regress(legs, &ratio);
  ratio.level            = level_of(&ratio);
  const double full_band = 1.96 * ratio.sigma;
  ratio.level.valid      = full_band < fmax(cabs(ratio.other), MOST_ERROR);
  return ratio;
}
