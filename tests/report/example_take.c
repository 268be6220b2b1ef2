// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/example_take.h"

#include <hotcold/verdict.h>

#include <math.h>
#include <string.h>

static const double levels[] =
  {-23.0, -23.25, -17.1, -63.5, -10.0, -10.25, -4.1, -50.5};

static const double nominal[HC_N_BANDS] = {
  20.0,   25.0,   31.5,   40.0,   50.0,   63.0,   80.0,   100.0,
  125.0,  160.0,  200.0,  250.0,  315.0,  400.0,  500.0,  630.0,
  800.0,  1000.0, 1250.0, 1600.0, 2000.0, 2500.0, 3150.0, 4000.0,
  5000.0, 6300.0, 8000.0, 10e3,   12.5e3, 16e3,   20e3};

static HcReading
between(const double low, const double value, const double high)
{
  const HcReading reading = {value, low, high, true, false};
  return reading;
}

static void
fill_readings(HcReading* const readings)
{
  for (int i = 0; i < HC_N_READINGS; ++i) {
    readings[i] = hc_reading_invalid((HcReadingId)i);
  }
  for (int i = HC_HOT_RMS; i <= HC_COMMON_PEAK; ++i) {
    readings[i] = hc_reading_exact(levels[i]);
  }
  readings[HC_CORRELATION] = hc_reading_exact(-0.9987654321012345);
  readings[HC_BALANCE]     = between(51.9, 52.0, 52.1);
  readings[HC_COHERENCE]   = between(0.998, 0.999, 1.0);
  readings[HC_LEG_RATIO]   = between(-0.027, -0.025, -0.023);
  readings[HC_LEG_PHASE]   = between(-0.01, -0.0, 0.01);
  readings[HC_LEG_DELAY]   = between(0.011, 0.012, 0.013);

  readings[HC_REJECTION]          = between(63.2, 71.0, HC_UNBOUNDED_DB);
  readings[HC_REJECTION].at_least = true;

  readings[HC_PICKUP_COMMON] = between(-61.5, -61.0, -60.5);
  readings[HC_HUM_FREQUENCY] = between(50.019, 50.02, 50.021);
  readings[HC_HUM_COMMON]    = between(-61.3, -61.2, -61.1);
  readings[HC_HUM_DIFF]      = between(-119.0, -118.0, -117.0);
}

static void
fill_judgement(HcJudgement* const judgement)
{
  judgement->verdict    = HC_BALANCED;
  judgement->confidence = 0.99;
  judgement->n_reasons  = 2;
  judgement->advice     = hc_verdict_advice(HC_BALANCED);
  judgement->findings   = (1U << HC_HUM_ON_COMMON) | (1U << HC_UNCALIBRATED);
  strcpy(judgement->reasons[0], "Balance is 52.0 dB (51.9 to 52.1).");
  strcpy(judgement->reasons[1],
         "Rejection is at least 63.2 dB: both legs pick up the same.");
  strcpy(judgement->evidence[HC_HUM_ON_COMMON],
         "Mains at 50.02 Hz reads -61.2 dBFS on the common mode.");
  strcpy(judgement->evidence[HC_UNCALIBRATED],
         "No calibration is given for these ports.");
}

void
example_take_init(HcTake* const take, HcTakeLine* const line)
{
  memset(line, 0, sizeof(*line));
  strcpy(line->name, "main");
  line->state             = HC_STATE_OK;
  line->dbu_at_full_scale = (double)NAN;
  fill_readings(line->readings);
  fill_judgement(&line->analysis.judgement);

  for (int i = 0; i < HC_N_BANDS; ++i) {
    const double balance = i < 20 ? 52.0 : 52.0 - (double)(i - 19);
    const HcBand band    = {
         nominal[i], balance, balance - 0.2, balance + 0.2, 0.99, false, i > 0};
    line->analysis.bands[i] = band;
  }
  line->analysis.n_mains  = 2;
  line->analysis.mains[0] = (HcMainsLine){50.02, -61.2, -118.0};
  line->analysis.mains[1] = (HcMainsLine){100.04, -75.5, -120.25};

  const HcLimit limits[] = {{HC_BALANCE, false, 40.0, 0.0},
                            {HC_HUM_COMMON, true, -70.0, 0.0}};
  hc_take_line_judge(line, limits, 2);

  const HcTake whole = {"0.1.0", 48000, 20.0, 1, line, false};
  *take              = whole;
  take->pass         = hc_take_passes(take);
}
