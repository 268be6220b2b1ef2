// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The last second of a line while it is not decided yet whether mains hum is
/// on it: what lies above most of its power, so that hum on one leg is not
/// taken for a second programme. Mains are known after about 2 s of sound;
/// after 2.5 s what was not found is not there. One thread at a time.

#ifndef HOTCOLD_ANALYZER_EARLY_H
#define HOTCOLD_ANALYZER_EARLY_H

#include "dsp/cross.h"
#include "dsp/path.h"
#include "dsp/recent.h"

#include <stdbool.h>

/// Opaque
typedef struct HcEarly HcEarly;

/// For a path of `shape` in which programme reaches `silence` dBFS. NULL when
/// out of memory.
HcEarly*
hc_early_new(const HcPathShape* shape, double silence);

void
hc_early_free(HcEarly* early);

/// Forget everything
void
hc_early_reset(HcEarly* early);

/// Take in a segment, less the bins that `wide` leaves out; `is_sound`: there
/// is more than silence on it
void
hc_early_add(HcEarly*          early,
             const HcSpectrum* spectrum,
             const HcCross*    wide,
             bool              is_sound);

/// Tell whether mains lines are known and left out now. When that changes,
/// the last second is not free of them.
void
hc_early_tell(HcEarly* early, bool are_known);

/// Are lines decided on, and the last second free of those known?
bool
hc_early_is_over(const HcEarly* early);

/// The last second above all mains lines
const HcRecent*
hc_early_recent(const HcEarly* early);

/// Seconds of it that held programme there: above `silence`, and not just what
/// a window leaks of `all`, the power with what is below
double
hc_early_programme(const HcEarly* early, HcPowers all);

/// Does cold or hot, the weaker one, hold more among the mains than noise
/// would, so that lines may stand there?
bool
hc_early_may_stand(const HcEarly* early, HcPowers all);

#endif // HOTCOLD_ANALYZER_EARLY_H
