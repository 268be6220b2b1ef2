// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The last second of a line while it is not decided yet whether mains hum is
/// on it: what lies where no mains line can, between the multiples of 50 and
/// 60 Hz and above all of them, so that hum on one leg is not taken for a
/// second programme. Mains are known after about 2 s of sound; after 2.5 s what
/// was not found is not there, unless low lines are all that was heard, of
/// which two make no comb. One thread at a time.

#ifndef HOTCOLD_ANALYZER_MAINS_GUARD_H
#define HOTCOLD_ANALYZER_MAINS_GUARD_H

#include "dsp/comb.h"
#include "dsp/cross_spectrum.h"
#include "dsp/stft.h"
#include "dsp/last_second.h"

#include <stdbool.h>

/// Opaque
typedef struct HcMainsGuard HcMainsGuard;

/// For a path of `shape` in which programme reaches `silence` dBFS; to be reset
/// before use. NULL when out of memory.
HcMainsGuard*
hc_mains_guard_new(const HcStftShape* shape, double silence);

void
hc_mains_guard_free(HcMainsGuard* guard);

/// Forget everything; what `full_band` leaves out is left out
void
hc_mains_guard_reset(HcMainsGuard* guard, const HcCrossSpectrum* full_band);

/// Take in a segment of the bins of `full_band`; `is_sound`: there is more than
/// silence on it
void
hc_mains_guard_add(HcMainsGuard*          guard,
                   const HcSpectrum*      spectrum,
                   const HcCrossSpectrum* full_band,
                   bool                   is_sound);

/// Tell what is known of mains lines (NULL: nothing), which `full_band` leaves
/// out now. When that changes, the last second is not free of them; where they
/// are expected, it is not decided yet.
void
hc_mains_guard_tell(HcMainsGuard*          guard,
                    const HcCrossSpectrum* full_band,
                    const HcComb*          mains);

/// Hum may have set in: it is not decided again. Nothing if it is not yet.
void
hc_mains_guard_doubt(HcMainsGuard* guard);

/// Are lines decided on, and the last second free of those known?
bool
hc_mains_guard_is_over(const HcMainsGuard* guard);

/// Are they not, and is there hope that short segments tell?
bool
hc_mains_guard_is_young(const HcMainsGuard* guard);

/// The last second beside all mains lines
const HcLastSecond*
hc_mains_guard_last_second(const HcMainsGuard* guard);

/// Seconds of it that held programme there: above `silence`, and not just what
/// a window leaks of `all`, the power with theirs
double
hc_mains_guard_programme(const HcMainsGuard* guard, HcPowers all);

/// Does cold or hot, the weaker one, hold more among the mains than noise
/// would, so that lines may stand there that the other does not hide?
bool
hc_mains_guard_lines_possible(const HcMainsGuard* guard, HcPowers all);

#endif // HOTCOLD_ANALYZER_MAINS_GUARD_H
