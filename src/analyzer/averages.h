// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The averaged spectra of a line: slow ones of both paths, and the last
/// second. Segments without programme do not count. One thread at a time.

#ifndef HOTCOLD_ANALYZER_AVERAGES_H
#define HOTCOLD_ANALYZER_AVERAGES_H

#include "dsp/leg_response.h"
#include "dsp/balance.h"
#include "dsp/comb.h"
#include "dsp/last_second.h"
#include "dsp/spectrum.h"

#include <stdbool.h>
#include <stdint.h>

/// Opaque
typedef struct HcAverages HcAverages;

/// For `rate` frames per second; `average` seconds, exponential, or 0 for
/// linear; `silence` in dBFS. NULL when out of memory.
HcAverages*
hc_averages_new(uint32_t rate, double average, double silence);

void
hc_averages_free(HcAverages* averages);

/// Forget everything
void
hc_averages_reset(HcAverages* averages);

/// Forget the slow averages alone: what follows is of another line
void
hc_averages_forget(HcAverages* averages);

/// Take in a segment of the full-band STFT
void
hc_averages_full_band(HcAverages* averages, const HcSpectrum* spectrum);

/// Take in a segment of the decimated STFT
void
hc_averages_decimated(HcAverages* averages, const HcSpectrum* spectrum);

/// Look anew for lines to leave out, those of `mains` and `usb` among them
void
hc_averages_detect_lines(HcAverages*   averages,
                         const HcComb* mains,
                         const HcComb* usb);

/// The slow averages, in third octaves and as one from 20 Hz to 20 kHz. The
/// decimated STFT speaks for its bands once it has enough averages, the
/// full-band STFT for all others.
typedef struct {
  HcBalance      thirds[HC_N_THIRDS];
  HcBalance      whole;
  HcLegResponse  legs;
  HcNotAntiphase not_antiphase; ///< Of cells, likewise averaged
  double         programme;     ///< Seconds of programme averaged
} HcSlowAverages;

/// As of now; stands until audio or a choice is taken in
const HcSlowAverages*
hc_averages_slow(HcAverages* averages);

/// As of the last call of the above, or nothing; stands until the next one
const HcSlowAverages*
hc_averages_last(const HcAverages* averages);

/// The last second
typedef struct {
  HcBalance      thirds[HC_N_THIRDS];
  HcBalance      whole;
  HcPowers       powers;
  HcNotAntiphase not_antiphase;
  HcMovement     movement;
  double         programme; ///< Seconds of it that held programme
  double         drift;     ///< By how much Re T of its newer half differs
  bool           undecided; ///< Too early to know of mains
  bool lines_possible; ///< Lines may stand on the weaker leg: undecided yet
} HcLastSecondAverages;

void
hc_averages_last_second(const HcAverages*     averages,
                        HcLastSecondAverages* last_second);

/// What of it lies beside all mains lines: while undecided
void
hc_averages_beside_mains(const HcAverages*     averages,
                         HcLastSecondAverages* last_second);

/// Was any segment taken in?
bool
hc_averages_heard(const HcAverages* averages);

/// Hum may have set in: look at what lies beside it again for a while
void
hc_averages_doubt(HcAverages* averages);

/// Is it too early to know of mains, and may short segments tell yet?
bool
hc_averages_young(const HcAverages* averages);

/// Seconds since d or a leg, lines left out, was above silence, in steps of
/// a segment; 0 while it is, and before the first segment
double
hc_averages_quiet(const HcAverages* averages);

#endif // HOTCOLD_ANALYZER_AVERAGES_H
