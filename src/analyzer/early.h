// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The last second of a line while it is not decided yet whether mains hum is
/// on it: what lies where no mains line can, between the multiples of 50 and
/// 60 Hz and above all of them, so that hum on one leg is not taken for a
/// second programme. Mains are known after about 2 s of sound; after 2.5 s what
/// was not found is not there, unless low lines are all that was heard, of
/// which two make no comb. One thread at a time.

#ifndef HOTCOLD_ANALYZER_EARLY_H
#define HOTCOLD_ANALYZER_EARLY_H

#include "dsp/comb.h"
#include "dsp/cross.h"
#include "dsp/path.h"
#include "dsp/recent.h"

#include <stdbool.h>

/// Opaque
typedef struct HcEarly HcEarly;

/// For a path of `shape` in which programme reaches `silence` dBFS; to be reset
/// before use. NULL when out of memory.
HcEarly*
hc_early_new(const HcPathShape* shape, double silence);

void
hc_early_free(HcEarly* early);

/// Forget everything; what `wide` leaves out is left out
void
hc_early_reset(HcEarly* early, const HcCross* wide);

/// Take in a segment of the bins of `wide`; `is_sound`: there is more than
/// silence on it
void
hc_early_add(HcEarly*          early,
             const HcSpectrum* spectrum,
             const HcCross*    wide,
             bool              is_sound);

/// Tell what is known of mains lines (NULL: nothing), which `wide` leaves out
/// now. When that changes, the last second is not free of them; where they are
/// expected, it is not decided yet.
void
hc_early_tell(HcEarly* early, const HcCross* wide, const HcComb* mains);

/// Hum may have set in: it is not decided again. Nothing if it is not yet.
void
hc_early_doubt(HcEarly* early);

/// Are lines decided on, and the last second free of those known?
bool
hc_early_is_over(const HcEarly* early);

/// Are they not, and is there hope that short segments tell?
bool
hc_early_is_young(const HcEarly* early);

/// The last second beside all mains lines
const HcRecent*
hc_early_recent(const HcEarly* early);

/// Seconds of it that held programme there: above `silence`, and not just what
/// a window leaks of `all`, the power with theirs
double
hc_early_programme(const HcEarly* early, HcPowers all);

/// Does cold or hot, the weaker one, hold more among the mains than noise
/// would, so that lines may stand there that the other does not hide?
bool
hc_early_may_stand(const HcEarly* early, HcPowers all);

#endif // HOTCOLD_ANALYZER_EARLY_H
