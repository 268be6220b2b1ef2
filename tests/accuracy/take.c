// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "take.h"

#include "support/circuit_response.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define RATE 48000
#define PIECE 256

// Steps per octave of numerical integrals over frequency
#define STEPS 200.0

HcModelSettings
take_conditions(const uint64_t seed)
{
  HcModelSettings line  = hc_model_defaults();
  line.programme.seed   = seed;
  line.ground.mains     = -50.0;
  line.ground.mains_hz  = 50.03;
  line.ground.harmonics = 20;
  return line;
}

HcAnalyzerSettings
take_settings(void)
{
  HcAnalyzerSettings settings = hc_analyzer_defaults();
  settings.average            = 0.0;
  settings.gain_tolerance     = 0.0;
  settings.delay_tolerance    = 0.0;
  return settings;
}

void
take_run(const HcModelSettings* const    line,
         const HcAnalyzerSettings* const settings,
         const double                    seconds,
         HcAnalysis* const               analysis)
{
  take_run_at(RATE, line, settings, seconds, analysis);
}

void
take_run_at(const uint32_t                  rate,
            const HcModelSettings* const    line,
            const HcAnalyzerSettings* const settings,
            const double                    seconds,
            HcAnalysis* const               analysis)
{
  HcModel* const    model    = hc_model_new(line, rate);
  HcAnalyzer* const analyzer = hc_analyzer_new(rate, settings);
  if (!model || !analyzer) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  for (long left = lround(seconds * rate); left > 0; left -= PIECE) {
    float hot[PIECE];
    float cold[PIECE];
    hc_model_process(model, NULL, hot, cold, PIECE);
    hc_analyzer_feed(analyzer, hot, cold, NULL, PIECE);
  }
  hc_analyzer_read(analyzer, analysis);
  hc_analyzer_free(analyzer);
  hc_model_free(model);
}

void
take_unbalance(HcModelSettings* const line, const double balance)
{
  const double t         = pow(10.0, -balance / 20.0);
  HcCircuit*   circuit   = &line->circuit;
  circuit->gain[HC_HOT]  = 1.0 + 2.0 * t;
  circuit->gain[HC_COLD] = 1.0 - 2.0 * t;
  circuit->source_ohm[HC_HOT] *= 1.0 + fmin(t, 0.01);
  circuit->cable_farad[HC_COLD] *= 1.0 + fmin(10.0 * t, 0.2);
}

double
truth_balance(const HcCircuit* const circuit,
              const double           low,
              const double           high)
{
  const double step = pow(2.0, 1.0 / STEPS);
  double       d    = 0.0;
  double       m    = 0.0;
  for (double hz = low * sqrt(step); hz < high; hz *= step) {
    // Pink programme: the same power in each step
    const Response r = circuit_response(circuit, HC_FROM_PROGRAMME, hz);
    d += pow(cabs(response_diff(r)), 2.0);
    m += pow(cabs(response_common(r)), 2.0);
  }
  return 10.0 * log10(d / m);
}

double complex
truth_log_ratio(const HcCircuit* const circuit)
{
  const double   step = pow(2.0, 1.0 / STEPS);
  double         d    = 0.0;
  double complex sum  = 0.0;
  for (double hz = 20.0 * sqrt(step); hz < 20000.0; hz *= step) {
    const Response r = circuit_response(circuit, HC_FROM_PROGRAMME, hz);
    const double   p = pow(cabs(response_diff(r)), 2.0);
    d += p;
    sum += p * clog(-r.leg[HC_COLD] / r.leg[HC_HOT]);
  }
  return sum / d;
}

double
truth_mains_common(const HcModelSettings* const line)
{
  double sum = 0.0;
  double all = 0.0;
  for (int k = 1; k <= line->ground.harmonics; ++k) {
    const double   a = (k % 2 ? 1.0 : 0.25) / k;
    const Response r = circuit_response(
      &line->circuit, HC_FROM_GROUND, k * line->ground.mains_hz);
    all += a * a;
    sum += pow(a * cabs(response_common(r)), 2.0);
  }
  return pow(10.0, 0.1 * line->ground.mains) * sum / all;
}
