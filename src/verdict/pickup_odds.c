// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/pickup_odds.h"

#include <complex.h>
#include <math.h>

// The pick-up of one leg over that of the clearer one. If they differ by more
// than 3 dB or 45 degrees, rejection is below 9 dB, and the impedances are not
// balanced. An open leg picks up tens of dB more. A line between the two
// rejects little and is most like single-ended.
#define ALIKE_FROM 0.7079457843841379
#define ALIKE_TO 1.4125375446227544
#define ALIKE_TURN 0.7853981633974483 // Radian
#define LESS_TO 0.31622776601683794
#define MORE_FROM 3.1622776601683795
// Typical value of "far less", used if the error is larger than the limit
#define LESS_TYPICAL 0.1

// Relative doubt of a ratio, 0.5 dB
#define DOUBT 0.06

// Prior odds. It is improbable that the leg with little pick-up is the one
// whose pick-up is measured more clearly.
#define BETWEEN_ODDS 0.005
#define HIDDEN_ODDS 0.1

/// Distance of `q` from the sector in which legs count as alike, made smaller
/// by `margin` on all sides
static double
from_alike(const double complex q, const double margin)
{
  const double         most  = fmax(ALIKE_TURN - margin, 0.0);
  const double         least = fmin(ALIKE_FROM + margin, 1.0);
  const double         turn  = fmin(fabs(carg(q)), most);
  const double complex along = cexp(CMPLX(0.0, carg(q) < 0.0 ? -turn : turn));
  const double         size  = creal(q * conj(along));
  const double         end   = fmax(ALIKE_TO - margin, 1.0);
  return cabs(q - fmin(fmax(size, least), end) * along);
}

/// Depth of `q` inside one of the other three regions; 0: between them
static double
from_between(const double complex q)
{
  const double size = cabs(q);
  const double turn = ALIKE_TURN - fabs(carg(q));
  const double alike =
    fmin(fmin(ALIKE_TO - size, size - ALIKE_FROM), size * sin(fmin(turn, 1.0)));
  return fmax(fmax(alike, 0.0), fmax(LESS_TO - size, size - MORE_FROM));
}

static double
likelihood(const double distance, const double sigma)
{
  const double z = fmax(distance, 0.0) / sigma;
  return exp(-0.5 * z * z);
}

HcPickupOdds
hc_pickup_odds(const HcPickupEvidence* const evidence)
{
  HcPickupOdds         odds = {false, 0.0, 0.0, 0.0, 0.0};
  const double complex q    = evidence->other;
  const double         size = cabs(q);
  if (!evidence->stands_out || !isfinite(size) ||
      !(evidence->other_sigma >= 0.0) || !isfinite(evidence->other_sigma)) {
    return odds;
  }

  // With a large error many values reach the border of "alike" or "far less",
  // but real lines are rarely near the border: hence the margins
  const double sigma = hypot(evidence->other_sigma, DOUBT * fmax(size, 0.1));
  const double less  = fmax(LESS_TO - evidence->other_sigma, LESS_TYPICAL);
  const double alike = likelihood(from_alike(q, evidence->other_sigma), sigma);
  const double near  = likelihood(size - less, sigma);
  const double far   = HIDDEN_ODDS * likelihood(MORE_FROM - size, sigma);
  const double between = BETWEEN_ODDS * likelihood(from_between(q), sigma);
  const double all     = alike + near + far + between;
  if (all > 0.0) {
    odds.known   = true;
    odds.alike   = alike / all;
    odds.more    = (evidence->by_cold ? near : far) / all;
    odds.less    = (evidence->by_cold ? far : near) / all;
    odds.between = between / all;
  }
  return odds;
}
