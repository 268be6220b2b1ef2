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

static bool
stands_out(const double complex mean, const double variance)
{
  return norm(mean) > HC_STANDS_OUT * variance;
}

static HcCombLine
read_line(const HcLineSum* const sum, const double hz)
{
  const double         vp     = 1.0 / sum->p_information;
  const double         vd     = 1.0 / sum->d_information;
  const double complex p      = sum->p * vp;
  const double complex d      = sum->d * vd;
  const double complex t      = sum->transfer / sum->weight;
  const double complex above  = t + 0.5;
  const double complex below  = t - 0.5;
  const double         vm     = vp + norm(t) * vd;
  const double         vh     = vp + norm(above) * vd;
  const double         vc     = vp + norm(below) * vd;
  const double complex shared = vp + below * conj(above) * vd;
  const double complex hot    = p + above * d;
  const double complex cold   = p + below * d;
  const double complex m      = p + t * d;
  HcCombLine           line;
  line.hz              = hz;
  line.common          = norm(m) - vm;
  line.common_variance = vm;
  line.diff            = norm(d) - vd;
  line.diff_variance   = vd;
  line.hot             = norm(hot) - vh;
  line.hot_variance    = vh;
  line.cold            = norm(cold) - vc;
  line.cold_variance   = vc;
  line.cross           = cold * conj(hot) - shared;
  line.on_common       = stands_out(m, vm);
  line.on_diff         = stands_out(d, vd);
  line.shared          = sum->programme / sum->weight > norm(m) + norm(d);
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
