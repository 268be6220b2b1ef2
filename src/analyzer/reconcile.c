// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/reconcile.h"

#include "verdict/kinds.h"
#include "verdict/rules.h"

#include <hotcold/verdict.h>

#include <math.h>
#include <stdbool.h>

// dB between a leg and its pick-up within which that is all it carries: what is
// beside it lies 6 dB lower
#define EXPLAINED 1.0

// dB by which a leg sinks where no mains line can lie, if lines are all that it
// carries. Notes do not keep to these so well.
#define LINES_ALONE 30.0

// Change of T within the last second, over its size, that a line does not make
#define DRIFT 0.3

// Probability from which a view decides against the other
#define CONVINCED 0.8

// Probability of a line that hum does not make worse by chance
#define SURE 0.95

// Coherence without noise to speak of, and the dB that noise stands out less
// among the mains, where most of music plays
#define COHERENT 0.93
#define MOST_PLAYS 10.0

// Whether pick-up is all that the weaker leg carries
static bool
is_pickup_alone(const HcEvidence* const all)
{
  const HcPickupEvidence* const pickup  = &all->pickup;
  const bool                    is_cold = all->cold < all->hot;
  const double                  leg     = is_cold ? all->cold : all->hot;
  const double explained                = is_cold ? pickup->cold : pickup->hot;
  return pickup->stands_out && fabs(leg - explained) < EXPLAINED;
}

// Whether lines are all that the weaker leg carries, while the other one plays
static bool
is_lines_alone(const HcEvidence* const all, const HcEvidence* const early)
{
  const bool   is_cold = all->cold < all->hot;
  const double among   = is_cold ? all->cold : all->hot;
  const double beside  = is_cold ? early->cold : early->hot;
  return early->programme && among - beside > LINES_ALONE;
}

// Legs that are plugged in one after the other look unequal for a second
static bool
is_under_way(const HcEvidence* const all, const double drift)
{
  return drift > DRIFT * pow(10.0, -0.05 * all->recent.balance.value);
}

static bool
is_good(const HcOpinion* const opinion)
{
  return (opinion->verdict == HC_BALANCED || opinion->verdict == HC_REVERSED) &&
         opinion->p[opinion->verdict] >= CONVINCED;
}

// Whether `with` may stand beside `above`. A tone that sets in or clips makes
// overtones that are unequal, where all of a good line is not.
static bool
agree(const HcOpinion* const with, const HcOpinion* const above)
{
  if (!hc_kind_is_line(with->verdict)) {
    return above->verdict == with->verdict;
  }
  if (with->verdict == HC_UNEQUAL) {
    return !is_good(above) &&
           (hc_kind_is_line(above->verdict) || above->verdict == HC_UNKNOWN);
  }
  return above->verdict == with->verdict || above->verdict == HC_UNKNOWN ||
         (above->verdict == HC_UNEQUAL && is_good(with));
}

static bool
overlap(const HcReading* const a, const HcReading* const b)
{
  return a->low <= b->high && b->low <= a->high;
}

// Beside the mains, noise is more of what differs
static bool
is_noisy(const HcOpinion* const  above,
         const HcOpinion* const  with,
         const HcEvidence* const early)
{
  return with->p[HC_DUAL_MONO] >= CONVINCED && above->verdict == HC_STEREO &&
         early->recent.coherence < COHERENT;
}

// Whether it is, and not loud hum on both legs that makes them alike
static bool
is_alike(const HcOpinion* const  above,
         const HcOpinion* const  with,
         const HcEvidence* const early,
         const HcEvidence* const all)
{
  return is_noisy(above, with, early) &&
         fmax(all->hot, all->cold) - fmax(early->hot, early->cold) < MOST_PLAYS;
}

// Whether what is seen beside the mains tells more. A good line there is one
// whatever hum does among them.
static bool
is_better(const HcOpinion* const  above,
          const HcOpinion* const  with,
          const HcEvidence* const early,
          const HcEvidence* const all)
{
  const HcReading* const seen = &early->recent.balance;
  if (hc_kind_is_two(with->verdict)) {
    return is_good(above) ||
           (hc_kind_is_two(above->verdict) && !is_noisy(above, with, early));
  }
  if (hc_kind_is_line(with->verdict)) {
    return hc_kind_is_line(above->verdict) &&
           above->p[above->verdict] > with->p[with->verdict] &&
           (overlap(seen, &all->recent.balance) ||
            (is_good(above) && with->p[with->verdict] < SURE));
  }
  return is_good(above);
}

void
hc_reconcile(HcEvidence* const all, HcEvidence* const early, const double drift)
{
  HcOpinion with;
  HcOpinion above;
  hc_rules_weigh(all, &with);
  hc_rules_weigh(early, &above);
  const bool programme = all->programme && early->programme;
  if (is_pickup_alone(all) || is_lines_alone(all, early) ||
      is_better(&above, &with, early, all)) {
    early->louder = all->louder;
    *all          = *early;
  } else {
    all->disputed =
      (!agree(&with, &above) && !is_alike(&above, &with, early, all)) ||
      (with.verdict == HC_UNEQUAL && is_under_way(all, drift));
  }
  all->programme = hc_kind_is_line(with.verdict) ? all->programme : programme;
}
