// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The last second of a line while it is not known yet whether it carries mains
/// hum. It is measured between the multiples of 50 and 60 Hz and above all of
/// them, where no mains line can be, so that hum on one leg is not taken for a
/// second programme. Mains lines are found after about 2 s of sound. If none
/// were found after 2.5 s, there are none, unless the sound was low lines
/// alone: two of them do not prove a comb. One thread at a time; memory is
/// allocated in hc_mains_guard_new() only.

#ifndef HOTCOLD_ANALYZER_MAINS_GUARD_H
#define HOTCOLD_ANALYZER_MAINS_GUARD_H

#include "dsp/comb.h"
#include "dsp/cross_spectrum.h"
#include "dsp/stft.h"
#include "dsp/last_second.h"

#include <stdbool.h>

/// Opaque
typedef struct HcMainsGuard HcMainsGuard;

/// For the full-band STFT of `shape`. Programme is what reaches `silence` dBFS.
/// Call hc_mains_guard_reset() before use. NULL when out of memory.
HcMainsGuard*
hc_mains_guard_new(const HcStftShape* shape, double silence);

/// Free it; NULL is allowed
void
hc_mains_guard_free(HcMainsGuard* guard);

/// Forget everything. The bins that `full_band` leaves out are left out here,
/// too.
void
hc_mains_guard_reset(HcMainsGuard* guard, const HcCrossSpectrum* full_band);

/// Add a segment, with the bins that `full_band` has. `is_sound`: it is above
/// silence.
void
hc_mains_guard_add(HcMainsGuard*          guard,
                   const HcSpectrum*      spectrum,
                   const HcCrossSpectrum* full_band,
                   bool                   is_sound);

/// Set the mains lines that are known now (NULL: none); `full_band` leaves them
/// out. For a second after a change, the last second still includes them. While
/// lines are expected, nothing is decided.
void
hc_mains_guard_set_mains(HcMainsGuard*          guard,
                         const HcCrossSpectrum* full_band,
                         const HcComb*          mains);

/// Call when hum may have started: the decision about mains lines is open
/// again. Does nothing if it is still open.
void
hc_mains_guard_doubt(HcMainsGuard* guard);

/// True if mains lines are decided on and the last second is free of those that
/// are known
bool
hc_mains_guard_is_over(const HcMainsGuard* guard);

/// True if mains lines are not decided on yet and short segments may still
/// decide it
bool
hc_mains_guard_is_young(const HcMainsGuard* guard);

/// The last second, from frequencies at which no mains line can be
const HcLastSecond*
hc_mains_guard_last_second(const HcMainsGuard* guard);

/// Seconds of hc_mains_guard_last_second() with programme: power above
/// `silence` that is more than the window leakage of `all`, the power with the
/// mains frequencies included
double
hc_mains_guard_programme(const HcMainsGuard* guard, HcPowers all);

/// True if the weaker leg has more power near the mains frequencies than noise
/// alone would have. It may then carry hum that the louder leg does not hide.
/// `all` is the power with the mains frequencies included.
bool
hc_mains_guard_lines_possible(const HcMainsGuard* guard, HcPowers all);

#endif // HOTCOLD_ANALYZER_MAINS_GUARD_H
