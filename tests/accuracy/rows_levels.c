// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "take.h"

#include "dsp/legs.h"
#include "model/random.h"

#include <hotcold/analyzer.h>
#include <hotcold/meter.h>
#include <hotcold/reading.h>

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define RATE 48000
#define BLOCKS 750 // One second

// Exact sums, in extended precision, of the samples as they are
typedef struct {
  long double sum[4]; // hot, cold, diff, common
  long double peak[4];
  long double hc;
} Exact;

static void
add_exact(Exact* const exact, const float hot, const float cold)
{
  const long double h    = (long double)hot;
  const long double c    = (long double)cold;
  const long double x[4] = {h, c, h - c, (h + c) / 2.0L};
  for (int i = 0; i < 4; ++i) {
    exact->sum[i] += x[i] * x[i];
    exact->peak[i] = fmaxl(exact->peak[i], fabsl(x[i]));
  }
  exact->hc += h * c;
}

// Legs with a common part `error` of the difference, at an amplitude
static void
play(HcRandom* const random,
     const double    amplitude,
     const double    error,
     float* const    hot,
     float* const    cold)
{
  for (int i = 0; i < HC_BLOCK_FRAMES; ++i) {
    const double x = amplitude * hc_random_noise(random) / 3.5;
    hot[i]         = (float)(x * (0.5 + error));
    cold[i]        = (float)(-x * (0.5 - error));
  }
}

static double
worst_level(const HcReading* const r, const Exact* const exact)
{
  const long double n     = (long double)BLOCKS * HC_BLOCK_FRAMES;
  double            worst = 0.0;
  for (int i = 0; i < 4; ++i) {
    const double rms  = (double)(10.0L * log10l(2.0L * exact->sum[i] / n));
    const double peak = (double)(20.0L * log10l(exact->peak[i]));
    worst             = fmax(worst, fabs(r[HC_HOT_RMS + i].value - rms));
    worst             = fmax(worst, fabs(r[HC_HOT_PEAK + i].value - peak));
  }
  return worst;
}

static void
levels(Table* const table)
{
  double worst_db          = 0.0;
  double worst_correlation = 0.0;
  for (int i = 0; i < 12; ++i) {
    const HcLegsKernel kernel = hc_legs_kernel();
    HcRandom           random = hc_random_stream(800, (uint64_t)i);
    HcReading          readings[HC_N_READINGS];
    HcWindow           window = {0};
    Exact              exact  = {{0.0L}, {0.0L}, 0.0L};
    for (int block = 0; block < BLOCKS; ++block) {
      _Alignas(64) float hot[HC_BLOCK_FRAMES];
      _Alignas(64) float cold[HC_BLOCK_FRAMES];
      HcLegParts         parts = {0};
      HcWindow           one   = {.rate = RATE, .frames = HC_BLOCK_FRAMES};
      play(&random, pow(10.0, -0.45 * i), pow(10.0, -0.4 * i), hot, cold);
      kernel(hot, cold, hot, cold, &parts);
      hc_legs_total(&parts, &one);
      hc_window_merge(&window, &one);
      for (int n = 0; n < HC_BLOCK_FRAMES; ++n) {
        add_exact(&exact, hot[n], cold[n]);
      }
    }
    hc_window_readings(&window, readings);
    const long double both = sqrtl(exact.sum[0]) * sqrtl(exact.sum[1]);
    worst_db               = fmax(worst_db, worst_level(readings, &exact));
    worst_correlation =
      fmax(worst_correlation,
           fabs(readings[HC_CORRELATION].value - (double)(exact.hc / both)));
  }
  table_at_most(table, "levels, 0 to -195 dBFS", worst_db, 0.001, "dB");
  table_at_most(table, "correlation", worst_correlation, 1e-6, "1");
}

// IEC 61672-1:2013 table 3 at exact third octaves, and ITU-R BS.468-4 table 1
// less 5.6 dB, as printed: to 0.1 dB
typedef struct {
  double hz;
  double level; // dB
} Weight;

static const Weight weights_a[] = {
  {31.623, -39.4}, {39.811, -34.6}, {50.119, -30.2}, {63.096, -26.2},
  {79.433, -22.5}, {100.0, -19.1},  {125.89, -16.1}, {158.49, -13.4},
  {199.53, -10.9}, {251.19, -8.6},  {316.23, -6.6},  {398.11, -4.8},
  {501.19, -3.2},  {630.96, -1.9},  {794.33, -0.8},  {1000.0, 0.0},
  {1258.9, 0.6},   {1584.9, 1.0},   {1995.3, 1.2},   {2511.9, 1.3},
  {3162.3, 1.2},   {3981.1, 1.0},   {5011.9, 0.5},   {6309.6, -0.1},
  {7943.3, -1.1},  {10000.0, -2.5}, {12589.0, -4.3}, {15849.0, -6.6}};

static const Weight weights_468[] = {{31.5, -35.5},
                                     {63.0, -29.5},
                                     {100.0, -25.4},
                                     {200.0, -19.4},
                                     {400.0, -13.4},
                                     {800.0, -7.5},
                                     {1000.0, -5.6},
                                     {2000.0, 0.0},
                                     {3150.0, 3.4},
                                     {4000.0, 4.9},
                                     {5000.0, 6.1},
                                     {6300.0, 6.6},
                                     {7100.0, 6.4},
                                     {8000.0, 5.8},
                                     {9000.0, 4.5},
                                     {10000.0, 2.5},
                                     {12500.0, -5.6},
                                     {14000.0, -10.9},
                                     {16000.0, -17.3}};

// A weighted reading of a tone of -80 dBFS on d, in dB above that
static double
weigh(const HcReadingId id, const double hz)
{
  const HcAnalyzerSettings settings = take_settings();
  HcAnalyzer* const        analyzer = hc_analyzer_new(RATE, &settings);
  const double             tau      = 6.283185307179586;
  HcAnalysis               analysis;
  if (!analyzer) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  for (int block = 0; block < 6 * BLOCKS; ++block) {
    float hot[HC_BLOCK_FRAMES];
    float cold[HC_BLOCK_FRAMES];
    for (int i = 0; i < HC_BLOCK_FRAMES; ++i) {
      const double t = (block * HC_BLOCK_FRAMES + i) / (double)RATE;
      hot[i]         = (float)(0.5e-4 * sin(tau * hz * t));
      cold[i]        = -hot[i];
    }
    hc_analyzer_feed(analyzer, hot, cold, NULL, HC_BLOCK_FRAMES);
  }
  hc_analyzer_read(analyzer, &analysis);
  hc_analyzer_free(analyzer);
  const HcReading* const got = &analysis.readings[id];
  return got->valid ? got->value + 80.0 : HUGE_VAL;
}

static double
worst_weight(const HcReadingId id, const Weight* const weights, const size_t n)
{
  double worst = 0.0;
  for (size_t i = 0; i < n; ++i) {
    worst = fmax(worst, fabs(weigh(id, weights[i].hz) - weights[i].level));
  }
  return worst;
}

static void
weightings(Table* const table)
{
  const size_t n_a   = sizeof(weights_a) / sizeof(weights_a[0]);
  const size_t n_468 = sizeof(weights_468) / sizeof(weights_468[0]);
  table_at_most(table,
                "noise.a, tones of 31.5 Hz - 16 kHz",
                worst_weight(HC_NOISE_A, weights_a, n_a),
                0.1,
                "dB");
  table_at_most(table,
                "noise.468, tones of 31.5 Hz - 16 kHz",
                worst_weight(HC_NOISE_468, weights_468, n_468),
                0.1,
                "dB");
}

void
rows_of_levels(Table* const table)
{
  levels(table);
  weightings(table);
  rows_of_idle(table);
}
