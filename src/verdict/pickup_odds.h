// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What pick-up tells of the impedances of a line: both legs pick up alike, or
/// one far more than the other, or something between that rejects little.
/// Pure; any thread.

#ifndef HOTCOLD_VERDICT_PICKUP_ODDS_H
#define HOTCOLD_VERDICT_PICKUP_ODDS_H

#include "verdict/evidence.h"

#include <stdbool.h>

/// Probability from which pick-up decides
#define HC_PICKUP_DECIDES 0.985

/// Probabilities, sum 1 where known
typedef struct {
  bool   known;   ///< Pick-up stands out; how much it tells is another matter
  double alike;   ///< ri near +1
  double more;    ///< Cold has far more
  double less;    ///< Cold has far less
  double between; ///< None of these
} HcPickupOdds;

/// Likelihoods of the four, each at its best, for a complex normal error, with
/// odds as they are before anything is known
HcPickupOdds
hc_pickup_odds(const HcPickupEvidence* evidence);

#endif // HOTCOLD_VERDICT_PICKUP_ODDS_H
