// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The analyzer of one line: averaged spectra, balance, pick-up, verdict. Feed
/// it audio of both legs, read what is known. See libhotcold(3).
///
/// Threads: one thread at a time per analyzer, never an audio thread; different
/// analyzers may be used by different threads at once. Making and freeing use
/// FFTW's planner for single precision, which is one for the whole process:
/// calls of hc_analyzer_new(), hc_analyzer_new_beside() and hc_analyzer_free()
/// must not overlap each other, nor other calls of that planner.
///
/// Memory is allocated in hc_analyzer_new() and hc_analyzer_new_beside() only.

#ifndef HOTCOLD_ANALYZER_H
#define HOTCOLD_ANALYZER_H

#include <hotcold/attributes.h>
#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

HC_BEGIN_DECLS

/// Third-octave bands, 20 Hz - 20 kHz (IEC 61260-1, base ten)
#define HC_N_BANDS 31

/// Greatest number of mains lines: k f0, k up to 40
#define HC_MAX_MAINS 40

/// Rates an analyzer accepts, in frames per second
#define HC_MIN_RATE 8000U
#define HC_MAX_RATE 384000U

/// How one line is measured
typedef struct {
  /// Seconds of the exponential average, 0.1..3600. 0: linear average over all
  /// audio since new or reset, for a recording or a take.
  double average;
  /// dBFS, -200..0. There is programme while diff or a leg is above it.
  double silence;
  /// dB, 0..6: how much the gains of the two inputs may differ. It widens the
  /// intervals, and limits `balance`. 0: the inputs are equal.
  double gain_tolerance;
  /// us, 0..1000: the same for their delays
  double delay_tolerance;
  /// A reference is fed with the legs: the programme as it was sent
  bool has_reference;
} HcAnalyzerSettings;

/// Returns average 5 s, silence -70 dBFS, tolerances 0.1 dB and 0.1 us, no
/// reference: a live line on ordinary inputs that are not calibrated. Any
/// thread.
HC_API HcAnalyzerSettings
hc_analyzer_defaults(void);

/// Signal balance in one third octave, in the form of ITU-T O.9
typedef struct {
  double hz;        ///< Nominal mid-band frequency
  double balance;   ///< dB
  double low;       ///< dB, lower end of the 95 % interval
  double high;      ///< dB, upper end; HC_UNBOUNDED_DB: no upper bound
  double coherence; ///< Of hot and cold, 0..1
  bool   at_least;  ///< The true balance is `low` or more
  bool   valid;     ///< False: balance, low, high are 0
} HcBand;

/// One line of the mains comb
typedef struct {
  double hz;
  double common; ///< dBFS; HC_SILENCE_DB: does not stand out
  double diff;   ///< dBFS; HC_SILENCE_DB: does not stand out
} HcMainsLine;

/// All that is known of a line. About 7 KiB, without pointers to free.
typedef struct {
  uint64_t    frame;    ///< Frames since new or reset, with those not finite
  double      seconds;  ///< The same in seconds
  bool        heard;    ///< At least once 0.2 s of audio came without a gap
  bool        settling; ///< Fewer than 8 effective averages of programme
  bool        silent;   ///< No programme now
  HcReading   readings[HC_N_READINGS]; ///< The slow ones; others are not valid
  HcBand      bands[HC_N_BANDS];       ///< Not valid if the verdict is stereo
  size_t      n_mains;                 ///< 0..HC_MAX_MAINS
  HcMainsLine mains[HC_MAX_MAINS];     ///< From low to high frequency
  HcJudgement judgement;               ///< Verdict and findings
} HcAnalysis;

/// Opaque: one line
typedef struct HcAnalyzer HcAnalyzer;

/// Returns a new analyzer for `rate` frames per second
/// (HC_MIN_RATE..HC_MAX_RATE), to be freed with hc_analyzer_free(). `settings`
/// are copied. Returns NULL if memory runs out, or if the rate or a setting is
/// out of its range. Takes a few ms.
HC_API HcAnalyzer*
hc_analyzer_new(uint32_t rate, const HcAnalyzerSettings* settings);

/// Like hc_analyzer_new(), but shares tables and scratch memory with `other` if
/// both have the same rate, which saves memory and time with many lines. Both
/// must then be used by the same thread, or by one at a time. Results are the
/// same, and either one may be freed first. `other` may be NULL.
HC_API HcAnalyzer*
hc_analyzer_new_beside(const HcAnalyzer*         other,
                       uint32_t                  rate,
                       const HcAnalyzerSettings* settings);

/// Free `analyzer` and all it owns. NULL does nothing.
HC_API void
hc_analyzer_free(HcAnalyzer* analyzer);

/// Forget all audio, as if `analyzer` were new. Does not allocate.
HC_API void
hc_analyzer_reset(HcAnalyzer* analyzer);

/// Add `frames` consecutive frames, any number: one array of samples for each
/// leg and for the reference, full scale 1.0. All samples must be finite; leave
/// out frames that are not, see hc_analyzer_gap(). The samples are copied.
/// Without `has_reference` in the settings `reference` is ignored; with it,
/// NULL is silence. No reading uses the reference yet. The result does not
/// depend on how a signal is divided into calls. Cheap: most of the work waits
/// until hc_analyzer_read() or until about 0.2 s of audio have come (at 48 kHz;
/// less at higher rates). No errors.
HC_API void
hc_analyzer_feed(HcAnalyzer*  analyzer,
                 const float* hot,
                 const float* cold,
                 const float* reference,
                 size_t       frames);

/// Audio is missing here: the frames that follow do not continue those before.
/// `not_finite` is how many of the missing frames were left out because they
/// held NaN or infinity; 0 if they were lost.
HC_API void
hc_analyzer_gap(HcAnalyzer* analyzer, uint64_t not_finite);

/// Write what is known now to `analysis`, memory of the caller's. Does the work
/// that hc_analyzer_feed() put off. Call it about five times a second on a live
/// line, or once at the end of a take; more often costs time and gains nothing.
/// With a live average the slow readings are at most 0.2 s old. No errors: what
/// is not known is not valid, and the verdict is then HC_UNKNOWN.
///
/// `balance` is output signal balance as in ITU-T O.9 and IEC 60268-3:
/// -10 log10( sum |T|^2 Gdd / sum Gdd ), T = Gdm / Gdd, 20 Hz - 20 kHz, with
/// the longitudinal signal m = (h + c) / 2. Gdd and Gdm are averaged spectra
/// (Welch), |T|^2 is corrected for the bias of noise. Its interval is from
/// Bendat and Piersol, Random Data: sigma |T| / |T| =
/// sqrt((1 - g2) / (2 g2 K)), with coherence g2 and K effective averages,
/// widened by the tolerances of the settings.
HC_API void
hc_analyzer_read(HcAnalyzer* analyzer, HcAnalysis* analysis);

HC_END_DECLS

#endif // HOTCOLD_ANALYZER_H
