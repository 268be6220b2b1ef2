// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb_sum.h"

#include "dsp/complex_math.h"

#include <math.h>
#include <string.h>

/// A stretch is added if its agreement with the sum is more than this, because
/// then its phase is known. Two amplitudes that just stand out agree so much.
#define LEAST_AGREEMENT (0.5 * HC_STANDS_OUT)

double
hc_steady_clarity(const HcSteady* const steady)
{
  return hc_squared_magnitude(steady->mean) / steady->variance;
}

/// A complex amplitude and its variance
typedef struct {
  double complex mean;
  double         variance;
} Estimate;

static Estimate
diff_in(const HcLineSum* const sum)
{
  const double   v = 1.0 / sum->d_information;
  const Estimate d = {sum->d * v, v};
  return d;
}

/// M - `transfer` D from the sum. T, and so P, may differ between stretches,
/// above all in silence, where T is arbitrary.
static Estimate
rest_in(const HcLineSum* const sum, const double complex transfer)
{
  const double         v    = 1.0 / sum->p_information;
  const double complex turn = sum->transfer * v - transfer;
  const Estimate       d    = diff_in(sum);
  const Estimate       p    = {sum->p * v + turn * d.mean,
                               v + hc_squared_magnitude(turn) * d.variance};
  return p;
}

/// Product of the known amplitude and the conjugate of the new one, over the
/// sum of their variances
static double complex
agreement(const Estimate known, const HcSteady* const now)
{
  return known.mean * conj(now->mean) / (known.variance + now->variance);
}

static bool
is_clear(const HcCombFitLine* const line)
{
  return fmax(hc_steady_clarity(&line->p), hc_steady_clarity(&line->d)) >
         HC_STANDS_OUT;
}

/// Add P, D and T, weighted by their information. P + T D of the means is still
/// M, although T differs between stretches.
static void
add_to(HcLineSum* const           sum,
       const HcCombFitLine* const line,
       const double complex       turn,
       const double               seconds)
{
  const double p = 1.0 / line->p.variance;
  const double d = 1.0 / line->d.variance;
  sum->p += p * line->p.mean * turn;
  sum->d += d * line->d.mean * turn;
  sum->transfer += p * line->transfer;
  sum->p_information += p;
  sum->d_information += d;
  sum->programme += seconds * line->programme;
  sum->weight += seconds;
}

static void
start(HcLineSum* const           sum,
      const HcCombFitLine* const line,
      const double               seconds)
{
  memset(sum, 0, sizeof(HcLineSum));
  sum->clear = is_clear(line);
  add_to(sum, line, 1.0, seconds);
}

/// Add a stretch of one line. The phase of a line that is not clear is unknown:
/// instead of adding stretches, keep the best one.
static void
add_line(HcLineSum* const           sum,
         const HcCombFitLine* const line,
         const double               seconds)
{
  if (!sum->clear) {
    if (is_clear(line) || 1.0 / line->p.variance > sum->p_information) {
      start(sum, line, seconds);
    }
    return;
  }
  const double complex alike =
    agreement(rest_in(sum, line->transfer), &line->p) +
    agreement(diff_in(sum), &line->d);
  if (is_clear(line) && cabs(alike) > LEAST_AGREEMENT) {
    add_to(sum, line, alike / cabs(alike), seconds);
  }
}

static void
forget(HcLineSum* const sum, const double keep)
{
  sum->p *= keep;
  sum->d *= keep;
  sum->p_information *= keep;
  sum->d_information *= keep;
  sum->transfer *= keep;
  sum->programme *= keep;
  sum->weight *= keep;
}

void
hc_comb_sum_add(HcCombSum* const         sum,
                const HcCombTrack* const track,
                const double             keep)
{
  const double information = 1.0 / (track->hz_sigma * track->hz_sigma);
  sum->n_lines             = track->n_lines;
  sum->seconds             = keep * sum->seconds + track->seconds;
  sum->hz                  = keep * sum->hz + information * track->hz;
  sum->hz_information      = keep * sum->hz_information + information;
  for (size_t i = 0; i < track->n_lines; ++i) {
    forget(&sum->lines[i], keep);
    add_line(&sum->lines[i], &track->lines[i], track->seconds);
  }
}

/// Power of one part (P or D) in the sum and in a track
typedef struct {
  double before;
  double now;
} Change;

static void
compare(Change* const change, const Estimate before, const HcSteady* const now)
{
  if (hc_squared_magnitude(before.mean) > HC_STANDS_OUT * before.variance &&
      hc_steady_clarity(now) > HC_STANDS_OUT) {
    change->before += hc_squared_magnitude(before.mean);
    change->now += hc_squared_magnitude(now->mean);
  }
}

bool
hc_comb_sum_is_like(const HcCombSum* const sum, const HcCombTrack* const track)
{
  Change p = {0.0, 0.0};
  Change d = {0.0, 0.0};
  for (size_t i = 0; i < sum->n_lines && i < track->n_lines; ++i) {
    const HcLineSum* const     before = &sum->lines[i];
    const HcCombFitLine* const now    = &track->lines[i];
    if (before->p_information > 0.0 && before->d_information > 0.0) {
      compare(&p, rest_in(before, now->transfer), &now->p);
      compare(&d, diff_in(before), &now->d);
    }
  }
  return p.now <= 2.0 * p.before && p.before <= 2.0 * p.now &&
         d.now <= 2.0 * d.before && d.before <= 2.0 * d.now;
}

static bool
stands_out(const double complex mean, const double variance)
{
  return hc_squared_magnitude(mean) > HC_STANDS_OUT * variance;
}

/// M = P + T D. If programme hides D, limit D to the values that pick-up can
/// have: it is in phase on both legs, so |D| is hardly more than 2 |P|.
static Estimate
common_of(const Estimate p, const Estimate d, const double complex transfer)
{
  const double seen  = fmax(hc_squared_magnitude(d.mean) - d.variance, 0.0);
  const double prior = fmax(4.0 * hc_squared_magnitude(p.mean), seen);
  const double keep =
    stands_out(p.mean, p.variance) ? prior / (prior + d.variance) : 1.0;
  const Estimate m = {p.mean + transfer * keep * d.mean,
                      p.variance +
                        hc_squared_magnitude(transfer) * keep * d.variance};
  return m;
}

/// One leg: P + (T +- 1/2) D
static Estimate
leg_of(const Estimate p, const Estimate d, const double complex factor)
{
  const Estimate leg = {p.mean + factor * d.mean,
                        p.variance + hc_squared_magnitude(factor) * d.variance};
  return leg;
}

/// Mean square, without the share of noise
static double
power_of(const Estimate x)
{
  return hc_squared_magnitude(x.mean) - x.variance;
}

static HcCombLine
read_line(const HcLineSum* const sum, const double hz)
{
  const double         vp    = 1.0 / sum->p_information;
  const double         vd    = 1.0 / sum->d_information;
  const Estimate       p     = {sum->p * vp, vp};
  const Estimate       d     = diff_in(sum);
  const double complex t     = sum->transfer * vp;
  const double complex above = t + 0.5;
  const double complex below = t - 0.5;
  const Estimate       m     = common_of(p, d, t);
  const Estimate       hot   = leg_of(p, d, above);
  const Estimate       cold  = leg_of(p, d, below);
  const double complex both  = vp + below * conj(above) * vd;
  HcCombLine           line;
  line.hz              = hz;
  line.common          = power_of(m);
  line.common_variance = m.variance;
  line.diff            = power_of(d);
  line.diff_variance   = vd;
  line.hot             = power_of(hot);
  line.hot_variance    = hot.variance;
  line.cold            = power_of(cold);
  line.cold_variance   = cold.variance;
  line.cross           = cold.mean * conj(hot.mean) - both;
  line.on_common = stands_out(m.mean, m.variance) || stands_out(p.mean, vp);
  line.on_diff   = stands_out(d.mean, vd);
  line.has_programme =
    sum->programme / sum->weight >
    hc_squared_magnitude(m.mean) + hc_squared_magnitude(d.mean);
  return line;
}

void
hc_comb_sum_read(const HcCombSum* const sum, HcComb* const comb)
{
  memset(comb, 0, sizeof(HcComb));
  comb->found    = true;
  comb->hz       = sum->hz / sum->hz_information;
  comb->hz_sigma = 1.0 / sqrt(sum->hz_information);
  comb->seconds  = sum->seconds;
  comb->n_lines  = sum->n_lines;
  for (size_t i = 0; i < sum->n_lines; ++i) {
    comb->lines[i] = read_line(&sum->lines[i], (double)(i + 1U) * comb->hz);
  }
}
