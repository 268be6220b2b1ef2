// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The last second of a line: sums over the segments of the full-band STFT, in
/// groups of bins of a twelfth of an octave. Older segments are forgotten
/// entirely. Verdicts use it where a slow average would react too late. One
/// thread at a time; memory is allocated in hc_last_second_new() only.

#ifndef HOTCOLD_DSP_LAST_SECOND_H
#define HOTCOLD_DSP_LAST_SECOND_H

#include "dsp/balance.h"
#include "dsp/bin_sums.h"
#include "dsp/stft.h"
#include "dsp/spectrum.h"

#include <stdbool.h>
#include <stddef.h>

/// Opaque
typedef struct HcLastSecond HcLastSecond;

/// For an STFT of `shape`. NULL when out of memory.
HcLastSecond*
hc_last_second_new(const HcStftShape* shape);

/// Free it; NULL is allowed
void
hc_last_second_free(HcLastSecond* last_second);

/// Forget everything
void
hc_last_second_reset(HcLastSecond* last_second);

/// Add a segment. keep[i] for 0 <= i < n is 1, or 0 if bin first + i is left
/// out.
void
hc_last_second_add(HcLastSecond*     last_second,
                   const HcSpectrum* spectrum,
                   const float*      keep,
                   uint32_t          first,
                   uint32_t          n);

/// Powers: mean squares, 1.0 = full scale squared
typedef struct {
  double hot;
  double cold;
  double diff;
  double common;
} HcPowers;

/// The powers that follow from `sums`, times `unit`
HcPowers
hc_powers_of(const HcBinPowers* sums, double unit);

/// Powers in the newest `n` segments, at most one second
HcPowers
hc_last_second_powers(const HcLastSecond* last_second, size_t n);

/// How much the level of each leg varies between segments
typedef struct {
  double hot;  ///< dB between the loudest and the softest segment
  double cold; ///< The same of cold
} HcMovement;

/// In the newest `n` segments, at most one second; NAN if there are none
HcMovement
hc_last_second_movement(const HcLastSecond* last_second, size_t n);

/// Balance in the third octaves, from all segments held
void
hc_last_second_bands(const HcLastSecond* last_second,
                     HcBalance           bands[HC_N_THIRDS]);

/// Power in cells of one third octave and one segment, in arbitrary units
typedef struct {
  double all;     ///< hh + cc
  double against; ///< Of cells in which hot and cold correlate above -0.5
} HcNotAntiphase;

/// In the newest `n` segments, at most one second
HcNotAntiphase
hc_last_second_not_antiphase(const HcLastSecond* last_second, size_t n);

#endif // HOTCOLD_DSP_LAST_SECOND_H
