// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/lines.h"

#include <math.h>

double
from_db(const double db)
{
  return pow(10.0, db / 20.0);
}

static double
to_db(const double amplitude)
{
  return amplitude > 1e-10 ? fmin(20.0 * log10(amplitude), 200.0) : -200.0;
}

Line
line_balanced(void)
{
  const Line line = {.hot              = from_db(-20.0),
                     .cold             = -from_db(-20.0),
                     .noise            = from_db(-110.0),
                     .averages         = 1000.0,
                     .tolerance        = 0.0029,
                     .not_antiphase    = (double)NAN,
                     .cold_level_range = 10.0};
  return line;
}

static double
square(const double complex x)
{
  return creal(x * conj(x));
}

static HcReading
reading(const double value, const double low, const double high)
{
  const HcReading x = {value, low, high, true, false};
  return x;
}

static HcReading
balance_of(const double t, const double e)
{
  HcReading x = reading(-to_db(t), -to_db(t + e), -to_db(fmax(t - e, 0.0)));
  x.at_least  = t <= e;
  return x;
}

static HcReading
ratio_of(const double complex t, const double e)
{
  const double r    = cabs((t - 0.5) / (t + 0.5));
  const double down = fmax(cabs(t - 0.5) - e, 0.0) / (cabs(t + 0.5) + e);
  const double up   = (cabs(t - 0.5) + e) / fmax(cabs(t + 0.5) - e, 1e-10);
  return reading(to_db(r), to_db(down), to_db(up));
}

/// Mean products of the legs, their difference and their mean
typedef struct {
  double         hh;
  double         cc;
  double         dd;
  double         mm;
  double complex hc;
  double complex dm;
} Powers;

static Powers
powers_of(const Line* const line)
{
  const double         n  = line->noise * line->noise;
  const double         b  = line->both * line->both;
  const double         oh = line->hot_own * line->hot_own;
  const double         oc = line->cold_own * line->cold_own;
  const double complex d  = line->hot - line->cold;
  const double complex m  = 0.5 * (line->hot + line->cold);
  const Powers         p  = {
             .hh = square(line->hot) + oh + n + b,
             .cc = square(line->cold) + oc + n + b,
             .dd = square(d) + oh + oc + (2.0 * n),
             .mm = square(m) + (0.25 * (oh + oc)) + (0.5 * n) + b,
             .hc = (conj(line->hot) * line->cold) + b,
             .dm = (conj(d) * m) + (0.5 * (oh - oc)),
  };
  return p;
}

/// Power of m that does not follow d
static double
rest_of(const Powers* const p)
{
  return fmax(p->mm - (square(p->dm) / p->dd), 0.0);
}

static HcLegsEvidence
legs_of(const Line* const line)
{
  const Powers         p    = powers_of(line);
  const double complex t    = p.dm / p.dd;
  const double sigma        = sqrt(rest_of(&p) / p.dd / (2.0 * line->averages));
  const double e            = hypot(1.96 * sigma, line->tolerance);
  const double phase        = carg(-(t - 0.5) / (t + 0.5)) * 57.29577951308232;
  const HcLegsEvidence legs = {
    .balance       = balance_of(cabs(t), e),
    .ratio         = ratio_of(t, e),
    .phase         = reading(phase, phase - (115.0 * e), phase + (115.0 * e)),
    .coherence     = square(p.hc) / (p.hh * p.cc),
    .correlation   = creal(p.hc) / sqrt(p.hh * p.cc),
    .not_antiphase = line->not_antiphase,
    .seconds       = 5.0,
  };
  return legs;
}

static HcPickupEvidence
pickup_of(const double complex ri)
{
  const double           size   = cabs(ri);
  const double           level  = to_db(size);
  const double           m      = cabs(1.0 + ri) / 2.0;
  const double           d      = cabs(1.0 - ri);
  const HcPickupEvidence pickup = {
    .stands_out  = true,
    .by_cold     = size > 1.0,
    .other       = size > 1.0 ? 1.0 / ri : ri,
    .other_sigma = 0.02,
    .ratio       = reading(level, fmax(level - 0.5, -200.0), level + 0.5),
    .rejection = reading(to_db(m / d), to_db(m / d) - 0.5, to_db(m / d) + 0.5),
  };
  return pickup;
}

HcEvidence
line_evidence(const Line* const line)
{
  const Powers p = powers_of(line);
  HcEvidence   evidence;
  hc_evidence_init(&evidence);
  evidence.hot              = to_db(sqrt(p.hh));
  evidence.cold             = to_db(sqrt(p.cc));
  evidence.diff             = to_db(sqrt(p.dd));
  evidence.residual         = to_db(sqrt(rest_of(&p)));
  evidence.louder           = fmax(evidence.hot, evidence.cold);
  evidence.hot_level_range  = 10.0;
  evidence.cold_level_range = line->cold_level_range;
  evidence.programme        = fmax(evidence.hot, evidence.cold) > -70.0;
  evidence.last_second      = legs_of(line);
  evidence.slow             = evidence.last_second;
  evidence.polarity         = line->polarity;
  evidence.capture_limit    = -to_db(line->tolerance);
  if (line->has_pickup) {
    evidence.pickup = pickup_of(line->pickup);
  }
  return evidence;
}
