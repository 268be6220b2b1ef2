// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/leg_response.h"

#include "dsp/complex_math.h"
#include "schema/definitions.h"

#include <math.h>
#include <string.h>

static const double pi = 3.141592653589793;

// Nepers to dB
#define DB 8.685889638065037

// A phase with a larger standard deviation is not used, radian
#define MOST_SIGMA 0.5

// A band is used for the delay if its legs are coherent and its power is more
// than this share of that of the strongest band. Weaker bands may contain only
// hum, or side lobes of a tone.
#define LEAST_COHERENCE 0.5
#define LEAST_POWER 1e-4

// A delay explains a band if the rest of the phase is less than this, radian;
// it is valid if it explains at least this share of the bands
#define MOST_UNEXPLAINED 0.5
#define MOST_BANDS 0.75

// log(-r) of one band, with r = cold / hot, and its error
typedef struct {
  double real;  // Nepers
  double phase; // Radian
  double sigma; // Standard deviation of both
} Log;

static Log
log_of(const HcBalance* const band)
{
  // d log(-r) / dT = -1 / (1/4 - T^2). If a leg is silent, its level is only
  // known to be less than the error of T.
  const double complex above = 0.5 + band->t;
  const double complex below = 0.5 - band->t;
  const double         least = fmax(band->t_sigma, 1e-10);
  const double         hot   = hc_squared_magnitude(above);
  const double         cold  = hc_squared_magnitude(below);
  const double         slope = sqrt(hot * cold);
  const double         bound = least * least;
  const Log result           = {0.5 * log(fmax(cold, bound) / fmax(hot, bound)),
                                carg(below * conj(above)),
                                band->t_sigma / fmax(slope, least)};
  return result;
}

// `phase` plus the number of whole turns that brings it nearest to `other`
static double
nearest(const double phase, const double other)
{
  return phase + 2.0 * pi * round((other - phase) / (2.0 * pi));
}

// The least power of d with which a band is used for the delay
static double
least_power(const HcBalance* const bands, const size_t n)
{
  double greatest = 0.0;
  for (size_t i = 0; i < n; ++i) {
    greatest = bands[i].valid ? fmax(greatest, bands[i].diff) : greatest;
  }
  return LEAST_POWER * greatest;
}

static bool
is_usable(const HcBalance* const band,
          const Log* const       value,
          const double           least)
{
  return band->valid && band->diff > least &&
         band->coherence > LEAST_COHERENCE && value->sigma < MOST_SIGMA &&
         fabs(value->real) < HC_DRIVEN_RANGE / DB;
}

// True if `delay` explains the phase of most bands
static bool
is_explained(const HcBalance* const bands,
             const Log* const       logs,
             const size_t           n,
             const double           delay)
{
  const double least  = least_power(bands, n);
  size_t       used   = 0;
  size_t       agreed = 0;
  for (size_t i = 0; i < n; ++i) {
    if (is_usable(&bands[i], &logs[i], least)) {
      const double turn = -2.0 * pi * bands[i].centre * delay;
      const double off  = nearest(logs[i].phase - turn, 0.0);
      ++used;
      agreed += fabs(off) < MOST_UNEXPLAINED;
    }
  }
  return (double)agreed >= MOST_BANDS * (double)used;
}

// Fit a line through the origin to the phases (least squares), which are
// unwrapped from band to band
static void
fit_delay(const HcBalance* const bands,
          const Log* const       logs,
          const size_t           n,
          HcLegResponse* const   result)
{
  const double least  = least_power(bands, n);
  double       sum_xx = 0.0;
  double       sum_xy = 0.0;
  double       low    = 0.0;
  double       high   = 0.0;
  double       last   = 0.0;
  size_t       used   = 0;
  for (size_t i = 0; i < n; ++i) {
    if (!is_usable(&bands[i], &logs[i], least)) {
      continue;
    }
    // The floor prevents that one band without noise decides alone
    const Log    value = logs[i];
    const double sigma = fmax(value.sigma, 1e-7);
    const double omega = 2.0 * pi * bands[i].centre;
    const double phase = nearest(value.phase, last);
    sum_xx += omega * omega / (sigma * sigma);
    sum_xy += omega * phase / (sigma * sigma);
    low  = used++ ? low : bands[i].centre;
    high = bands[i].centre;
    last = phase;
  }
  result->has_delay = used >= 3 && high >= 4.0 * low &&
                      is_explained(bands, logs, n, -sum_xy / sum_xx);
  if (result->has_delay) {
    result->delay       = -1e6 * sum_xy / sum_xx;
    result->delay_sigma = 1e6 / sqrt(sum_xx);
  }
}

HcLegResponse
hc_leg_response(const HcBalance* const bands, const size_t n)
{
  HcLegResponse result;
  memset(&result, 0, sizeof(result));
  double weight   = 0.0;
  double variance = 0.0;
  double phase    = 0.0;
  Log    logs[HC_N_THIRDS];
  for (size_t i = 0; i < n; ++i) {
    if (!bands[i].valid) {
      continue;
    }
    const Log    value = logs[i] = log_of(&bands[i]);
    const double power           = bands[i].kept * bands[i].diff;
    const double turn =
      result.valid ? nearest(value.phase, phase / weight) : value.phase;
    result.valid = true;
    weight += power;
    result.ratio += power * value.real;
    phase += power * turn;
    variance +=
      (1.0 + bands[i].correlated) * power * power * value.sigma * value.sigma;
    result.centre += power * bands[i].centre;
  }
  if (result.valid) {
    const double mean  = phase / weight;
    const double sigma = sqrt(variance) / weight;
    result.ratio       = fmin(fmax(DB * result.ratio / weight, -200.0), 200.0);
    result.ratio_sigma = DB * sigma;
    result.phase       = nearest(mean, 0.0) * 180.0 / pi;
    result.phase_sigma = sigma * 180.0 / pi;
    result.centre /= weight;
    fit_delay(bands, logs, n, &result);
  }
  return result;
}
