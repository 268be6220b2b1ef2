// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Chooses between two views of a line while it is not known yet whether there
/// is hum on the legs. Pure; any thread.

#ifndef HOTCOLD_VERDICT_CHOOSE_VIEW_H
#define HOTCOLD_VERDICT_CHOOSE_VIEW_H

#include "verdict/evidence.h"

/// Write into `all` the evidence that counts. At first `all` is measured at all
/// frequencies and may include hum; `beside_mains` is measured where no mains
/// line can be, and is changed, too. The result is one of the two, or is
/// `disputed`. Hum is never in antiphase, and may be all that a leg without
/// programme carries; everything else must hold in both views. `drift` says how
/// much T changed within the last second.
void
hc_choose_view(HcEvidence* all, HcEvidence* beside_mains, double drift);

#endif // HOTCOLD_VERDICT_CHOOSE_VIEW_H
