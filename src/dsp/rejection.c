// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/rejection.h"

#include <math.h>
#include <string.h>

/// Widest interval of |ri| that still says something, dB
#define WIDEST 20.0

/// One leg alone picks up, dB
#define LOWEST (-6.02)

/// A line whose d is known this much worse than the best one's, relative to its
/// m, hardly counts; nor one known better than this of the ratio itself is
/// preferred
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

static double
doubt_of(const HcCombLine* const line)
{
  return line->diff_variance / fmax(line->common, 1e-300);
}

/// Least doubt of d, relative to m, that any line leaves
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

/// m over d; lines on which programme hides d count little
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

/// Ratio in dB with its interval: -200 and 200 where a side is not seen
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

  // Where d is seen well, all lines count alike
  const double known = 0.01 * fmax(sums.below, 0.0) / sums.above;
  if (known > worse * least) {
    memset(&sums, 0, sizeof(sums));
    add_bridge(&sums, mains, known);
    add_bridge(&sums, usb, known);
  }

  // Pick-up cannot come out lower: a bound that low says nothing
  const HcReading ratio = ratio_of(&sums);
  return ratio.at_least && ratio.low < LOWEST ? hc_reading_invalid(HC_REJECTION)
                                              : ratio;
}

/// What the legs have in common: cold times the conjugate of hot
typedef struct {
  Sums           sums;
  double complex cross;
  double         variance;
} Legs;

static void
add_legs(Legs* const legs, const HcComb* const comb)
{
  for (size_t i = 0; comb && comb->found && i < comb->n_lines; ++i) {
    const HcCombLine* const line = &comb->lines[i];
    if (line->on_common || line->on_diff) {
      const double vh = line->hot_variance;
      const double vc = line->cold_variance;
      // Lines count by how well the worse leg is known, relative to all
      const double all = fmax(line->hot, 0.0) + fmax(line->cold, 0.0) + vh + vc;
      const double w   = all / (all + 10.0 * fmax(vh, vc));
      legs->sums.above += w * line->cold;
      legs->sums.below += w * line->hot;
      legs->sums.above_variance += w * w * spread(line->cold, vc);
      legs->sums.below_variance += w * w * spread(line->hot, vh);
      legs->cross += w * line->cross;
      legs->variance +=
        w * w * 0.5 *
        (fmax(line->hot, 0.0) * vc + fmax(line->cold, 0.0) * vh + vh * vc);
      ++legs->sums.lines;
    }
  }
}

HcPickupRatio
hc_pickup_ratio(const HcComb* const mains, const HcComb* const usb)
{
  HcPickupRatio ratio = {hc_reading_exact(0.0), 0.0, 1.0, 0};
  Legs          legs;
  memset(&legs, 0, sizeof(legs));
  add_legs(&legs, mains);
  add_legs(&legs, usb);
  ratio.lines = legs.sums.lines;
  ratio.level = ratio_of(&legs.sums);

  const double both      = legs.sums.above * legs.sums.below;
  const bool   hot_seen  = ratio.level.high < HC_UNBOUNDED_DB;
  const bool   cold_seen = ratio.level.low > HC_SILENCE_DB;
  const double width     = ratio.level.high - ratio.level.low;
  ratio.level.at_least   = false;
  ratio.level.valid      = ratio.lines && (hot_seen || cold_seen) &&
                      (width < WIDEST || hot_seen != cold_seen);
  if (hot_seen && cold_seen && both > 0.0) {
    ratio.real  = creal(legs.cross) / sqrt(both);
    ratio.sigma = sqrt(legs.variance / both);
  }
  if (!hot_seen && cold_seen) {
    ratio.level.value = ratio.level.low;
  } else if (!cold_seen) {
    ratio.level.value = ratio.level.high;
  }
  return ratio;
}
