// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What to hold true while it is not known yet whether hum is on the legs.
/// Pure.

#ifndef HOTCOLD_VERDICT_CHOOSE_VIEW_H
#define HOTCOLD_VERDICT_CHOOSE_VIEW_H

#include "verdict/evidence.h"

/// Make `all`, which may hold hum, agree with `beside_mains`, which lies beside
/// it: one of both, or disputed. Hum is never in antiphase, and may be all that
/// a dead leg carries; all else has to hold for both. `drift`: by how much T
/// changed within the last second.
void
hc_choose_view(HcEvidence* all, HcEvidence* beside_mains, double drift);

#endif // HOTCOLD_VERDICT_CHOOSE_VIEW_H
