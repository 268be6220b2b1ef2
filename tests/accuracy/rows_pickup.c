// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "take.h"

#include "support/circuit_response.h"

#include <complex.h>
#include <math.h>
#include <stdint.h>
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
  for (unsigned take = 0; take < 8U; ++take) {
    static const double hz[] = {49.91, 50.03, 59.96, 60.08};
    HcAnalysis          analysis;
    HcModelSettings     line = take_conditions(31U + take);
    line.ground.mains_hz     = hz[take % 4U];
    take_run(&line, &settings, seconds, &analysis);
    worst =
      fmax(worst, off(analysis.readings[HC_HUM_FREQUENCY], hz[take % 4U]));
  }
  snprintf(what, sizeof(what), "hum.frequency after %g s", seconds);
  table_at_most(table, what, 1e3 * worst, target, "mHz");
}

static void
levels(Table* const table)
{
  const HcAnalyzerSettings settings = take_settings();
  double                   worst    = 0.0;
  for (uint64_t seed = 0; seed < TABLE_SEEDS; ++seed) {
    HcAnalysis            analysis;
    const HcModelSettings line  = take_conditions(41U + seed);
    const Truth           truth = truth_of(&line);
    take_run(&line, &settings, 10.0, &analysis);
    worst = fmax(
      worst, off(analysis.readings[HC_HUM_COMMON], 10.0 * log10(truth.common)));
  }
  table_at_most(
    table, "hum.common under pink noise after 10 s", worst, 0.1, "dB");
}

/// Rejection and hum.diff where programme pauses, with `ohms` more on hot
static void
rejection(Table* const table, const double ohms)
{
  char                     what[80];
  HcModelSettings          line        = take_conditions(51);
  const HcAnalyzerSettings settings    = take_settings();
  double                   worst_ratio = 0.0;
  double                   worst_diff  = 0.0;
  line.programme.kind                  = HC_PROGRAMME_PAUSES;
  line.circuit.source_ohm[HC_HOT] += ohms;
  const Truth  truth = truth_of(&line);
  const double want  = 10.0 * log10(truth.common / truth.diff);
  const double diff  = 10.0 * log10(truth.diff);
  for (uint64_t seed = 0; seed < TABLE_SEEDS; ++seed) {
    HcAnalysis analysis;
    line.programme.seed = 51U + seed;
    take_run(&line, &settings, 20.0, &analysis);
    worst_ratio = fmax(worst_ratio, off(analysis.readings[HC_REJECTION], want));
    worst_diff  = fmax(worst_diff, off(analysis.readings[HC_HUM_DIFF], diff));
  }
  snprintf(what, sizeof(what), "rejection of %.0f dB, with pauses", want);
  table_at_most(table, what, worst_ratio, 0.5, "dB");
  snprintf(what, sizeof(what), "hum.diff at rejection of %.0f dB", want);
  table_at_most(table, what, worst_diff, 0.1, "dB");
}

/// A symmetric line rejects more than can be seen: how much is vouched for
static void
beyond_the_floor(Table* const table)
{
  const HcAnalyzerSettings settings = take_settings();
  double                   least    = HC_UNBOUNDED_DB;
  for (uint64_t seed = 0; seed < TABLE_SEEDS; ++seed) {
    HcAnalysis      analysis;
    HcModelSettings line = take_conditions(61U + seed);
    line.programme.kind  = HC_PROGRAMME_PAUSES;
    take_run(&line, &settings, 20.0, &analysis);
    const HcReading got = analysis.readings[HC_REJECTION];
    least = fmin(least, got.valid && got.at_least ? got.low : HC_SILENCE_DB);
  }
  table_within(table,
               "rejection of a symmetric line, at least",
               least,
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
  rejection(table, 1000.0); // About 20, 40, 60 dB
  rejection(table, 100.0);
  rejection(table, 10.0);
  beyond_the_floor(table);
  programme_alone(table);
}
