// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/choose_view.h"

#include "verdict/kinds.h"
#include "verdict/rules.h"

#include <hotcold/verdict.h>

#include <math.h>
#include <stdbool.h>

// If a leg is at most this many dB above its pick-up, the pick-up is all that
// it carries: any other signal is at least 6 dB weaker
#define EXPLAINED 1.0

// If mains lines are all that a leg carries, its level beside the mains
// frequencies is lower by this many dB. Musical notes fit these frequencies
// less well.
#define LINES_ALONE 30.0

// Relative change of T within the last second that does not occur on one line
#define DRIFT 0.3

// Probability from which one view decides without the other
#define CONVINCED 0.8

// Above this probability the verdict of the full view stays: hum does not make
// it this probable by chance
#define SURE 0.95

// If the louder leg is less than this many dB weaker beside the mains
// frequencies, it carries music, and not mostly hum. Music loses a part, too,
// because most of it is near these frequencies.
#define MOST_PLAYS 10.0

// One view of the line: at all frequencies, or beside the mains frequencies
typedef struct {
  const HcEvidence* seen;
  HcVerdict         verdict;
  double            p; // Probability of the verdict
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

// Level in `seen` of the leg that is weaker in `all`
static double
weaker(const HcEvidence* const all, const HcEvidence* const seen)
{
  return all->cold < all->hot ? seen->cold : seen->hot;
}

// True if the weaker leg carries nothing but lines: those that are known, or
// unknown ones at mains frequencies while the other leg plays
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

// True if the line may be changing just now: legs that are connected one after
// the other look unequal for a second
static bool
is_changing(const View* const with, const double drift)
{
  const double t = pow(10.0, -0.05 * with->seen->last_second.balance.value);
  return with->verdict == HC_UNEQUAL && drift > DRIFT * t;
}

// True if noise may be the reason why the legs look different beside the mains
// frequencies, where it has a larger share
static bool
is_noisy(const View* const with, const View* const beside)
{
  return with->verdict == HC_DUAL_MONO && with->p >= CONVINCED &&
         beside->verdict == HC_STEREO &&
         beside->seen->last_second.coherence < HC_COHERENT;
}

// True if noise explains the two views. False if loud hum on both legs may be
// what makes them alike.
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

// True if both views may show the same line. When a tone starts or clips, its
// overtones may look unequal on a line that is balanced as a whole.
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

// True if the view beside the mains frequencies is more reliable. If it shows a
// good line, then hum cannot change that.
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
  const bool disputed  = !agree(&with, &beside) || is_changing(&with, drift);
  if (is_lines_alone(all, beside_mains) || is_better(&with, &beside)) {
    beside_mains->louder = all->louder;
    *all                 = *beside_mains;
  } else {
    all->disputed = disputed;
  }
  all->programme = hc_kind_is_line(with.verdict) ? all->programme : programme;
}
