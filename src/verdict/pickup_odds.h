// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Conclusions from pick-up about the impedances of a line: both legs pick up
/// the same, or one picks up far more than the other, or the line is between
/// these cases and rejects little. Pure; any thread.

#ifndef HOTCOLD_VERDICT_PICKUP_ODDS_H
#define HOTCOLD_VERDICT_PICKUP_ODDS_H

#include "verdict/evidence.h"

#include <stdbool.h>

/// Pick-up decides from this probability on
#define HC_PICKUP_DECIDES 0.985

/// Probabilities, sum 1 where known
typedef struct {
  bool known;     ///< Pick-up stands out; it may still be too uncertain to
                  ///< decide
  double alike;   ///< ri near +1
  double more;    ///< Cold has far more
  double less;    ///< Cold has far less
  double between; ///< None of these
} HcPickupOdds;

/// Likelihood ratios of the four cases, each at its maximum, with a complex
/// normal error and fixed prior odds
HcPickupOdds
hc_pickup_odds(const HcPickupEvidence* evidence);

#endif // HOTCOLD_VERDICT_PICKUP_ODDS_H
