// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "take.h"

#include "support/circuit_response.h"

#include <complex.h>
#include <math.h>
#include <stdint.h>

static const double degree = 57.29577951308232;

static double
off(const HcReading reading, const double truth)
{
  return reading.valid ? fabs(reading.value - truth) : HUGE_VAL;
}

// A clean line with a gain error, unequal cables and cold 1.3 us late
static HcModelSettings
clean_line(const uint64_t seed)
{
  HcModelSettings line = take_conditions(11U + seed);
  line.ground          = hc_pickup_none();
  take_unbalance(&line, 46.0);
  line.circuit.capture_delay[HC_COLD] = 1.3e-6;
  return line;
}

static void
on_pink(Table* const table)
{
  const HcAnalyzerSettings settings = take_settings();
  double                   worst    = 0.0;
  for (uint64_t seed = 0; seed < TABLE_SEEDS; ++seed) {
    HcAnalysis            analysis;
    const HcModelSettings line  = clean_line(seed);
    const double complex  truth = truth_log_ratio(&line.circuit);
    take_run(&line, &settings, 10.0, &analysis);
    const double ratio = 20.0 / log(10.0) * creal(truth);
    worst = fmax(worst, off(analysis.readings[HC_LEG_RATIO], ratio));
  }
  table_at_most(
    table, "leg.ratio on pink noise after 10 s", worst, 0.001, "dB");
}

static void
at_one_kilohertz(Table* const table)
{
  const HcAnalyzerSettings settings    = take_settings();
  double                   worst_ratio = 0.0;
  double                   worst_phase = 0.0;
  for (uint64_t seed = 0; seed < TABLE_SEEDS; ++seed) {
    HcAnalysis      analysis;
    HcModelSettings line = clean_line(seed);
    line.programme.kind  = HC_PROGRAMME_SINE;
    line.programme.hz    = 1000.0;
    take_run(&line, &settings, 10.0, &analysis);

    const Response r =
      circuit_response(&line.circuit, HC_FROM_PROGRAMME, 1000.0);
    const double complex   truth    = clog(-r.leg[HC_COLD] / r.leg[HC_HOT]);
    const HcReading* const readings = analysis.readings;
    const double           ratio    = 20.0 / log(10.0) * creal(truth);
    const double           phase    = degree * cimag(truth);
    worst_ratio = fmax(worst_ratio, off(readings[HC_LEG_RATIO], ratio));
    worst_phase = fmax(worst_phase, off(readings[HC_LEG_PHASE], phase));
  }
  table_at_most(
    table, "leg.ratio on a tone of 1 kHz after 10 s", worst_ratio, 0.001, "dB");
  table_at_most(table,
                "leg.phase on a tone of 1 kHz after 10 s",
                worst_phase,
                0.005,
                "degree");
}

static void
delays(Table* const table)
{
  static const double delays[] = {0.005e-6, 0.1e-6, 2e-6, 20e-6, 60e-6};
  double              worst    = 0.0;
  for (unsigned take = 0; take < 10; ++take) {
    const unsigned           i = take % 5U;
    HcAnalysis               analysis;
    HcModelSettings          line      = take_conditions(13U + take);
    const HcAnalyzerSettings settings  = take_settings();
    line.ground                        = hc_pickup_none();
    line.circuit.capture_delay[i % 2U] = delays[i];
    take_run(&line, &settings, 10.0, &analysis);
    const double want = (i % 2U == HC_COLD ? 1e6 : -1e6) * delays[i];
    worst             = fmax(worst, off(analysis.readings[HC_LEG_DELAY], want));
  }
  table_at_most(table,
                "leg.delay, worst of 5 ns - 60 us, after 10 s",
                1e3 * worst,
                5.0,
                "ns");
}

void
rows_of_legs(Table* const table)
{
  on_pink(table);
  at_one_kilohertz(table);
  delays(table);
}
