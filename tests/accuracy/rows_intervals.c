// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "take.h"

#include "model/level.h"
#include "model/pickup.h"
#include "model/random.h"

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// Hundreds of takes need signals that cost little: pink noise x from a sum of
// first-order low-passes whose response is known, legs x/2 (1 + 2 T) and
// -x/2 (1 - 2 T), so that the balance is that of T exactly, with the table's
// noise and mains.

#define RATE 48000.0
#define PIECE 256
#define N_POLES 5

// Half the main lobe: four bins
#define LOBE_HZ (4.0 * 12000.0 / 16384.0)

static const double tau = 6.283185307179586;

typedef struct {
  double   t;     // Of the line
  double   gain;  // Of the pink noise
  double   noise; // RMS of each leg
  double   pole[N_POLES];
  double   state[N_POLES];
  double   xx; // Sum of d d played
  double   xn; // Sum of d times the noise of m
  HcRandom random;
  HcPickup mains;
} Source;

// Corner in Hz of each low-pass; its output counts as the root of that
static double
corner(const int i)
{
  return 16.0 * pow(5.0, i);
}

// |response|^2 of the pink noise's filter at `hz`
static double
pink_power(const double hz)
{
  double complex sum = 0.0;
  for (int i = 0; i < N_POLES; ++i) {
    const double a = exp(-tau * corner(i) / RATE);
    sum += (1.0 - a) / sqrt(corner(i)) /
           (1.0 - a * cexp(CMPLX(0.0, -tau * hz / RATE)));
  }
  return creal(sum) * creal(sum) + cimag(sum) * cimag(sum);
}

// Mean square of filtered white noise of variance 1 between two frequencies
static double
pink_variance(const double low, const double high)
{
  double sum = 0.0;
  for (double hz = low + 0.5; hz < high; hz += 1.0) {
    sum += pink_power(hz);
  }
  return sum / (0.5 * RATE);
}

// The same without what the lines of mains take: the definition leaves them
// out, as wide as the main lobe of 1.4 s makes them
static double
pink_variance_measured(void)
{
  double variance = pink_variance(20.0, 20000.0);
  for (int k = 1; k <= 20; ++k) {
    variance -= 2.0 * LOBE_HZ * pink_power(k * 50.03) / (0.5 * RATE);
  }
  return variance;
}

static Source
source_of(const double balance, const uint64_t seed)
{
  Source           source = {.t = pow(10.0, -balance / 20.0)};
  HcPickupSettings mains  = hc_pickup_none();
  mains.mains             = -50.0;
  mains.mains_hz          = 50.03;
  source.random           = hc_random_stream(seed, 1);
  source.noise            = hc_rms_from_dbfs(-110.0);
  source.gain = hc_rms_from_dbfs(-20.0) / sqrt(pink_variance(20.0, 20000.0));
  for (int i = 0; i < N_POLES; ++i) {
    source.pole[i] = exp(-tau * corner(i) / RATE);
  }
  hc_pickup_init(&source.mains, &mains, RATE, seed);
  return source;
}

static double
pink(Source* const source)
{
  const double white = hc_random_noise(&source->random);
  double       x     = 0.0;
  for (int i = 0; i < N_POLES; ++i) {
    const double a   = source->pole[i];
    source->state[i] = a * source->state[i] + (1.0 - a) * white;
    x += source->state[i] / sqrt(corner(i));
  }
  return source->gain * x;
}

static void
play(Source* const source, float* const hot, float* const cold)
{
  double mains[PIECE];
  hc_pickup_play(&source->mains, mains, PIECE);
  for (int i = 0; i < PIECE; ++i) {
    const double x       = pink(source);
    const double of_hot  = source->noise * hc_random_noise(&source->random);
    const double of_cold = source->noise * hc_random_noise(&source->random);
    source->xx += x * x;
    source->xn += x * 0.5 * (of_hot + of_cold);
    hot[i]  = (float)(x * (0.5 + source->t) + mains[i] + of_hot);
    cold[i] = (float)(-x * (0.5 - source->t) + mains[i] + of_cold);
  }
}

// Analyze a take; returns by how many dB the noise played shifts the best
// estimate there is, least squares that knows the mains exactly
static double
run(const double      balance,
    const uint64_t    seed,
    const double      seconds,
    const double      average,
    HcAnalysis* const analysis)
{
  HcAnalyzerSettings settings = take_settings();
  Source             source   = source_of(balance, seed);
  settings.average            = average;
  HcAnalyzer* const analyzer  = hc_analyzer_new(48000, &settings);
  if (!analyzer) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  for (double done = 0.0; done < seconds * RATE; done += PIECE) {
    float hot[PIECE];
    float cold[PIECE];
    play(&source, hot, cold);
    hc_analyzer_feed(analyzer, hot, cold, NULL, PIECE);
  }
  hc_analyzer_read(analyzer, analysis);
  hc_analyzer_free(analyzer);
  return -20.0 * log10(1.0 + source.xn / source.xx / source.t);
}

// Variance in dB^2 of the best estimate of the balance of programme with the
// mean square `diff`. With T free at every frequency and spectra known, the
// Cramer-Rao bound is var P = (2 / seconds) times the integral of
// |T|^2 Gdd Gnn, and the noise on m is white.
static double
bound(const double balance, const double seconds, const double diff)
{
  const double t     = pow(10.0, -balance / 20.0);
  const double noise = pow(hc_rms_from_dbfs(-110.0), 2.0) / 2.0 / (0.5 * RATE);
  const double relative = 2.0 / seconds * noise / (t * t * diff);
  return pow(10.0 / log(10.0), 2.0) * relative;
}

// What is counted over many takes
typedef struct {
  size_t takes;
  size_t balance; // Intervals that hold the truth
  size_t ratio;
  size_t phase;
  size_t band;
  double ee; // Sums over errors of balance, dB^2: of the reading
  double eb; // Of the reading times the best estimate
  double bb; // Of the best estimate
} Count;

static bool
holds(const double low, const double high, const double truth)
{
  return low <= truth && truth <= high;
}

static void
count(Count* const            counts,
      const HcAnalysis* const analysis,
      const double            balance,
      const double            best)
{
  const double           t     = pow(10.0, -balance / 20.0);
  const HcReading* const r     = analysis->readings;
  const HcBand* const    band  = &analysis->bands[17];
  const double           error = r[HC_BALANCE].value - balance;
  const double ratio = 20.0 * log10((1.0 - 2.0 * t) / (1.0 + 2.0 * t));
  ++counts->takes;
  counts->balance += holds(r[HC_BALANCE].low, r[HC_BALANCE].high, balance);
  counts->ratio += holds(r[HC_LEG_RATIO].low, r[HC_LEG_RATIO].high, ratio);
  counts->phase += holds(r[HC_LEG_PHASE].low, r[HC_LEG_PHASE].high, 0.0);
  counts->band += holds(band->low, band->high, balance);
  counts->ee += error * error;
  counts->eb += error * best;
  counts->bb += best * best;
}

static void
cover(Table* const      table,
      const char* const what,
      const double      balance,
      const double      seconds,
      const double      average,
      const size_t      hits,
      const size_t      takes)
{
  char text[80];
  snprintf(text,
           sizeof(text),
           "coverage of %s, %.0f dB, %.0f s%s, %zu takes",
           what,
           balance,
           seconds,
           average > 0.0 ? ", average 5 s" : "",
           takes);
  const double share = 100.0 * (double)hits / (double)takes;
  table_within(table, text, share, 93.0, 97.0, "%");
}

// The variance of the reading over that of the bound. The best estimate's
// variance is known exactly, so that it serves as a control: only what the
// reading scatters beside it has to be found from the takes.
static double
efficiency(const Count* const counts,
           const double       balance,
           const double       seconds)
{
  const double n      = (double)counts->takes;
  const double slope  = counts->eb / counts->bb;
  const double beside = (counts->ee - slope * counts->eb) / n;
  const double level  = pow(hc_rms_from_dbfs(-20.0), 2.0);
  const double unit   = level / pink_variance(20.0, 20000.0);
  const double all    = unit * pink_variance(0.0, 0.5 * RATE);
  const double in     = unit * pink_variance_measured();
  const double along  = slope * slope * bound(balance, seconds, all);
  return (along + beside) / bound(balance, seconds, in);
}

static Count
count_takes(const double balance,
            const double seconds,
            const double average,
            const size_t takes)
{
  Count counts = {0};
  for (size_t i = 0; i < takes; ++i) {
    HcAnalysis   analysis;
    const double best = run(balance, 1000 + i, seconds, average, &analysis);
    count(&counts, &analysis, balance, best);
  }
  return counts;
}

// Exponential if `average` is 5 s, linear if it is 0
static void
coverage(Table* const table,
         const double balance,
         const double seconds,
         const double average)
{
  const size_t takes  = 400;
  const Count  counts = count_takes(balance, seconds, average, takes);
  const struct {
    const char* what;
    size_t      hits;
  } rows[] = {{"balance", counts.balance},
              {"leg.ratio", counts.ratio},
              {"leg.phase", counts.phase},
              {"1 kHz band", counts.band}};
  for (int i = 0; i < 4; ++i) {
    cover(table, rows[i].what, balance, seconds, average, rows[i].hits, takes);
  }
}

void
rows_of_intervals(Table* const table)
{
  coverage(table, 60.0, 10.0, 0.0);
  if (table->is_long) {
    coverage(table, 40.0, 10.0, 0.0);
    coverage(table, 80.0, 30.0, 0.0);
    coverage(table, 100.0, 30.0, 0.0);
  }
  const Count counts = count_takes(60.0, 30.0, 0.0, table->is_long ? 400 : 60);
  table_at_most(table,
                "variance of balance over the Cramer-Rao bound, 30 s",
                efficiency(&counts, 60.0, 30.0),
                1.2,
                "1");
}

void
rows_of_averages(Table* const table)
{
  coverage(table, 60.0, 10.0, 5.0);
  if (table->is_long) {
    coverage(table, 80.0, 30.0, 5.0);
  }
}
