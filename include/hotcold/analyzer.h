// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The slow side of a line: averaged spectra, balance, pick-up, verdict.
/// One HcAnalyzer per line, used by one thread at a time, never the audio
/// thread. Memory is allocated when an analyzer is made only.

#ifndef HOTCOLD_ANALYZER_H
#define HOTCOLD_ANALYZER_H

#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Third-octave bands 20 Hz - 20 kHz (IEC 61260-1, base ten)
#define HC_N_BANDS 31

/// Mains lines reported, k f0 up to 40
#define HC_MAX_MAINS 40

/// Rates an analyzer accepts, in Hz
#define HC_MIN_RATE 8000U
#define HC_MAX_RATE 384000U

/// How one line is measured
typedef struct {
  double average; ///< Seconds, exponential; 0: linear over the whole take
  double silence; ///< dBFS below which there is no programme
  double gain_tolerance;  ///< dB, of an uncalibrated capture pair
  double delay_tolerance; ///< us, likewise
} HcAnalyzerSettings;

/// average 5 s, silence -70 dBFS, tolerances 0.1 dB and 0.1 us
HcAnalyzerSettings
hc_analyzer_defaults(void);

/// Signal balance in one third octave
typedef struct {
  double hz;        ///< Nominal mid-band frequency
  double balance;   ///< dB
  double low;       ///< dB, 95 %
  double high;      ///< dB, 95 %, or HC_UNBOUNDED_DB
  double coherence; ///< 0..1
  bool   at_least;
  bool   valid; ///< False: balance, low, high are 0
} HcBand;

/// One line of the mains comb
typedef struct {
  double hz;
  double common; ///< dBFS; HC_SILENCE_DB: does not stand out
  double diff;   ///< dBFS, likewise
} HcMainsLine;

/// All that is known of a line after some audio
typedef struct {
  uint64_t    frame;    ///< Frames fed since new or reset
  double      seconds;  ///< The same in seconds
  bool        heard;    ///< Some 0.2 s of audio in one piece, at least once
  bool        settling; ///< Fewer than 8 effective averages of programme
  bool        silent;   ///< No programme now
  HcReading   readings[HC_N_READINGS]; ///< Slow ones; the fast are invalid
  HcBand      bands[HC_N_BANDS];       ///< Invalid, with balance, if HC_STEREO
  size_t      n_mains;
  HcMainsLine mains[HC_MAX_MAINS];
  HcJudgement judgement;
} HcAnalysis;

/// Opaque
typedef struct HcAnalyzer HcAnalyzer;

/// An analyzer for `rate` frames per second (HC_MIN_RATE..HC_MAX_RATE).
/// NULL when out of memory.
HcAnalyzer*
hc_analyzer_new(uint32_t rate, const HcAnalyzerSettings* settings);

/// Likewise, to be used by the same thread as `other` (NULL: none), with which
/// it shares tables and scratch memory if that is for the same rate: many lines
/// take less memory and time so. The results are the same; either may be freed
/// first.
HcAnalyzer*
hc_analyzer_new_beside(const HcAnalyzer*         other,
                       uint32_t                  rate,
                       const HcAnalyzerSettings* settings);

void
hc_analyzer_free(HcAnalyzer* analyzer);

/// Forget all audio
void
hc_analyzer_reset(HcAnalyzer* analyzer);

/// Take in `frames` consecutive frames of both legs (planar, full scale 1.0,
/// finite). The result does not depend on how a signal is cut into calls. Most
/// of the work is put off: until the next look, or a quarter of a second.
void
hc_analyzer_feed(HcAnalyzer*  analyzer,
                 const float* hot,
                 const float* cold,
                 size_t       frames);

/// Audio was lost or left out here: what follows does not join what came
/// before. `not_finite` frames of it were NaN or infinite.
void
hc_analyzer_gap(HcAnalyzer* analyzer, uint64_t not_finite);

/// What is known now. In run about five times a second, else once at the end.
void
hc_analyzer_read(HcAnalyzer* analyzer, HcAnalysis* analysis);

#endif // HOTCOLD_ANALYZER_H
