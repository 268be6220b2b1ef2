// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb_fit_state.h"

#include <math.h>

/// Segments that differ from the mean by less than this part of its power count
/// alike: the weights are to find pauses, not to choose among good segments
static const double like = 0.02;

/// Squared distance from the mean, over what noise makes it, from which on a
/// segment counts less: closer ones that are chosen among look better known
/// than they are
static const double outlying = 4.0;

/// Power on a line over what its surroundings say from which on they do not
/// speak for it
#define UNLIKE_SURROUNDINGS 2.0

static double
norm(const double complex x)
{
  return creal(x) * creal(x) + cimag(x) * cimag(x);
}

/// Mean weighted by the inverse of base or of the distance from the mean,
/// whichever is worse: starts from zero, so that quiet segments decide. Returns
/// the sum of weights.
static double
find_steady(HcCombFitSeries* const s, const unsigned n)
{
  double complex mean = 0.0;
  double         sum  = 0.0;
  for (int round = 0; round < 4; ++round) {
    const double   near = like * norm(mean);
    double complex next = 0.0;
    sum                 = 0.0;
    for (unsigned i = 0; i < n; ++i) {
      const double off = fmax(near, norm(s->x[i] - mean) / outlying);
      s->weight[i]     = 1.0 / fmax(s->base[i], off);
      next += s->weight[i] * s->x[i];
      sum += s->weight[i];
    }
    mean = next / sum;
  }

  s->steady.mean = mean;
  return sum;
}

/// Whether segment `i` says where the mean is. One that lies far off pulls as
/// much wherever it lies; the mean settles between such as chance has it.
static bool
tells(const HcCombFitSeries* const s, const unsigned i)
{
  const double off  = norm(s->x[i] - s->steady.mean) / outlying;
  const double near = like * norm(s->steady.mean);
  return off < s->base[i] || (s->base[i] < near && off < near);
}

/// Whether segment `i` is so quiet beside the line that this would show
static bool
is_clear(const HcCombFitSeries* const s, const unsigned i)
{
  return s->base[i] < 0.1 * norm(s->steady.mean);
}

/// Power on the line over what its surroundings say, where programme covers it.
/// A bass note or a drum on the line is not found beside it.
static double
excess_of(const HcCombFitSeries* const s, const unsigned n)
{
  double   sum   = 0.0;
  unsigned count = 0;
  for (unsigned i = 0; i < n; ++i) {
    if (!is_clear(s, i)) {
      sum += norm(s->x[i] - s->steady.mean) / s->base[i];
      ++count;
    }
  }
  return sum > UNLIKE_SURROUNDINGS * count ? sum / count : 1.0;
}

/// How well the mean is known, and what else there is to say of it. Weights are
/// left as what the votes on frequency need: 1 / variance.
static void
describe_steady(HcCombFitSeries* const s,
                const unsigned         n,
                const double           sum,
                const double           all_overlap)
{
  // One segment shares nothing, many all that they can
  const double overlap = 1.0 + (all_overlap - 1.0) * (1.0 - 1.0 / (double)n);
  const double spare   = (double)n / (double)(n > 1U ? n - 1U : 1U);
  const double level   = norm(s->steady.mean);
  double       noise   = 0.0;
  double       scatter = 0.0;
  double       spread  = 0.0;
  double       bias    = 0.0;
  double       told    = 0.0;
  const double excess  = excess_of(s, n);
  s->steady.beside     = 0.0;
  s->steady.agreeing   = 0;
  s->steady.clear      = 0;
  s->steady.shown      = 0;
  for (unsigned i = 0; i < n; ++i) {
    const double w     = s->weight[i] / sum;
    const double off   = norm(s->x[i] - s->steady.mean);
    const bool   clear = is_clear(s, i);
    noise += w * w * s->base[i] * (clear ? 1.0 : excess);
    scatter += w * w * off * spare;
    spread += w * off;
    bias += w * s->bias[i];
    told += tells(s, i) ? w : 0.0;
    s->steady.beside += w * s->base[i];
    const bool alike = off < 0.1 * level;
    s->steady.agreeing += alike ? 1U : 0U;
    s->steady.clear += clear ? 1U : 0U;
    s->steady.shown += clear && alike ? 1U : 0U;
  }
  s->steady.variance = told > 0.0
                         ? overlap * fmax(noise, scatter) / (told * told) + bias
                         : HC_NOT_SEEN;
  for (unsigned i = 0; i < n; ++i) {
    const double off = norm(s->x[i] - s->steady.mean);
    s->weight[i]     = 1.0 / fmax(s->base[i], fmax(off, spread));
  }
}

void
hc_comb_mean(HcCombFitSeries* const s, const unsigned n, const double overlap)
{
  describe_steady(s, n, find_steady(s, n), overlap);
}
