// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The last second of a line: sums of the full-band STFT's segments in groups
/// of bins (a twelfth of an octave), each segment forgotten entirely once it is
/// older. What verdicts rest on, where a slow average would react too late.
/// One thread at a time.

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

/// For a path of `shape`, NULL when out of memory
HcLastSecond*
hc_last_second_new(const HcStftShape* shape);

void
hc_last_second_free(HcLastSecond* last_second);

/// Forget everything
void
hc_last_second_reset(HcLastSecond* last_second);

/// Take in a segment. `keep[i]` is 1, or 0 for a bin to leave out, i counted
/// from bin `first`; there are `n` of them.
void
hc_last_second_add(HcLastSecond*     last_second,
                   const HcSpectrum* spectrum,
                   const float*      keep,
                   uint32_t          first,
                   uint32_t          n);

/// Powers, mean squares
typedef struct {
  double hot;
  double cold;
  double diff;
  double common;
} HcPowers;

/// The powers that follow from `sums`, times `unit`
HcPowers
hc_powers_of(const HcBinPowers* sums, double unit);

/// Of the newest `n` segments, at most those of a second
HcPowers
hc_last_second_powers(const HcLastSecond* last_second, size_t n);

/// By how much each leg's level moves from segment to segment
typedef struct {
  double hot;  ///< dB between the loudest segment and the softest
  double cold; ///< Likewise
} HcMovement;

/// Over the newest `n` segments, at most those of a second; NAN of none
HcMovement
hc_last_second_movement(const HcLastSecond* last_second, size_t n);

/// Balance in the third octaves, from all segments held
void
hc_last_second_bands(const HcLastSecond* last_second,
                     HcBalance           bands[HC_N_THIRDS]);

/// Power in cells, one third octave in one segment, in units of its own
typedef struct {
  double all;     ///< hh + cc
  double against; ///< The same where hot and cold correlate above -0.5
} HcNotAntiphase;

/// Over the newest `n` segments, at most those of a second
HcNotAntiphase
hc_last_second_not_antiphase(const HcLastSecond* last_second, size_t n);

#endif // HOTCOLD_DSP_LAST_SECOND_H
