// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lines.h"
#include "table.h"
#include "take.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

// Figures do not depend on the sample rate

static double
off(const HcReading reading, const double truth)
{
  return reading.valid ? fabs(reading.value - truth) : HUGE_VAL;
}

static void
row(Table* const      table,
    const char* const what,
    const uint32_t    rate,
    const double      figure,
    const double      target,
    const char* const unit)
{
  char text[80];
  snprintf(text, sizeof(text), "%s, at %g kHz", what, rate / 1e3);
  table_at_most(table, text, figure, target, unit);
}

// The greatest errors of all seeds
typedef struct {
  double balance; // dB
  double hz;
  double common; // dB
  double delay;  // us
} Worst;

static void
add_signal(Worst* const worst, const uint32_t rate, const uint64_t seed)
{
  HcAnalysis               analysis;
  const HcAnalyzerSettings settings = take_settings();
  HcModelSettings          line     = take_conditions(seed);
  take_unbalance(&line, 60.0);
  const double truth  = truth_balance(&line.circuit, 20.0, 20000.0);
  const double common = 10.0 * log10(truth_mains_common(&line));
  take_run_at(rate, &line, &settings, 10.0, &analysis);
  const HcReading* const got = analysis.readings;
  worst->balance = fmax(worst->balance, off(got[HC_BALANCE], truth));
  worst->common  = fmax(worst->common, off(got[HC_HUM_COMMON], common));
  worst->hz = fmax(worst->hz, off(got[HC_HUM_FREQUENCY], line.ground.mains_hz));
}

static void
add_delay(Worst* const worst, const uint32_t rate, const uint64_t seed)
{
  HcAnalysis               analysis;
  const HcAnalyzerSettings settings   = take_settings();
  HcModelSettings          line       = take_conditions(seed);
  line.ground                         = hc_pickup_none();
  line.circuit.capture_delay[HC_COLD] = 2e-6;
  take_run_at(rate, &line, &settings, 10.0, &analysis);
  worst->delay = fmax(worst->delay, off(analysis.readings[HC_LEG_DELAY], 2.0));
}

static void
figures(Table* const table, const uint32_t rate)
{
  Worst worst = {0.0, 0.0, 0.0, 0.0};
  for (uint64_t seed = 81; seed < 81U + TABLE_SEEDS; ++seed) {
    add_signal(&worst, rate, seed);
    add_delay(&worst, rate, seed);
  }
  row(table, "balance 60 dB after 10 s", rate, worst.balance, 0.05, "dB");
  row(table, "hum.frequency after 10 s", rate, 1e3 * worst.hz, 10.0, "mHz");
  row(table, "hum.common", rate, worst.common, 0.1, "dB");
  row(table, "leg.delay after 10 s", rate, 1e3 * worst.delay, 5.0, "ns");
}

// Kinds of line that read another verdict
static void
verdicts(Table* const table, const uint32_t rate)
{
  double                   wrong    = 0.0;
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  for (size_t i = 0; i < lines_count(); ++i) {
    HcAnalysis            analysis;
    const LineKind* const kind = lines_kind(i);
    const HcModelSettings line = lines_make(kind, 85U + i);
    take_run_at(rate, &line, &settings, 5.0, &analysis);
    const HcVerdict verdict = analysis.judgement.verdict;
    if (!lines_is_right(kind, verdict)) {
      printf("  %s: %s\n", kind->name, hc_verdict_name(verdict));
      wrong += 1.0;
    }
  }
  row(table, "lines misnamed after 5 s", rate, wrong, 0.0, "");
}

void
rows_of_rates(Table* const table)
{
  static const uint32_t rates[] = {8000, 44100, 96000, 192000, 384000};
  for (int i = 0; i < 5; ++i) {
    // What is judged to 20 kHz needs a rate that carries it
    if (rates[i] >= 44100) {
      figures(table, rates[i]);
    }
    verdicts(table, rates[i]);
  }
}
