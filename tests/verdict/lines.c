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
  const Line line = {.hot       = from_db(-20.0),
                     .cold      = -from_db(-20.0),
                     .noise     = from_db(-110.0),
                     .averages  = 1000.0,
                     .tolerance = 0.0029,
                     .scatter   = (double)NAN};
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

static HcLegsEvidence
legs_of(const Line* const line)
{
  const double n  = line->noise * line->noise;
  const double b  = line->both * line->both;
  const double oh = line->hot_own * line->hot_own;
  const double oc = line->cold_own * line->cold_own;
  const double hh = square(line->hot) + oh + n + b;
  const double cc = square(line->cold) + oc + n + b;

  const double complex hc = (conj(line->hot) * line->cold) + b;
  const double complex d  = line->hot - line->cold;
  const double complex m  = 0.5 * (line->hot + line->cold);
  const double         dd = square(d) + oh + oc + (2.0 * n);
  const double         mm = square(m) + (0.25 * (oh + oc)) + (0.5 * n) + b;
  const double complex t  = ((conj(d) * m) + (0.5 * (oh - oc))) / dd;

  const double rest  = fmax(mm - (square(t) * dd), 0.0) / dd;
  const double sigma = sqrt(rest / (2.0 * line->averages));
  const double e     = hypot(1.96 * sigma, line->tolerance);

  const double         phase = carg(-(t - 0.5) / (t + 0.5)) * 57.29577951308232;
  const HcLegsEvidence legs  = {
     .balance     = balance_of(cabs(t), e),
     .ratio       = ratio_of(t, e),
     .phase       = reading(phase, phase - (115.0 * e), phase + (115.0 * e)),
     .coherence   = square(hc) / (hh * cc),
     .correlation = creal(hc) / sqrt(hh * cc),
     .scatter     = line->scatter,
     .seconds     = 5.0,
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
    .ratio      = reading(level, fmax(level - 0.5, -200.0), level + 0.5),
    .real       = size > 0.0 ? creal(ri) / size : 0.0,
    .real_sigma = 0.02,
    .rejection  = reading(to_db(m / d), to_db(m / d) - 0.5, to_db(m / d) + 0.5),
  };
  return pickup;
}

HcEvidence
line_evidence(const Line* const line)
{
  const double b = (line->noise * line->noise) + (line->both * line->both);
  HcEvidence   evidence;
  hc_evidence_init(&evidence);
  evidence.hot =
    to_db(sqrt(square(line->hot) + b + (line->hot_own * line->hot_own)));
  evidence.cold =
    to_db(sqrt(square(line->cold) + b + (line->cold_own * line->cold_own)));
  evidence.diff = to_db(
    hypot(cabs(line->hot - line->cold), hypot(line->hot_own, line->cold_own)));
  evidence.residual =
    to_db(sqrt(b + (0.25 * ((line->hot_own * line->hot_own) +
                            (line->cold_own * line->cold_own)))));
  evidence.programme     = fmax(evidence.hot, evidence.cold) > -70.0;
  evidence.recent        = legs_of(line);
  evidence.slow          = evidence.recent;
  evidence.polarity      = line->polarity;
  evidence.capture_limit = -to_db(line->tolerance);
  if (line->has_pickup) {
    evidence.pickup = pickup_of(line->pickup);
  }
  return evidence;
}
