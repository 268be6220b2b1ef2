// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb_fit_state.h"

#include "dsp/complex_math.h"

#include <math.h>

/// Segments that differ from the mean by less than this share of its power have
/// equal weight. The weights have to find pauses, not the best of the good
/// segments.
static const double like = 0.02;

/// A segment has less weight if its squared distance from the mean is more than
/// this times the noise. A smaller limit would select segments by chance and
/// make the variance too small.
static const double outlying = 4.0;

/// If the power on a line is more than this times the power next to it, the
/// bins next to it do not show how much programme is on the line
#define UNLIKE_SURROUNDINGS 2.0

/// Find the mean. A segment has the inverse of its base or of its squared
/// distance from the mean as weight, whichever is less. The search starts from
/// a mean of 0, so quiet segments decide. Returns the sum of weights.
static double
find_steady(HcCombFitSeries* const s, const unsigned n)
{
  double complex mean = 0.0;
  double         sum  = 0.0;
  for (int round = 0; round < 4; ++round) {
    const double   near = like * hc_squared_magnitude(mean);
    double complex next = 0.0;
    sum                 = 0.0;
    for (unsigned i = 0; i < n; ++i) {
      const double off =
        fmax(near, hc_squared_magnitude(s->x[i] - mean) / outlying);
      s->weight[i] = 1.0 / fmax(s->base[i], off);
      next += s->weight[i] * s->x[i];
      sum += s->weight[i];
    }
    mean = next / sum;
  }

  s->steady.mean = mean;
  return sum;
}

/// True if segment `i` is near the mean. The weight of a distant segment falls
/// with its distance, so it does not say where the mean is: between such
/// segments the mean is arbitrary.
static bool
is_near(const HcCombFitSeries* const s, const unsigned i)
{
  const double off  = hc_squared_magnitude(s->x[i] - s->steady.mean) / outlying;
  const double near = like * hc_squared_magnitude(s->steady.mean);
  return off < s->base[i] || (s->base[i] < near && off < near);
}

/// True if segment `i` is so quiet next to the line that the line would show
static bool
is_clear(const HcCombFitSeries* const s, const unsigned i)
{
  return s->base[i] < 0.1 * hc_squared_magnitude(s->steady.mean);
}

/// Power on the line over the power next to it, in segments with programme. It
/// is high if a bass note or a drum is on the line but not next to it.
static double
excess_of(const HcCombFitSeries* const s, const unsigned n)
{
  double   sum   = 0.0;
  unsigned count = 0;
  for (unsigned i = 0; i < n; ++i) {
    if (!is_clear(s, i)) {
      sum += hc_squared_magnitude(s->x[i] - s->steady.mean) / s->base[i];
      ++count;
    }
  }
  return sum > UNLIKE_SURROUNDINGS * count ? sum / count : 1.0;
}

/// Set the variance of the mean and the other members of `steady`. Set the
/// weights to 1 / variance, which the votes on frequency need.
static void
describe_steady(HcCombFitSeries* const s,
                const unsigned         n,
                const double           sum,
                const double           all_overlap)
{
  // A single segment has no overlap; with many segments it is complete
  const double overlap = 1.0 + (all_overlap - 1.0) * (1.0 - 1.0 / (double)n);
  const double spare   = (double)n / (double)(n > 1U ? n - 1U : 1U);
  const double level   = hc_squared_magnitude(s->steady.mean);
  double       noise   = 0.0;
  double       scatter = 0.0;
  double       spread  = 0.0;
  double       bias    = 0.0;
  double       near_weight = 0.0;
  const double excess      = excess_of(s, n);
  s->steady.beside         = 0.0;
  s->steady.agreeing       = 0;
  s->steady.clear          = 0;
  s->steady.shown          = 0;
  for (unsigned i = 0; i < n; ++i) {
    const double w     = s->weight[i] / sum;
    const double off   = hc_squared_magnitude(s->x[i] - s->steady.mean);
    const bool   clear = is_clear(s, i);
    noise += w * w * s->base[i] * (clear ? 1.0 : excess);
    scatter += w * w * off * spare;
    spread += w * off;
    bias += w * s->bias[i];
    near_weight += is_near(s, i) ? w : 0.0;
    s->steady.beside += w * s->base[i];
    const bool alike = off < 0.1 * level;
    s->steady.agreeing += alike ? 1U : 0U;
    s->steady.clear += clear ? 1U : 0U;
    s->steady.shown += clear && alike ? 1U : 0U;
  }
  s->steady.variance =
    near_weight > 0.0
      ? overlap * fmax(noise, scatter) / (near_weight * near_weight) + bias
      : HC_NOT_SEEN;
  for (unsigned i = 0; i < n; ++i) {
    const double off = hc_squared_magnitude(s->x[i] - s->steady.mean);
    s->weight[i]     = 1.0 / fmax(s->base[i], fmax(off, spread));
  }
}

void
hc_comb_mean(HcCombFitSeries* const s, const unsigned n, const double overlap)
{
  describe_steady(s, n, find_steady(s, n), overlap);
}
