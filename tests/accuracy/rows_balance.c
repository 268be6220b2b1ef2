// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "take.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

// Worst error over `n` takes of a line of about `balance` dB
static double
worst_error(const HcModelSettings* const    conditions,
            const HcAnalyzerSettings* const settings,
            const double                    balance,
            const double                    seconds,
            const uint64_t                  n)
{
  double worst = 0.0;
  for (uint64_t i = 0; i < n; ++i) {
    HcAnalysis      analysis;
    HcModelSettings line = *conditions;
    line.programme.seed  = 100 + i;
    take_unbalance(&line, balance);
    take_run(&line, settings, seconds, &analysis);
    const double     truth = truth_balance(&line.circuit, 20.0, 20000.0);
    const HcReading* got   = &analysis.readings[HC_BALANCE];
    worst = fmax(worst, got->valid ? fabs(got->value - truth) : HUGE_VAL);
  }
  return worst;
}

static void
whole(Table* const table)
{
  static const struct {
    double balance;
    double seconds;
    double target;
  } rows[] = {{20.0, 10.0, 0.05},
              {40.0, 10.0, 0.05},
              {60.0, 10.0, 0.05},
              {80.0, 10.0, 0.2},
              {100.0, 30.0, 0.5},
              {120.0, 60.0, 1.0}};

  const HcModelSettings    conditions = take_conditions(1);
  const HcAnalyzerSettings settings   = take_settings();
  const uint64_t           takes      = table->is_long ? 40U : TABLE_SEEDS;
  for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); ++i) {
    char what[80];
    snprintf(what,
             sizeof(what),
             "balance %.0f dB after %.0f s, worst of %u takes",
             rows[i].balance,
             rows[i].seconds,
             (unsigned)takes);
    const double error = worst_error(
      &conditions, &settings, rows[i].balance, rows[i].seconds, takes);
    table_at_most(table, what, error, rows[i].target, "dB");
  }
}

static void
in_run(Table* const table)
{
  const HcModelSettings conditions = take_conditions(1);
  HcAnalyzerSettings    settings   = take_settings();
  settings.average                 = 5.0;
  table_at_most(table,
                "balance 60 dB in run, average 5 s, after 10 s",
                worst_error(&conditions, &settings, 60.0, 10.0, TABLE_SEEDS),
                0.05,
                "dB");
}

static void
under_pickup(Table* const table)
{
  // The programme's common mode lies at -80 dBFS
  HcModelSettings          conditions = take_conditions(1);
  const HcAnalyzerSettings settings   = take_settings();
  conditions.ground.noise             = -60.0;
  table_at_most(table,
                "balance 60 dB, noise 20 dB above it, after 60 s",
                worst_error(&conditions, &settings, 60.0, 60.0, TABLE_SEEDS),
                1.0,
                "dB");
}

// Worst error of the bands `first` to 20 kHz
static double
worst_band_of(const HcModelSettings* const line, const size_t first)
{
  HcAnalysis               analysis;
  const HcAnalyzerSettings settings = take_settings();
  const double             half     = pow(10.0, 0.05);
  double                   worst    = 0.0;
  take_run(line, &settings, 20.0, &analysis);
  for (size_t i = first; i < HC_N_BANDS; ++i) {
    const HcBand* const band = &analysis.bands[i];
    const double        mid  = 1000.0 * pow(10.0, ((double)i - 17.0) / 10.0);
    const double want  = truth_balance(&line->circuit, mid / half, mid * half);
    const double error = band->valid ? fabs(band->balance - want) : HUGE_VAL;
    worst              = fmax(worst, error);
  }
  return worst;
}

// The same of all seeds
static double
worst_band(const HcModelSettings* const line, const size_t first)
{
  HcModelSettings take  = *line;
  double          worst = 0.0;
  for (uint64_t seed = 0; seed < TABLE_SEEDS; ++seed) {
    take.programme.seed = line->programme.seed + seed;
    worst               = fmax(worst, worst_band_of(&take, first));
  }
  return worst;
}

static void
bands(Table* const table)
{
  HcModelSettings line = take_conditions(7);
  take_unbalance(&line, 60.0);
  table_at_most(table,
                "third octaves 50 Hz - 20 kHz at 60 dB after 20 s",
                worst_band(&line, 4),
                0.3,
                "dB");

  // A corner of 16 Hz, below which T is steep
  HcModelSettings capacitor                 = take_conditions(17);
  capacitor.circuit.coupling_farad[HC_COLD] = 1e-6;
  table_at_most(table,
                "third octaves 31.5 Hz - 20 kHz, capacitor in one leg",
                worst_band(&capacitor, 2),
                0.3,
                "dB");
}

void
rows_of_balance(Table* const table)
{
  whole(table);
  in_run(table);
  under_pickup(table);
  bands(table);
}
