// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <hotcold/reading.h>

#include <math.h>
#include <string.h>

#define LEVEL "dBFS", HC_FAST, HC_SILENCE_DB, false
#define NOISE "dBFS", HC_SLOW, HC_SILENCE_DB, true

static const HcReadingInfo infos[HC_N_READINGS] = {
  [HC_HOT_RMS]     = {"hot.rms", LEVEL, "Level of the hot leg (AES17)"},
  [HC_COLD_RMS]    = {"cold.rms", LEVEL, "Level of the cold leg (AES17)"},
  [HC_DIFF_RMS]    = {"diff.rms", LEVEL, "Level of hot - cold (AES17)"},
  [HC_COMMON_RMS]  = {"common.rms", LEVEL, "Level of (hot + cold) / 2 (AES17)"},
  [HC_HOT_PEAK]    = {"hot.peak", LEVEL, "Peak of the hot leg"},
  [HC_COLD_PEAK]   = {"cold.peak", LEVEL, "Peak of the cold leg"},
  [HC_DIFF_PEAK]   = {"diff.peak", LEVEL, "Peak of hot - cold"},
  [HC_COMMON_PEAK] = {"common.peak", LEVEL, "Peak of (hot + cold) / 2"},
  [HC_CORRELATION] = {"correlation",
                      "1",
                      HC_FAST,
                      0.0,
                      false,
                      "Correlation of hot and cold; -1 is antiphase"},
  [HC_BALANCE]     = {"balance",
                      "dB",
                      HC_SLOW,
                      HC_SILENCE_DB,
                      true,
                      "Output signal balance, OSB, ITU-T O.9 form, 20 Hz - 20 kHz"},
  [HC_COHERENCE]   = {"coherence",
                      "1",
                      HC_SLOW,
                      0.0,
                      true,
                      "Coherence of hot and cold, power weighted"},
  [HC_LEG_RATIO]   = {"leg.ratio",
                      "dB",
                      HC_SLOW,
                      HC_SILENCE_DB,
                      true,
                      "Level of the programme on cold over that on hot"},
  [HC_LEG_PHASE]   = {"leg.phase",
                      "degree",
                      HC_SLOW,
                      0.0,
                      true,
                      "Phase between the legs; 0 is perfect antiphase"},
  [HC_LEG_DELAY]   = {"leg.delay",
                      "us",
                      HC_SLOW,
                      0.0,
                      true,
                      "Delay of cold against hot; positive: cold is late"},
  [HC_PICKUP_COMMON] = {"pickup.common",
                        NOISE,
                        "Common mode that does not follow the programme"},
  [HC_REJECTION] =
    {"rejection",
     "dB",
     HC_SLOW,
     HC_SILENCE_DB,
     true,
     "Pick-up on the common mode over pick-up on the difference"},
  [HC_HUM_FREQUENCY] = {"hum.frequency",
                        "Hz",
                        HC_SLOW,
                        0.0,
                        true,
                        "Mains frequency: the fundamental of the hum"},
  [HC_HUM_COMMON]    = {"hum.common", NOISE, "Mains hum on the common mode"},
  [HC_HUM_DIFF]      = {"hum.diff", NOISE, "Mains hum on the difference"},
  [HC_USB_COMMON]    = {"usb.common", NOISE, "USB noise on the common mode"},
  [HC_USB_DIFF]      = {"usb.diff", NOISE, "USB noise on the difference"},
  [HC_NOISE_BAND]    = {"noise.band",
                        NOISE,
                        "Noise of the difference in pauses, 20 Hz - 20 kHz"},
  [HC_NOISE_A]       = {"noise.a",
                        NOISE,
                        "Noise of the difference in pauses, A weighted"},
  [HC_NOISE_468]     = {"noise.468",
                        NOISE,
                        "Noise of the difference in pauses, CCIR-RMS"},
  [HC_POLARITY]      = {"polarity",
                        "1",
                        HC_SLOW,
                        0.0,
                        false,
                        "Sign of hot - cold against the reference"},
  [HC_REF_GAIN]      = {"ref.gain",
                        "dB",
                        HC_SLOW,
                        HC_SILENCE_DB,
                        true,
                        "Level of hot - cold over the reference"},
  [HC_REF_DELAY] =
    {"ref.delay", "ms", HC_SLOW, 0.0, true, "Loop delay against the reference"},
};

const HcReadingInfo*
hc_reading_info(const HcReadingId id)
{
  return &infos[id];
}

HcReadingId
hc_reading_find(const char* const name)
{
  int id = 0;
  while (id < HC_N_READINGS && strcmp(infos[id].name, name)) {
    ++id;
  }
  return (HcReadingId)id;
}

HcReading
hc_reading_invalid(const HcReadingId id)
{
  const double    silence = infos[id].silence;
  const HcReading reading = {silence, silence, silence, false, false};
  return reading;
}

HcReading
hc_reading_exact(const double value)
{
  const HcReading reading = {value, value, value, true, false};
  return reading;
}

double
hc_db_from_power(const double power)
{
  return power > 1e-20 ? 10.0 * log10(power) : HC_SILENCE_DB;
}

double
hc_dbfs_from_mean_square(const double mean_square)
{
  return hc_db_from_power(2.0 * mean_square);
}

double
hc_dbfs_from_peak(const double peak)
{
  return hc_db_from_power(peak * peak);
}
