// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Readings: one row for each, with its name, unit and meaning, and the value
/// with its interval. OSC, JSON, terminal and man pages all use the names and
/// units of this table. Pure functions: any thread, no memory to free.

#ifndef HOTCOLD_READING_H
#define HOTCOLD_READING_H

#include <hotcold/attributes.h>

#include <stdbool.h>
#include <stddef.h>

HC_BEGIN_DECLS

/// Level of silence, in dBFS or dB. No level is lower.
#define HC_SILENCE_DB (-200.0)

/// `high` of a reading in dB that has no upper bound
#define HC_UNBOUNDED_DB 200.0

/// All readings. With h and c the samples of the hot and the cold leg:
/// diff = h - c, common = (h + c) / 2. hotcold-measurement(7) defines them all.
typedef enum {
  HC_HOT_RMS,       ///< dBFS, AES17, as the other RMS levels
  HC_COLD_RMS,      ///< dBFS
  HC_DIFF_RMS,      ///< dBFS, up to +6 more than one leg
  HC_COMMON_RMS,    ///< dBFS
  HC_HOT_PEAK,      ///< dBFS, 20 log10 of the greatest |sample|, as below
  HC_COLD_PEAK,     ///< dBFS
  HC_DIFF_PEAK,     ///< dBFS
  HC_COMMON_PEAK,   ///< dBFS
  HC_CORRELATION,   ///< -1..1, of hot and cold: -1 is antiphase
  HC_BALANCE,       ///< dB, output signal balance in the form of ITU-T O.9
  HC_COHERENCE,     ///< 0..1, of hot and cold, weighted by power
  HC_LEG_RATIO,     ///< dB, cold over hot, of the programme
  HC_LEG_PHASE,     ///< Degrees from antiphase
  HC_LEG_DELAY,     ///< us, positive: cold is late
  HC_PICKUP_COMMON, ///< dBFS, the part of common that does not follow diff
  HC_REJECTION,     ///< dB, pick-up on common over pick-up on diff
  HC_HUM_FREQUENCY, ///< Hz, fundamental of the mains lines
  HC_HUM_COMMON,    ///< dBFS
  HC_HUM_DIFF,      ///< dBFS
  HC_USB_COMMON,    ///< dBFS, lines at multiples of 1 kHz and 8 kHz
  HC_USB_DIFF,      ///< dBFS
  HC_NOISE_BAND,    ///< dBFS, idle noise of diff, 20 Hz - 20 kHz (AES17)
  HC_NOISE_A,       ///< dBFS, A-weighted (IEC 61672-1, annex E)
  HC_NOISE_468,     ///< dBFS, CCIR-RMS (shape of ITU-R BS.468-4, 0 dB at 2 kHz)
  HC_POLARITY,      ///< +1 or -1, sign of diff against the reference
  HC_REF_GAIN,      ///< dB, diff over the reference
  HC_REF_DELAY,     ///< ms, diff after the reference
  HC_N_READINGS
} HcReadingId;

/// How a reading is made
typedef enum {
  HC_FAST, ///< From sums over a window of frames: hc_window_readings()
  HC_SLOW, ///< From averaged spectra: hc_analyzer_read()
} HcPace;

/// What is constant about a reading
typedef struct {
  const char* name;     ///< As in JSON; OSC has slashes in place of dots
  const char* unit;     ///< "dBFS", "dB", "1", "degree", "us", "Hz", "ms"
  HcPace      pace;     ///< How it is made
  double      silence;  ///< Its value while it is not valid
  bool        interval; ///< True: `low`, `high` and `at_least` have a meaning
  const char* sentence; ///< What it is, for people
} HcReadingInfo;

/// One value and its interval. All numbers are finite.
typedef struct {
  double value;    ///< In the unit of its HcReadingInfo
  double low;      ///< Lower end of the 95 % interval, same unit
  double high;     ///< Upper end; HC_UNBOUNDED_DB: no upper bound
  bool   valid;    ///< False: value, low and high are the silence value
  bool   at_least; ///< The true value is `low` or more: the inputs, or the
                   ///< length of the take, limit what can be seen
} HcReading;

/// Returns the table's row of `id`, which must be below HC_N_READINGS. The row
/// and its strings are static.
HC_API const HcReadingInfo*
hc_reading_info(HcReadingId id);

/// Returns the reading with the name `name` (as "hot.rms"), or HC_N_READINGS
/// if there is none.
HC_API HcReadingId
hc_reading_find(const char* name);

/// Returns a reading that is not valid: value, low and high are the silence
/// value of `id`, which must be below HC_N_READINGS.
HC_API HcReading
hc_reading_invalid(HcReadingId id);

/// Returns a valid reading without uncertainty: low = high = value. `value`
/// must be finite.
HC_API HcReading
hc_reading_exact(double value);

/// Returns 10 log10(power) in dB, and HC_SILENCE_DB for a power of 1e-20 or
/// less, for a negative one and for NaN.
HC_API double
hc_db_from_power(double power);

/// Returns the level in dBFS of a mean square, where full scale is 1.0:
/// 10 log10(2 mean_square), so that a sine whose peak is at full scale reads 0
/// (AES17-2020, IEC 61606) and a square wave +3.01. Not below HC_SILENCE_DB.
HC_API double
hc_dbfs_from_mean_square(double mean_square);

/// Returns the level in dBFS of a peak, where full scale is 1.0:
/// 20 log10 |peak|. Not below HC_SILENCE_DB.
HC_API double
hc_dbfs_from_peak(double peak);

HC_END_DECLS

#endif // HOTCOLD_READING_H
