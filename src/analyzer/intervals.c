// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/intervals.h"

#include "schema/definitions.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

// Frequency in Hz at which the error of the inputs is taken for pick-up
#define PICKUP_HZ 1000.0

// Least share of programme in the power. If all of the rest is noise, T is
// estimated 0.4 dB too small.
#define PLAYS 0.9

static HcReading
around(const double value, const double margin)
{
  const HcReading reading = {
    value, value - margin, value + margin, true, false};
  return reading;
}

bool
hc_interval_plays(const HcBalance* const range)
{
  const double follows = range->common;
  return range->valid &&
         (range->coherence_kept >= PLAYS ||
          (follows > 0.0 && follows >= PLAYS * (follows + range->rest)));
}

HcReading
hc_interval_balance(const HcBalance* const      whole,
                    const HcBalance* const      bands,
                    const size_t                n,
                    const HcCaptureError* const error)
{
  if (!whole->valid) {
    return hc_reading_invalid(HC_BALANCE);
  }
  double sum   = 0.0;
  double power = 0.0;
  for (size_t i = 0; i < n; ++i) {
    if (bands[i].valid) {
      const double bound =
        hc_capture_error_of_balance(error, bands[i].centre, bands[i].t);
      sum += bands[i].diff * bound * bound;
      power += bands[i].diff;
    }
  }
  const HcFigure  figure  = hc_balance_figure(whole, sqrt(sum / power));
  const HcReading reading = {
    figure.value, figure.low, figure.high, true, figure.at_least};
  return reading;
}

HcBand
hc_interval_band(const HcBalance* const      band,
                 const double                hz,
                 const HcCaptureError* const error)
{
  HcBand result;
  memset(&result, 0, sizeof(result));
  result.hz = hz;
  if (hc_interval_plays(band)) {
    const double bound =
      hc_capture_error_of_balance(error, band->centre, band->t);
    const HcFigure figure = hc_balance_figure(band, bound);
    result.balance        = figure.value;
    result.low            = figure.low;
    result.high           = figure.high;
    result.at_least       = figure.at_least;
    result.coherence      = band->coherence;
    result.valid          = true;
  }
  return result;
}

HcReading
hc_interval_ratio(const HcLegResponse* const  legs,
                  const HcCaptureError* const error)
{
  if (!legs->valid) {
    return hc_reading_invalid(HC_LEG_RATIO);
  }
  const HcCaptureErrorAt at_centre = hc_capture_error_at(error, legs->centre);
  HcReading              reading =
    around(legs->ratio, HC_Z95 * legs->ratio_sigma + at_centre.gain);
  reading.low  = fmax(reading.low, -HC_UNBOUNDED_DB);
  reading.high = fmin(reading.high, HC_UNBOUNDED_DB);
  return reading;
}

HcReading
hc_interval_phase(const HcLegResponse* const  legs,
                  const HcCaptureError* const error)
{
  // The phase of a silent leg is that of crosstalk, or random
  if (!legs->valid || !(legs->phase_sigma < 45.0) ||
      !(fabs(legs->ratio) < HC_DRIVEN_RANGE)) {
    return hc_reading_invalid(HC_LEG_PHASE);
  }
  const HcCaptureErrorAt at_centre = hc_capture_error_at(error, legs->centre);
  return around(legs->phase, HC_Z95 * legs->phase_sigma + at_centre.phase);
}

HcReading
hc_interval_delay(const HcLegResponse* const  legs,
                  const HcCaptureError* const error)
{
  if (!legs->has_delay || !(fabs(legs->ratio) < HC_DRIVEN_RANGE)) {
    return hc_reading_invalid(HC_LEG_DELAY);
  }
  const HcCaptureErrorAt at_centre = hc_capture_error_at(error, legs->centre);
  return around(legs->delay, HC_Z95 * legs->delay_sigma + at_centre.delay);
}

HcReading
hc_interval_coherence(const HcBalance* const whole)
{
  if (!whole->valid) {
    return hc_reading_invalid(HC_COHERENCE);
  }
  // Bendat and Piersol, Random Data, 9.2.3, as if all bins were fully
  // correlated
  const double g2      = whole->coherence;
  const double sigma   = sqrt(2.0 * g2 / whole->averages) * (1.0 - g2);
  HcReading    reading = around(g2, HC_Z95 * sigma);
  reading.low          = fmax(reading.low, 0.0);
  reading.high         = fmin(reading.high, 1.0);
  return reading;
}

// Amplitude of d over that of m, from a rejection in dB
static double
amplitude(const double rejection)
{
  return pow(10.0, -0.05 * rejection);
}

HcReading
hc_interval_rejection(const HcReading             rejection,
                      const HcCaptureError* const error)
{
  HcReading reading = rejection;
  if (reading.valid) {
    // Both legs pick up the same, but if the inputs differ, a part of m appears
    // on d
    const double ratio = hc_capture_error_at(error, PICKUP_HZ).ratio;
    const double most  = amplitude(reading.low) + ratio;
    const double least = amplitude(reading.high) - ratio;
    const bool   open  = rejection.at_least || !(least > 0.0);
    reading.low        = -20.0 * log10(most);
    reading.high       = open ? HC_UNBOUNDED_DB : -20.0 * log10(least);
    reading.at_least   = open;
    reading.value      = rejection.at_least ? reading.low : reading.value;
  }
  return reading;
}

HcReading
hc_interval_pickup(const HcBalance* const whole)
{
  if (!whole->valid) {
    return hc_reading_invalid(HC_PICKUP_COMMON);
  }
  const double    margin  = HC_Z95 * whole->rest_sigma;
  const HcReading reading = {
    hc_dbfs_from_mean_square(whole->rest),
    hc_dbfs_from_mean_square(fmax(whole->rest - margin, 0.0)),
    hc_dbfs_from_mean_square(whole->rest + margin),
    true,
    false};
  return reading;
}
