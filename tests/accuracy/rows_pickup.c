// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "take.h"

#include "support/circuit_response.h"

#include <complex.h>
#include <math.h>
#include <stdio.h>

/// Powers of the mains lines on m and on d, sum of squared peak amplitudes
typedef struct {
  double common;
  double diff;
} Truth;

/// By the circuit: odd harmonics fall as 1 / k, even ones are a quarter of that
static Truth
truth_of(const HcModelSettings* const line)
{
  Truth  truth = {0.0, 0.0};
  double all   = 0.0;
  for (int k = 1; k <= line->ground.harmonics; ++k) {
    const double   a = (k % 2 ? 1.0 : 0.25) / k;
    const Response r = circuit_response(
      &line->circuit, HC_FROM_GROUND, k * line->ground.mains_hz);
    all += a * a;
    truth.common += pow(a * cabs(response_common(r)), 2.0);
    truth.diff += pow(a * cabs(response_diff(r)), 2.0);
  }
  const double scale = pow(10.0, 0.1 * line->ground.mains) / all;
  truth.common *= scale;
  truth.diff *= scale;
  return truth;
}

static double
off(const HcReading reading, const double truth)
{
  return reading.valid ? fabs(reading.value - truth) : HUGE_VAL;
}

static void
frequency(Table* const table, const double seconds, const double target)
{
  char                     what[80];
  double                   worst    = 0.0;
  const HcAnalyzerSettings settings = take_settings();
  for (int i = 0; i < 4; ++i) {
    static const double hz[] = {49.91, 50.03, 59.96, 60.08};
    HcAnalysis          analysis;
    HcModelSettings     line = take_conditions(31U + (unsigned)i);
    line.ground.mains_hz     = hz[i];
    take_run(&line, &settings, seconds, &analysis);
    worst = fmax(worst, off(analysis.readings[HC_HUM_FREQUENCY], hz[i]));
  }
  snprintf(what, sizeof(what), "hum.frequency after %g s", seconds);
  table_at_most(table, what, 1e3 * worst, target, "mHz");
}

static void
levels(Table* const table)
{
  HcAnalysis               analysis;
  HcModelSettings          line     = take_conditions(41);
  const HcAnalyzerSettings settings = take_settings();
  const Truth              truth    = truth_of(&line);
  take_run(&line, &settings, 10.0, &analysis);
  table_at_most(
    table,
    "hum.common under pink noise after 10 s",
    off(analysis.readings[HC_HUM_COMMON], 10.0 * log10(truth.common)),
    0.1,
    "dB");
}

/// Rejection and hum.diff where programme pauses, for three degrees of unequal
/// source impedances
static void
rejection(Table* const table)
{
  const HcAnalyzerSettings settings = take_settings();
  for (int i = 0; i < 3; ++i) {
    static const double ohms[] = {1000.0, 100.0, 10.0};
    char                what[80];
    HcAnalysis          analysis;
    HcModelSettings     line = take_conditions(51U + (unsigned)i);
    line.programme.kind      = HC_PROGRAMME_PAUSES;
    line.circuit.source_ohm[HC_HOT] += ohms[i];
    const Truth  truth = truth_of(&line);
    const double want  = 10.0 * log10(truth.common / truth.diff);
    take_run(&line, &settings, 20.0, &analysis);

    snprintf(what, sizeof(what), "rejection of %.0f dB, with pauses", want);
    table_at_most(
      table, what, off(analysis.readings[HC_REJECTION], want), 0.5, "dB");
    snprintf(what, sizeof(what), "hum.diff at rejection of %.0f dB", want);
    table_at_most(table,
                  what,
                  off(analysis.readings[HC_HUM_DIFF], 10.0 * log10(truth.diff)),
                  0.1,
                  "dB");
  }
}

/// A symmetric line rejects more than can be seen: how much is vouched for
static void
beyond_the_floor(Table* const table)
{
  HcAnalysis               analysis;
  HcModelSettings          line     = take_conditions(61);
  const HcAnalyzerSettings settings = take_settings();
  line.programme.kind               = HC_PROGRAMME_PAUSES;
  take_run(&line, &settings, 20.0, &analysis);
  const HcReading got = analysis.readings[HC_REJECTION];
  table_within(table,
               "rejection of a symmetric line, at least",
               got.valid && got.at_least ? got.low : HC_SILENCE_DB,
               60.0,
               HC_UNBOUNDED_DB,
               "dB");
}

/// Programmes alone, on all kinds of lines: how many read hum or USB noise
static void
programme_alone(Table* const table)
{
  double                   found    = 0.0;
  const HcAnalyzerSettings settings = take_settings();
  for (int kind = 0; kind < HC_N_PROGRAMMES; ++kind) {
    for (int content = 0; content < HC_N_CONTENTS; ++content) {
      HcAnalysis      analysis;
      HcModelSettings line = take_conditions(71U + (unsigned)kind);
      line.ground          = hc_pickup_none();
      line.programme.kind  = (HcProgrammeKind)kind;
      line.programme.hz    = 1000.0;
      line.circuit.content = (HcContent)content;
      take_run(&line, &settings, table->is_long ? 60.0 : 12.0, &analysis);
      found += analysis.readings[HC_HUM_COMMON].valid ? 1.0 : 0.0;
      found += analysis.readings[HC_USB_COMMON].valid ? 1.0 : 0.0;
    }
  }
  table_at_most(table, "hum or USB noise read on programme", found, 0.0, "");
}

void
rows_of_pickup(Table* const table)
{
  frequency(table, 2.0, 10.0);
  frequency(table, 30.0, 1.0);
  levels(table);
  rejection(table);
  beyond_the_floor(table);
  programme_alone(table);
}
