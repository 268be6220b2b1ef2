// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The evidence that the rules of the verdict weigh; the analyzer fills it in.
/// A plain struct in the memory of the caller; pure, any thread. With h and c
/// the legs, d = h - c and m = (h + c) / 2. Levels are in dBFS as defined by
/// AES17. "Lines left out" means without the bins of mains and USB lines.
///
/// Numbers may have any value, also NaN and infinities. A number that is not
/// finite counts as not known and never supports a verdict.

#ifndef HOTCOLD_VERDICT_EVIDENCE_H
#define HOTCOLD_VERDICT_EVIDENCE_H

#include <hotcold/reading.h>

#include <complex.h>
#include <stdbool.h>
#include <stdint.h>

/// The legs compared on programme, over one span of time, lines left out.
/// T = Gdm / Gdd and r = (T - 1/2) / (T + 1/2), as in the readings.
typedef struct {
  HcReading balance;     ///< dB, -20 log10 |T|; valid from 8 averages on
  HcReading ratio;       ///< dB, |r|: cold over hot; valid as balance is
  HcReading phase;       ///< degree, arg(-r), -180..180; 0 is antiphase
  double    coherence;   ///< 0..1, hot to cold, power weighted
  double    correlation; ///< -1..1, of everything on the legs but the lines.
                         ///< NAN here or above: not known
  double not_antiphase;  ///< 0..1, see below; NAN: not known
  double seconds;        ///< Seconds of programme in this span
} HcLegsEvidence;

// not_antiphase is a share of the power hh + cc: that in cells (one third
// octave in one short window, about 0.1 s) with a correlation above -0.5. It is
// about 0 on one line in antiphase with any balance, and above 0.1 on stereo.

/// The legs compared on pick-up: ri = C / H at lines that stand out
typedef struct {
  bool has_left;         ///< It stood out once and has disappeared from one leg
                         ///< since
  bool stands_out;       ///< Pick-up stands out of a leg. False: nothing below
                         ///< is known
  bool   undecided;      ///< It is not known yet whether there are mains lines
  bool   lines_possible; ///< There may be mains lines; it is not decided yet
  bool   by_cold;        ///< The pick-up of cold is the clearer one
  double hot;            ///< dBFS of it on hot, as far as known
  double cold;           ///< dBFS of it on cold
  double complex other;  ///< Pick-up of the other leg over the clearer one's
  double         other_sigma; ///< Standard error of its real and imaginary part
  HcReading      ratio; ///< dB, |ri|; low -200 or high 200 where only bounded.
                        ///< Invalid: nearly nothing is known
  HcReading rejection;  ///< dB, as the reading of this name
} HcPickupEvidence;

/// The evidence about a line at one moment
typedef struct {
  bool disputed;  ///< There may be hum on the legs, and without the mains
                  ///< frequencies they look like another kind of line. It is
                  ///< too early for a verdict.
  bool programme; ///< d or a leg, lines left out, is above `silence` now

  // About the last second, lines left out, in dBFS, HC_SILENCE_DB and up;
  // filled in pauses too
  double hot;      ///< Level of h
  double cold;     ///< Level of c
  double diff;     ///< Level of d
  double residual; ///< m - T d: what of m does not follow d
  double louder;   ///< The louder leg, with what may be mains lines

  // Over the same second, dB between the loudest 0.2 s and the softest; NAN:
  // not known
  double hot_level_range;
  double cold_level_range;

  HcLegsEvidence last_second; ///< From about 1 s
  HcLegsEvidence slow;        ///< `average` seconds in run, the take otherwise

  HcPickupEvidence pickup; ///< Invalid if no pick-up stands out

  HcReading hum_frequency; ///< Hz
  HcReading hum_common;    ///< dBFS, as the readings of these names
  HcReading hum_diff;      ///< dBFS
  unsigned  hum_lines;     ///< Mains lines that stand out
  unsigned  hum_shared;    ///< Mains lines at which there is programme, too
  HcReading usb_common;    ///< dBFS
  HcReading usb_diff;      ///< dBFS
  HcReading noise_band;    ///< dBFS
  HcReading delay;         ///< us, positive: cold is late

  // Balance over three ranges, from the slow span
  HcReading balance_low;    ///< dB, 25 - 100 Hz
  HcReading balance_middle; ///< dB, 250 Hz - 2.5 kHz
  HcReading balance_high;   ///< dB, 8 - 16 kHz

  int polarity; ///< +1, -1 with a reference; 0: not known

  bool   calibrated;    ///< The capture pair has a calibration
  double capture_limit; ///< dB, best balance this capture pair can show

  // Counted since new or reset
  uint64_t clipped_hot;  ///< Frames of runs at full scale
  uint64_t clipped_cold; ///< Frames of runs at full scale
  uint64_t not_finite;   ///< Frames left out because of NaN or infinity
} HcEvidence;

/// Nothing is known of the legs: readings are invalid, numbers NaN
HcLegsEvidence
hc_evidence_no_legs(void);

/// Nothing is known: readings are invalid, levels are HC_SILENCE_DB, there is
/// no programme. Begin with this and fill in what is known.
void
hc_evidence_init(HcEvidence* evidence);

/// True if `reading` is valid and finite, and low <= value <= high
bool
hc_evidence_known(const HcReading* reading);

/// True if the lines of this level stand out. Else only an upper bound is
/// known.
bool
hc_evidence_seen(const HcReading* lines);

#endif // HOTCOLD_VERDICT_EVIDENCE_H
