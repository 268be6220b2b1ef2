// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb_sum.h"

#include <math.h>
#include <string.h>

static double
norm(const double complex x)
{
  return creal(x) * creal(x) + cimag(x) * cimag(x);
}

double
hc_steady_clarity(const HcSteady* const steady)
{
  return norm(steady->mean) / steady->variance;
}

/// Turn by the phase of `mean`
static double complex
turn_of(const double complex mean)
{
  return conj(mean) / cabs(mean);
}

/// Which part of a line is clear enough to turn it by
static HcPart
clear_part(const HcTrackedLine* const line, const HcPart wanted)
{
  const double p = hc_steady_clarity(&line->p);
  const double d = hc_steady_clarity(&line->d);
  if (wanted != HC_NEITHER_PART) {
    return (wanted == HC_PART_P ? p : d) > HC_STANDS_OUT ? wanted
                                                         : HC_NEITHER_PART;
  }
  const HcPart better = p >= d ? HC_PART_P : HC_PART_D;
  return fmax(p, d) > HC_STANDS_OUT ? better : HC_NEITHER_PART;
}

static void
add_to(HcLineSum* const           sum,
       const HcTrackedLine* const line,
       const double complex       turn,
       const double               seconds)
{
  const double p = 1.0 / line->p.variance;
  const double d = 1.0 / line->d.variance;
  sum->p += p * line->p.mean * turn;
  sum->d += d * line->d.mean * turn;
  sum->p_information += p;
  sum->d_information += d;
  sum->transfer += seconds * line->transfer;
  sum->programme += seconds * line->programme;
  sum->weight += seconds;
}

/// A line that is not clear has no phase to add by: the best stretch stands
static void
keep_best(HcLineSum* const           sum,
          const HcTrackedLine* const line,
          const double               seconds)
{
  if (sum->turned_to == HC_NEITHER_PART &&
      1.0 / line->p.variance > sum->p_information) {
    memset(sum, 0, sizeof(HcLineSum));
    add_to(sum, line, 1.0, seconds);
  }
}

static void
add_line(HcLineSum* const           sum,
         const HcTrackedLine* const line,
         const double               seconds)
{
  const HcPart part = clear_part(line, sum->turned_to);
  if (part == HC_NEITHER_PART) {
    keep_best(sum, line, seconds);
    return;
  }
  if (sum->turned_to == HC_NEITHER_PART) {
    memset(sum, 0, sizeof(HcLineSum));
    sum->turned_to = part;
  }
  const HcSteady* const by = part == HC_PART_P ? &line->p : &line->d;
  add_to(sum, line, turn_of(by->mean), seconds);
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
hc_comb_sum_add(HcCombSum* const     sum,
                const HcTrack* const track,
                const double         keep)
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

/// Power of one part in `sum`, and in a track
typedef struct {
  double before;
  double now;
} Change;

static void
compare(Change* const         change,
        const double complex  sum,
        const double          information,
        const HcSteady* const steady)
{
  const double before = norm(sum) / (information * information);
  if (before * information > HC_STANDS_OUT &&
      hc_steady_clarity(steady) > HC_STANDS_OUT) {
    change->before += before;
    change->now += norm(steady->mean);
  }
}

bool
hc_comb_sum_is_like(const HcCombSum* const sum, const HcTrack* const track)
{
  Change p = {0.0, 0.0};
  Change d = {0.0, 0.0};
  for (size_t i = 0; i < sum->n_lines && i < track->n_lines; ++i) {
    const HcLineSum* const     before = &sum->lines[i];
    const HcTrackedLine* const now    = &track->lines[i];
    if (before->p_information > 0.0 && before->d_information > 0.0) {
      compare(&p, before->p, before->p_information, &now->p);
      compare(&d, before->d, before->d_information, &now->d);
    }
  }
  return p.now <= 2.0 * p.before && p.before <= 2.0 * p.now &&
         d.now <= 2.0 * d.before && d.before <= 2.0 * d.now;
}

static bool
stands_out(const double complex mean, const double variance)
{
  return norm(mean) > HC_STANDS_OUT * variance;
}

/// A complex amplitude and its variance
typedef struct {
  double complex mean;
  double         variance;
} Estimate;

/// M = P + T D. Where programme hides D, it is held to what pick-up can be: in
/// like phase on both legs, so that |D| is hardly more than 2 |P|.
static Estimate
common_of(const Estimate p, const Estimate d, const double complex transfer)
{
  const double seen  = fmax(norm(d.mean) - d.variance, 0.0);
  const double prior = fmax(4.0 * norm(p.mean), seen);
  const double keep =
    stands_out(p.mean, p.variance) ? prior / (prior + d.variance) : 1.0;
  const Estimate m = {p.mean + transfer * keep * d.mean,
                      p.variance + norm(transfer) * keep * d.variance};
  return m;
}

/// One leg: P + (T +- 1/2) D
static Estimate
leg_of(const Estimate p, const Estimate d, const double complex factor)
{
  const Estimate leg = {p.mean + factor * d.mean,
                        p.variance + norm(factor) * d.variance};
  return leg;
}

/// Mean square without the noise's share
static double
power_of(const Estimate x)
{
  return norm(x.mean) - x.variance;
}

static HcCombLine
read_line(const HcLineSum* const sum, const double hz)
{
  const double         vp    = 1.0 / sum->p_information;
  const double         vd    = 1.0 / sum->d_information;
  const Estimate       p     = {sum->p * vp, vp};
  const Estimate       d     = {sum->d * vd, vd};
  const double complex t     = sum->transfer / sum->weight;
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
  line.shared    = sum->programme / sum->weight > norm(m.mean) + norm(d.mean);
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
