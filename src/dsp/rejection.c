// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/rejection.h"

#include "dsp/tracker.h"

#include <math.h>
#include <string.h>

/// Error of a leg over the other, 95 %, beyond which it says nothing
#define MOST_ERROR 1.0

/// Share of a line's power that is never known
#define SYSTEMATIC 1e-4

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

/// One leg against the other over lines: least squares, each line weighted by
/// the inverse of what disturbs the worse known one
typedef struct {
  double complex cross;     ///< Sum of other times conjugate of reference
  double         reference; ///< Sum of |reference|^2
  double         clearest;  ///< Greatest |amplitude|^2 over its variance
  size_t         lines;
} Regression;

static void
add_lines(Regression* const sum, const HcComb* const comb, const bool by_cold)
{
  for (size_t i = 0; comb && comb->found && i < comb->n_lines; ++i) {
    const HcCombLine* const line = &comb->lines[i];
    if (!hc_comb_line_stands_out(line)) {
      continue;
    }
    const double complex cross     = by_cold ? conj(line->cross) : line->cross;
    const double         reference = by_cold ? line->cold : line->hot;
    const double known = by_cold ? line->cold_variance : line->hot_variance;
    const double other = by_cold ? line->hot_variance : line->cold_variance;
    // Lines known best are not known better than this of the ratio itself
    const double w = 1.0 / (other + known + SYSTEMATIC * fmax(reference, 0.0));
    sum->cross += w * cross;
    sum->reference += w * reference;
    sum->clearest = fmax(sum->clearest, reference / known);
    ++sum->lines;
  }
}

static Regression
regress(const HcComb* const mains, const HcComb* const usb, const bool by_cold)
{
  Regression sum = {0.0, 0.0, 0.0, 0};
  add_lines(&sum, mains, by_cold);
  add_lines(&sum, usb, by_cold);
  return sum;
}

/// dB of |ri| with its interval, from `other` over the reference
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
  const Regression cold  = regress(mains, usb, true);
  const Regression hot   = regress(mains, usb, false);
  HcPickupRatio    ratio = {hc_reading_exact(0.0), 0.0, 1.0, false, 0};

  ratio.by_cold        = cold.clearest > hot.clearest;
  const Regression sum = ratio.by_cold ? cold : hot;
  ratio.lines          = sum.lines;
  if (!(sum.clearest > HC_STANDS_OUT) || !(sum.reference > 0.0)) {
    ratio.level.valid = false;
    ratio.lines       = 0;
    return ratio;
  }
  ratio.other       = sum.cross / sum.reference;
  ratio.sigma       = sqrt(0.5 / sum.reference);
  ratio.level       = level_of(&ratio);
  const double wide = 1.96 * ratio.sigma;
  ratio.level.valid = wide < fmax(cabs(ratio.other), MOST_ERROR);
  return ratio;
}
