// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/choose_view.h"

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

// dB that noise stands out less among the mains, where most of music plays
#define MOST_PLAYS 10.0

// The line as it looks with what may be hum, or beside the lines of the mains
typedef struct {
  const HcEvidence* seen;
  HcVerdict         verdict;
  double            p; // Of the verdict
} View;

static View
view_of(const HcEvidence* const seen)
{
  HcOpinion opinion;
  hc_rules_weigh(seen, &opinion);
  const View view = {seen, opinion.verdict, opinion.p[opinion.verdict]};
  return view;
}

static bool
is_good(const View* const view)
{
  return (view->verdict == HC_BALANCED || view->verdict == HC_REVERSED) &&
         view->p >= CONVINCED;
}

// Level of the weaker leg of `all` in `seen`
static double
weaker(const HcEvidence* const all, const HcEvidence* const seen)
{
  return all->cold < all->hot ? seen->cold : seen->hot;
}

// Whether lines are all that the weaker leg carries: those known, or whatever
// they are while the other leg plays
static bool
is_lines_alone(const HcEvidence* const all,
               const HcEvidence* const beside_mains)
{
  const HcPickupEvidence* const pickup = &all->pickup;
  const double                  leg    = weaker(all, all);
  const double lines = all->cold < all->hot ? pickup->cold : pickup->hot;
  return (pickup->stands_out && fabs(leg - lines) < EXPLAINED) ||
         (beside_mains->programme &&
          leg - weaker(all, beside_mains) > LINES_ALONE);
}

// Legs that are plugged in one after the other look unequal for a second
static bool
is_under_way(const View* const with, const double drift)
{
  const double t = pow(10.0, -0.05 * with->seen->last_second.balance.value);
  return with->verdict == HC_UNEQUAL && drift > DRIFT * t;
}

// Beside the mains, noise is more of what differs
static bool
is_noisy(const View* const with, const View* const beside)
{
  return with->verdict == HC_DUAL_MONO && with->p >= CONVINCED &&
         beside->verdict == HC_STEREO &&
         beside->seen->last_second.coherence < HC_COHERENT;
}

// Whether it is that, and not loud hum on both legs that makes them alike
static bool
is_alike(const View* const with, const View* const beside)
{
  const HcEvidence* const all          = with->seen;
  const HcEvidence* const beside_mains = beside->seen;
  return is_noisy(with, beside) &&
         fmax(all->hot, all->cold) -
             fmax(beside_mains->hot, beside_mains->cold) <
           MOST_PLAYS;
}

// Whether both may be one line. A tone that sets in or clips makes overtones
// that are unequal, where all of a good line is not.
static bool
agree(const View* const with, const View* const beside)
{
  const bool same = beside->verdict == with->verdict;
  if (!hc_kind_is_line(with->verdict)) {
    return same || is_alike(with, beside);
  }
  if (with->verdict == HC_UNEQUAL) {
    return !is_good(beside) &&
           (hc_kind_is_line(beside->verdict) || beside->verdict == HC_UNKNOWN);
  }
  return same || beside->verdict == HC_UNKNOWN ||
         (beside->verdict == HC_UNEQUAL && is_good(with));
}

static bool
overlap(const HcReading* const a, const HcReading* const b)
{
  return a->low <= b->high && b->low <= a->high;
}

// Whether what is seen beside the mains tells more. A good line there is one
// whatever hum does among them.
static bool
is_better(const View* const with, const View* const beside)
{
  if (hc_kind_is_two(with->verdict)) {
    return is_good(beside) ||
           (hc_kind_is_two(beside->verdict) && !is_noisy(with, beside));
  }
  if (hc_kind_is_line(with->verdict)) {
    const bool may_be_one = overlap(&beside->seen->last_second.balance,
                                    &with->seen->last_second.balance);
    return hc_kind_is_line(beside->verdict) && beside->p > with->p &&
           (may_be_one || (is_good(beside) && with->p < SURE));
  }
  return is_good(beside);
}

void
hc_choose_view(HcEvidence* const all,
               HcEvidence* const beside_mains,
               const double      drift)
{
  const View with      = view_of(all);
  const View beside    = view_of(beside_mains);
  const bool programme = all->programme && beside_mains->programme;
  const bool disputed  = !agree(&with, &beside) || is_under_way(&with, drift);
  if (is_lines_alone(all, beside_mains) || is_better(&with, &beside)) {
    beside_mains->louder = all->louder;
    *all                 = *beside_mains;
  } else {
    all->disputed = disputed;
  }
  all->programme = hc_kind_is_line(with.verdict) ? all->programme : programme;
}
