// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "take.h"

#include "model/random.h"

#include <hotcold/analyzer.h>
#include <hotcold/reading.h>

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define RATE 48000
#define PIECE 256
#define N_WEIGHTS 3

// Of idle noise on d, white
#define IDLE_RMS 1e-5

// Lines of hum; odd ones fall as 1 / k
#define N_LINES 9
#define MAINS_HZ 50.03

static const double tau = 6.283185307179586;

// A line that plays `on` of every `period` seconds
typedef struct {
  double   period; // Seconds
  double   on;     // Seconds
  double   rt60;   // Seconds in which programme falls by 60 dB, 0: at once
  double   hum;    // dBFS of all lines on both legs
  double   leaks;  // Share of that on d
  double   offset; // Seconds of the period before the start
  uint64_t seed;
} Line;

// IEC 61672-1:2013, annex E: power, 1 at 1 kHz
static double
power_a(const double hz)
{
  const double f = hz * hz;
  const double r =
    148693636.0 * f * f /
    ((f + 424.36) * sqrt((f + 11599.29) * (f + 544496.41)) * (f + 148693636.0));
  return pow(10.0, 0.2) * r * r;
}

// ITU-R BS.468-4, annex 1: power of the network, 1 at 2 kHz where it has 5.6 dB
static double
power_468(const double hz)
{
  const double x  = hz * 1e-3;
  const double h1 = -4.737338981378384e-6 * pow(x, 6.0) +
                    2.043828333606125e-3 * pow(x, 4.0) -
                    0.1363894795463638 * x * x + 1.0;
  const double h2 = 1.306612257412824e-4 * pow(x, 5.0) -
                    2.118150887518656e-2 * pow(x, 3.0) + 0.5559488023498642 * x;
  return pow(0.1246332637532143 * x, 2.0) / (h1 * h1 + h2 * h2);
}

static double
weight(const int which, const double hz)
{
  const double norm = power_468(2000.0);
  return which == 2 ? power_468(hz) / norm : which ? power_a(hz) : 1.0;
}

// Amplitude of line k on m, of those that have `hum` together
static double
amplitude(const Line* const line, const int k)
{
  double all = 0.0;
  for (int i = 1; i <= N_LINES; i += 2) {
    all += 1.0 / (i * i);
  }
  return k % 2 ? pow(10.0, 0.05 * line->hum) / (k * sqrt(all)) : 0.0;
}

// Level of d without programme
static double
truth(const Line* const line, const int which)
{
  double power = 0.0;
  for (double hz = 20.5; hz < 20000.0; hz += 1.0) {
    power += weight(which, hz) * 2.0 * IDLE_RMS * IDLE_RMS / (0.5 * RATE);
  }
  for (int k = 1; k <= N_LINES; ++k) {
    power +=
      weight(which, k * MAINS_HZ) * pow(line->leaks * amplitude(line, k), 2.0);
  }
  return 10.0 * log10(power);
}

static double
programme_gain(const Line* const line, const double t)
{
  const double since = fmod(t + line->offset, line->period) - line->on;
  return since < 0.0           ? 0.1
         : !(line->rt60 > 0.0) ? 0.0
                               : 0.1 * pow(10.0, -3.0 * since / line->rt60);
}

static void
play(const Line* const line, HcAnalyzer* const analyzer, const double seconds)
{
  HcRandom random = hc_random_stream(line->seed, 910);
  double   amplitudes[N_LINES + 1];
  for (int k = 1; k <= N_LINES; ++k) {
    amplitudes[k] = amplitude(line, k);
  }
  for (long n = 0; n < lround(seconds * RATE); n += PIECE) {
    float hot[PIECE];
    float cold[PIECE];
    for (int i = 0; i < PIECE; ++i) {
      const double t = (double)(n + i) / RATE;
      double       m = 3e-6 * hc_random_noise(&random);
      double       h = 0.0;
      for (int k = 1; k <= N_LINES; k += 2) {
        h += amplitudes[k] * cos(tau * MAINS_HZ * k * t + k);
      }
      const double x = IDLE_RMS * hc_random_noise(&random) +
                       programme_gain(line, t) * hc_random_noise(&random) +
                       line->leaks * h;
      m += h;
      hot[i]  = (float)(m + 0.5 * x);
      cold[i] = (float)(m - 0.5 * x);
    }
    hc_analyzer_feed(analyzer, hot, cold, NULL, PIECE);
  }
}

static void
run(const Line* const line,
    const double      average,
    const double      seconds,
    HcReading         noise[N_WEIGHTS])
{
  HcAnalyzerSettings settings = take_settings();
  settings.average            = average;
  HcAnalyzer* const analyzer  = hc_analyzer_new(RATE, &settings);
  HcAnalysis        analysis;
  if (!analyzer) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  play(line, analyzer, seconds);
  hc_analyzer_read(analyzer, &analysis);
  hc_analyzer_free(analyzer);
  noise[0] = analysis.readings[HC_NOISE_BAND];
  noise[1] = analysis.readings[HC_NOISE_A];
  noise[2] = analysis.readings[HC_NOISE_468];
}

// Worst of all weightings, with pauses at any time, linear and in run
static double
worst_of(const Line* const line, const double seconds)
{
  double worst = 0.0;
  for (uint64_t i = 0; i < 6; ++i) {
    Line      take = *line;
    HcReading noise[N_WEIGHTS];
    take.seed   = i;
    take.offset = line->on > 0.0 ? 0.377 * (double)i : 0.0;
    run(&take, i % 2 ? 5.0 : 0.0, seconds, noise);
    for (int w = 0; w < N_WEIGHTS; ++w) {
      const double off =
        noise[w].valid ? fabs(noise[w].value - truth(line, w)) : HUGE_VAL;
      worst = fmax(worst, off);
    }
  }
  return worst;
}

static double
coverage(const Line* const line, const int n)
{
  int held = 0;
  for (int i = 0; i < n; ++i) {
    Line      take = *line;
    HcReading noise[N_WEIGHTS];
    take.seed = 100U + (uint64_t)i;
    run(&take, 0.0, 4.0 + 0.1 * i, noise);
    for (int w = 0; w < N_WEIGHTS; ++w) {
      const double exact = truth(line, w);
      held += noise[w].low <= exact && exact <= noise[w].high;
    }
  }
  return 100.0 * held / (N_WEIGHTS * n);
}

void
rows_of_idle(Table* const table)
{
  static const Line idle    = {1.0, 0.0, 0.0, -200.0, 0.0, 0.0, 0};
  static const Line gates   = {7.0, 3.0, 0.0, -200.0, 0.0, 0.0, 0};
  static const Line short_  = {9.0, 4.0, 0.5, -200.0, 0.0, 0.0, 0};
  static const Line longer  = {9.0, 3.0, 1.5, -200.0, 0.0, 0.0, 0};
  static const Line longest = {11.0, 2.0, 3.0, -200.0, 0.0, 0.0, 0};
  static const Line hum     = {1.0, 0.0, 0.0, -50.0, 0.01, 0.0, 0};
  static const Line both    = {9.0, 4.0, 0.5, -50.0, 0.01, 0.0, 0};
  static const struct {
    const char* name;
    const Line* line;
    double      seconds;
  } rows[] = {
    {"noise.*, no programme", &idle, 20.0},
    {"noise.*, programme cut off", &gates, 27.0},
    {"noise.*, programme falls by 60 dB in 0.5 s", &short_, 27.0},
    {"noise.*, programme falls by 60 dB in 1.5 s", &longer, 27.0},
    {"noise.*, programme falls by 60 dB in 3 s", &longest, 33.0},
    {"noise.*, hum at -50 dBFS on the legs", &hum, 20.0},
    {"noise.*, that and programme in 0.5 s", &both, 27.0},
  };
  for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); ++i) {
    table_at_most(
      table, rows[i].name, worst_of(rows[i].line, rows[i].seconds), 0.1, "dB");
  }
  table_within(table,
               "noise.*, 95 % intervals of 4 s and more",
               coverage(&idle, table->is_long ? 200 : 60),
               90.0,
               100.0,
               "%");
}
