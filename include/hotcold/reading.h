// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The schema of readings: every face (OSC, JSON, terminal, man page) is
/// generated from the table in schema/reading.c or checked against it.

#ifndef HOTCOLD_READING_H
#define HOTCOLD_READING_H

#include <hotcold/attributes.h>

#include <stdbool.h>
#include <stddef.h>

/// Level published for silence, in dBFS or dB; nothing reads lower
#define HC_SILENCE_DB (-200.0)

/// `high` of a reading in dB whose interval is unbounded above
#define HC_UNBOUNDED_DB 200.0

typedef enum {
  HC_HOT_RMS,
  HC_COLD_RMS,
  HC_DIFF_RMS,
  HC_COMMON_RMS,
  HC_HOT_PEAK,
  HC_COLD_PEAK,
  HC_DIFF_PEAK,
  HC_COMMON_PEAK,
  HC_CORRELATION,
  HC_BALANCE,
  HC_COHERENCE,
  HC_LEG_RATIO,
  HC_LEG_PHASE,
  HC_LEG_DELAY,
  HC_PICKUP_COMMON,
  HC_REJECTION,
  HC_HUM_FREQUENCY,
  HC_HUM_COMMON,
  HC_HUM_DIFF,
  HC_USB_COMMON,
  HC_USB_DIFF,
  HC_NOISE_BAND,
  HC_NOISE_A,
  HC_NOISE_468,
  HC_POLARITY,
  HC_REF_GAIN,
  HC_REF_DELAY,
  HC_N_READINGS
} HcReadingId;

/// When a reading is renewed
typedef enum {
  HC_FAST, ///< Covers the time since the last message, or the whole take
  HC_SLOW, ///< From averaged spectra, renewed about five times a second
} HcPace;

/// What is fixed about a reading
typedef struct {
  const char* name;     ///< As in JSON; dots become slashes in OSC
  const char* unit;     ///< "dBFS", "dB", "1", "degree", "us", "Hz", "ms"
  HcPace      pace;     ///< When it is renewed
  double      silence;  ///< Its value while invalid
  bool        interval; ///< Has low, high and at_least
  const char* sentence; ///< What it is, for people
} HcReadingInfo;

/// One value with what is known about it. All numbers are finite.
typedef struct {
  double value;    ///< In the unit of its HcReadingInfo
  double low;      ///< Lower end of the 95 % interval, same unit
  double high;     ///< Upper end; HC_UNBOUNDED_DB where unbounded
  bool   valid;    ///< False: value, low and high are the silence value
  bool   at_least; ///< The truth is `low` or more; capture is the limit
} HcReading;

/// The table's row of `id` (id < HC_N_READINGS)
const HcReadingInfo*
hc_reading_info(HcReadingId id);

/// The reading called `name`, or HC_N_READINGS
HcReadingId
hc_reading_find(const char* name);

/// An invalid reading: the silence value of `id` throughout
HcReading
hc_reading_invalid(HcReadingId id);

/// A valid reading without uncertainty: low = high = value
HcReading
hc_reading_exact(double value);

/// 10 log10(power), not below HC_SILENCE_DB; 0, negative and NaN give
/// HC_SILENCE_DB
double
hc_db_from_power(double power);

/// AES17 level in dBFS of a mean square (1.0 = full scale squared): a sine
/// that reaches full scale reads 0. Not below HC_SILENCE_DB.
double
hc_dbfs_from_mean_square(double mean_square);

/// Peak level in dBFS, 20 log10 |x|. Not below HC_SILENCE_DB.
double
hc_dbfs_from_peak(double peak);

#endif // HOTCOLD_READING_H
