// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The averaged spectra of a line: slow averages of the full-band and the
/// decimated STFT, and those of the last second. Segments without programme do
/// not count. One thread at a time; memory is allocated in hc_averages_new()
/// only.

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

/// For `rate` frames per second. Exponential averages over `average` seconds,
/// or 0 for linear ones; programme is what reaches `silence` dBFS. NULL when
/// out of memory.
HcAverages*
hc_averages_new(uint32_t rate, double average, double silence);

/// Free it; NULL is allowed
void
hc_averages_free(HcAverages* averages);

/// Forget everything
void
hc_averages_reset(HcAverages* averages);

/// Forget only the slow averages: another line is connected now
void
hc_averages_forget(HcAverages* averages);

/// Add the next segment of the full-band STFT
void
hc_averages_full_band(HcAverages* averages, const HcSpectrum* spectrum);

/// Add the next segment of the decimated STFT
void
hc_averages_decimated(HcAverages* averages, const HcSpectrum* spectrum);

/// Choose again which spectral lines are left out of the averages. The lines of
/// `mains` and `usb` are among them.
void
hc_averages_detect_lines(HcAverages*   averages,
                         const HcComb* mains,
                         const HcComb* usb);

/// The slow averages, in third octaves and over the whole band from 20 Hz to 20
/// kHz. Up to 2.8 kHz they come from the decimated STFT once that has enough
/// averages; the others come from the full-band STFT.
typedef struct {
  HcBalance      thirds[HC_N_THIRDS];
  HcBalance      whole;
  HcLegResponse  legs;
  HcNotAntiphase not_antiphase; ///< Averaged in the same way
  double         programme;     ///< Seconds of programme in the averages
} HcSlowAverages;

/// The slow averages of now. Valid until a segment is added, lines are chosen
/// or averages are forgotten.
const HcSlowAverages*
hc_averages_slow(HcAverages* averages);

/// The result of the last hc_averages_slow(); empty if there was none. Valid
/// until the next one.
const HcSlowAverages*
hc_averages_last(const HcAverages* averages);

/// The last second
typedef struct {
  HcBalance      thirds[HC_N_THIRDS];
  HcBalance      whole;
  HcPowers       powers;
  HcNotAntiphase not_antiphase;
  HcMovement     movement;
  double         programme; ///< Seconds of it with programme
  double         drift; ///< Difference of Re T between the newer half and all
  bool           undecided; ///< It is not known yet whether there is mains hum
  bool lines_possible; ///< Not known yet, and the weaker leg may carry mains
                       ///< lines
} HcLastSecondAverages;

/// Write the averages of the last second into `last_second`
void
hc_averages_last_second(const HcAverages*     averages,
                        HcLastSecondAverages* last_second);

/// The same from frequencies at which no mains line can be. Use it while
/// `undecided`.
void
hc_averages_beside_mains(const HcAverages*     averages,
                         HcLastSecondAverages* last_second);

/// True if a segment of the full-band STFT was added
bool
hc_averages_heard(const HcAverages* averages);

/// Call when hum may have started: it is not known any more whether there is
/// mains hum
void
hc_averages_doubt(HcAverages* averages);

/// True if mains lines are not decided on yet and the short-term STFT may still
/// decide it
bool
hc_averages_young(const HcAverages* averages);

/// Seconds since d or a leg was last above silence, spectral lines left out, in
/// steps of one segment. 0 while it is above, and before the first segment.
double
hc_averages_quiet(const HcAverages* averages);

#endif // HOTCOLD_ANALYZER_AVERAGES_H
