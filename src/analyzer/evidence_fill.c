// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/evidence_fill.h"

#include "analyzer/intervals.h"
#include "dsp/leg_response.h"

#include <hotcold/reading.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

// Frequency in Hz at which the error of the inputs is given as one number
#define LIMIT_HZ 1000.0

// Third octaves of the three ranges compared, first and last
enum {
  LOW_FIRST    = 1,  // 25 Hz
  LOW_LAST     = 7,  // 100 Hz
  MIDDLE_FIRST = 11, // 250 Hz
  MIDDLE_LAST  = 21, // 2.5 kHz
  HIGH_FIRST   = 26, // 8 kHz
  HIGH_LAST    = 29  // 16 kHz
};

static HcReading
balance_of(const HcBalance* const      thirds,
           const size_t                first,
           const size_t                last,
           const HcCaptureError* const error)
{
  const size_t    n     = last - first + 1;
  const HcBalance whole = hc_balance_join(thirds + first, n);
  return hc_interval_plays(&whole)
           ? hc_interval_balance(&whole, thirds + first, n, error)
           : hc_reading_invalid(HC_BALANCE);
}

// Correlation of the legs, computed from the powers of d and m
static double
correlation_of(const HcBalance* const whole)
{
  if (!whole->valid) {
    return (double)NAN;
  }
  const double mm   = fmax(whole->common, 0.0) + whole->rest;
  const double mean = mm + 0.25 * whole->diff;
  const double re   = whole->diff * creal(whole->t);
  const double both = (mean + re) * (mean - re);
  return both > 0.0 ? (mm - 0.25 * whole->diff) / sqrt(both) : 0.0;
}

static void
fill_legs(HcLegsEvidence* const       legs,
          const HcBalance* const      thirds,
          const HcBalance* const      whole,
          const HcLegResponse* const  antiphase,
          const HcCaptureError* const error)
{
  legs->balance     = hc_interval_balance(whole, thirds, HC_N_THIRDS, error);
  legs->ratio       = hc_interval_ratio(antiphase, error);
  legs->phase       = hc_interval_phase(antiphase, error);
  legs->coherence   = whole->valid ? whole->coherence : (double)NAN;
  legs->correlation = correlation_of(whole);
}

static double
share(const HcNotAntiphase not_antiphase)
{
  return not_antiphase.all > 0.0 ? not_antiphase.against / not_antiphase.all
                                 : (double)NAN;
}

void
hc_evidence_fill_last_second(const HcLastSecondAverages* const last_second,
                             const HcCaptureError* const       error,
                             HcEvidence* const                 evidence)
{
  const HcPowers* const powers = &last_second->powers;
  const double          rest =
    last_second->whole.valid ? last_second->whole.rest : powers->common;
  evidence->hot      = hc_dbfs_from_mean_square(powers->hot);
  evidence->cold     = hc_dbfs_from_mean_square(powers->cold);
  evidence->diff     = hc_dbfs_from_mean_square(powers->diff);
  evidence->residual = hc_dbfs_from_mean_square(rest);
  evidence->louder   = fmax(evidence->hot, evidence->cold);

  evidence->hot_level_range  = last_second->movement.hot;
  evidence->cold_level_range = last_second->movement.cold;

  const HcLegResponse legs = hc_leg_response(last_second->thirds, HC_N_THIRDS);
  fill_legs(&evidence->last_second,
            last_second->thirds,
            &last_second->whole,
            &legs,
            error);
  evidence->last_second.not_antiphase = share(last_second->not_antiphase);
  evidence->last_second.seconds       = last_second->programme;
  evidence->pickup.undecided          = last_second->undecided;
  evidence->pickup.lines_possible     = last_second->lines_possible;
}

void
hc_evidence_fill_slow(const HcSlowAverages* const slow,
                      const HcCaptureError* const error,
                      HcEvidence* const           evidence)
{
  const HcBalance* const thirds = slow->thirds;
  fill_legs(&evidence->slow, thirds, &slow->whole, &slow->legs, error);
  evidence->slow.not_antiphase = share(slow->not_antiphase);
  evidence->slow.seconds       = slow->programme;

  evidence->delay       = hc_interval_delay(&slow->legs, error);
  evidence->balance_low = balance_of(thirds, LOW_FIRST, LOW_LAST, error);
  evidence->balance_middle =
    balance_of(thirds, MIDDLE_FIRST, MIDDLE_LAST, error);
  evidence->balance_high = balance_of(thirds, HIGH_FIRST, HIGH_LAST, error);
}

void
hc_evidence_fill_capture(const HcCaptureError* const error,
                         HcEvidence* const           evidence)
{
  const double limit      = hc_capture_error_of_balance(error, LIMIT_HZ, 0.0);
  const bool   is_perfect = !(limit > 0.0);
  evidence->calibrated    = error->is_calibrated;
  evidence->capture_limit = is_perfect ? HC_UNBOUNDED_DB : -20.0 * log10(limit);
}
