// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/line_probabilities.h"

#include "verdict/pickup_odds.h"
#include "schema/definitions.h"

#include <math.h>

// Thresholds between properties, and the width of the doubt around each.
// Numbers without a remark are from the verdict table of the measurement
// reference.

// A signal this weak and not in antiphase is crosstalk: the capacitance between
// the legs of 10 m of cable, into 430 ohm, gives -25 dB at 20 kHz and -45 dB on
// pink noise
#define CROSSTALK_BELOW (-30.0)
// Only that capacitance drives an open leg, which reaches this level
#define OPEN_CROSSTALK_BELOW (-8.0)
// A second programme weaker than this looks like noise at 30 dB
#define SECOND_PROGRAMME_FROM (-20.0)
#define LEVEL_DOUBT 2.0 // dB
// The noise of two legs does not reach this coherence within a second
#define SHARED_FROM 0.05
#define SHARED_DOUBT 0.015
// In dB: a leg carries noise if its level is constant, and that of the other
// leg changes and is higher
#define NOISE_MOVES 1.0
#define NOISE_MOVES_DOUBT 0.3
#define SOUND_MOVES 6.0
#define SOUND_MOVES_DOUBT 1.0
#define NOISE_BELOW (-2.5)
// Relative doubt of an amplitude: 1.5 dB
#define AMPLITUDE_DOUBT 0.17
// Correlation of a line whose pick-up is 7 dB weaker than the legs; wide stereo
// comes near this for short moments only
#define ANTIPHASE_BELOW (-0.7)
#define CORRELATION_DOUBT 0.1
// A late leg is only weakly correlated with the other
#define LATE_BELOW 0.5
// A driven leg that is as weak as its noise still has this correlation with the
// other
#define OPPOSED_BELOW (-0.15)
#define OPPOSED_DOUBT 0.05
#define SCATTER_BELOW 0.1
#define SCATTER_DOUBT 0.03
#define ONE_PROGRAMME_FROM 0.98
#define ONE_PROGRAMME_DOUBT 0.005
#define PHASE_WITHIN 60.0 // Degrees from antiphase
#define PHASE_DOUBT 10.0
// Correlation at which the side signal is 16 dB below the middle
#define SAME_ABOVE 0.95
#define SAME_DOUBT 0.015
#define SAME_LEVEL_WITHIN 3.0 // dB
#define SAME_LEVEL_DOUBT 0.5
#define ONE_LEG_BALANCE 6.0 // dB of balance of a line with one silent leg
// Relative doubt of |T| at the border: 0.25 dB
#define BALANCE_DOUBT 0.03

double
hc_probability_above(const double x, const double threshold, const double sigma)
{
  const double distance = x - threshold;
  if (isnan(distance) || isnan(sigma)) {
    return 0.5;
  }
  if (sigma <= 0.0 || isinf(distance)) {
    return distance > 0.0 ? 1.0 : distance < 0.0 ? 0.0 : 0.5;
  }
  return 0.5 * erfc(-distance / (sigma * sqrt(2.0)));
}

static double
below(const double x, const double threshold, const double sigma)
{
  return 1.0 - hc_probability_above(x, threshold, sigma);
}

static double
amplitude(const double db)
{
  return pow(10.0, fmin(fmax(db, -400.0), 400.0) / 20.0);
}

static double
level(const double size)
{
  return hc_db_from_power(size * size);
}

/// Standard deviation behind a 95 % interval
static double
sigma_of(const double low, const double high)
{
  return (high - low) / 3.92;
}

/// Width of an interval of balance, in |T|
static double
spread_of(const HcReading* const balance)
{
  return amplitude(-balance->low) - amplitude(-balance->high);
}

const HcReading*
hc_evidence_balance(const HcEvidence* const evidence)
{
  const HcReading* const last_second = &evidence->last_second.balance;
  const HcReading* const slow        = &evidence->slow.balance;
  if (!hc_evidence_known(last_second)) {
    return slow;
  }
  const bool agree = hc_evidence_known(slow) &&
                     slow->low <= last_second->high &&
                     last_second->low <= slow->high;
  return agree && spread_of(slow) <= spread_of(last_second) ? slow
                                                            : last_second;
}

const HcLegsEvidence*
hc_evidence_legs(const HcEvidence* const evidence)
{
  return isfinite(evidence->last_second.correlation) ? &evidence->last_second
                                                     : &evidence->slow;
}

static double
phase_is_antiphase(const HcLegsEvidence* const legs)
{
  const HcReading* const phase = &legs->phase;
  return hc_evidence_known(phase)
           ? below(fabs(phase->value),
                   PHASE_WITHIN,
                   hypot(sigma_of(phase->low, phase->high), PHASE_DOUBT))
           : 0.5;
}

/// Probability that a leg carries the programme that both legs share. `sign` is
/// +1 for cold, -1 for hot; `rise` is its level over that of the other leg in
/// dB. On a leg with noise alone, r is random and the coherence is low.
static double
share_is_live(const HcLegsEvidence* const legs,
              const double                rise,
              const double                sign)
{
  const HcReading* const ratio = &legs->ratio;
  if (!hc_evidence_known(ratio)) {
    return 0.0;
  }
  const double coherent  = rise + hc_db_from_power(legs->coherence);
  const double value     = amplitude(fmin(sign * ratio->value, coherent));
  const double ends[2]   = {amplitude(sign * ratio->low),
                            amplitude(sign * ratio->high)};
  const double antiphase = phase_is_antiphase(legs);
  const double border    = amplitude((-HC_DRIVEN_RANGE * antiphase) +
                                  (CROSSTALK_BELOW * (1.0 - antiphase)));
  const double sigma     = sigma_of(0.0, fabs(ends[1] - ends[0]));
  return hc_probability_above(legs->coherence, SHARED_FROM, SHARED_DOUBT) *
         hc_probability_above(
           value, border, hypot(sigma, AMPLITUDE_DOUBT * border));
}

/// Cold over hot in dB, spectral lines left out
static double
level_difference(const HcEvidence* const evidence)
{
  return evidence->cold - evidence->hot;
}

/// Probability that a leg is open. It then carries the signal of the other leg
/// by capacitance: weak, coherent and not in antiphase. A quiet channel looks
/// the same, but has no pick-up of its own. `rise` is the level over that of
/// the other leg in dB; the correlated part is at least as strong as r.
static double
is_open(const HcLegsEvidence* const legs,
        const double                rise,
        const double                more_pickup,
        const double                sign)
{
  if (!hc_evidence_known(&legs->ratio)) {
    return 0.0;
  }
  const double rho    = fmax(legs->correlation, 0.0);
  const double shared = fmax(sign * legs->ratio.value, rise + level(rho));
  return more_pickup * (1.0 - phase_is_antiphase(legs)) *
         hc_probability_above(legs->coherence, 0.5, 0.1) *
         below(shared, OPEN_CROSSTALK_BELOW, LEVEL_DOUBT);
}

/// Probability that a leg carries noise: its level is constant while that of
/// the other, louder leg changes. `rise` is its level over the other's in dB.
static double
is_steady_noise(const HcEvidence* const evidence,
                const double            rise,
                const double            sign)
{
  const bool   is_cold = sign > 0.0;
  const double own =
    is_cold ? evidence->cold_level_range : evidence->hot_level_range;
  const double other =
    is_cold ? evidence->hot_level_range : evidence->cold_level_range;
  return isfinite(own) && isfinite(other)
           ? below(own, NOISE_MOVES, NOISE_MOVES_DOUBT) *
               hc_probability_above(other, SOUND_MOVES, SOUND_MOVES_DOUBT) *
               below(rise, NOISE_BELOW, LEVEL_DOUBT)
           : 0.0;
}

/// Probability that a leg carries programme, its own or the shared one. `rise`
/// is its level over the other's in dB.
static double
is_live(const HcEvidence* const     evidence,
        const HcLegsEvidence* const legs,
        const double                rise,
        const double                more_pickup,
        const double                sign)
{
  const double own =
    hc_probability_above(rise, SECOND_PROGRAMME_FROM, LEVEL_DOUBT) *
    (1.0 - is_steady_noise(evidence, rise, sign));
  const double live =
    1.0 - ((1.0 - own) * (1.0 - share_is_live(legs, rise, sign)));
  return live * (1.0 - is_open(legs, rise, more_pickup, sign));
}

/// Probability that both legs carry one programme, in antiphase. An
/// uncorrelated part is a second programme; if it is weak, it may be noise on a
/// weak leg.
static double
is_antiphase(const HcEvidence* const     evidence,
             const HcLegsEvidence* const legs,
             const double                difference)
{
  // Fully coherent legs carry one programme. If a delay is known, they are in
  // antiphase apart from the delay.
  const double whole = hc_probability_above(
    legs->coherence, ONE_PROGRAMME_FROM, ONE_PROGRAMME_DOUBT);
  const double rho  = fmin(fmax(legs->correlation, -1.0), 1.0);
  const double late = hc_evidence_known(&evidence->delay)
                        ? whole * below(rho, LATE_BELOW, CORRELATION_DOUBT)
                        : 0.0;
  double       one  = below(rho, ANTIPHASE_BELOW, CORRELATION_DOUBT);
  if (legs->not_antiphase >= 0.0 && legs->not_antiphase <= 1.0) {
    one *=
      fmax(whole, below(legs->not_antiphase, SCATTER_BELOW, SCATTER_DOUBT));
  }
  const double stray = -fabs(difference) + hc_db_from_power(1.0 - (rho * rho));
  const double second =
    hc_probability_above(stray, SECOND_PROGRAMME_FROM, LEVEL_DOUBT);
  const double noisy =
    (1.0 - second) * below(rho, OPPOSED_BELOW, OPPOSED_DOUBT);
  const double either = 1.0 - ((1.0 - one) * (1.0 - noisy));
  return fmax(late, either * phase_is_antiphase(legs));
}

static double
is_same_polarity(const HcLegsEvidence* const legs, const double difference)
{
  return hc_probability_above(legs->correlation, SAME_ABOVE, SAME_DOUBT) *
         below(fabs(difference), SAME_LEVEL_WITHIN, SAME_LEVEL_DOUBT);
}

static double
is_symmetric(const HcReading* const balance)
{
  const double border = amplitude(-HC_BALANCED_FROM);
  const double t      = amplitude(-balance->value);
  const double worst  = amplitude(-balance->low);
  const double best =
    balance->high >= HC_UNBOUNDED_DB ? 0.0 : amplitude(-balance->high);
  // The side of the interval that is nearer to the border decides
  const double sigma = (t > border ? t - best : worst - t) / 1.96;
  const double p     = below(t, border, hypot(sigma, BALANCE_DOUBT * border));
  // The line is as good as the inputs can show. Below 20 dB they show little.
  const double unseen = worst < 0.1 ? 0.6 : 0.51;
  return balance->at_least ? fmax(p, unseen) : p;
}

/// False if the interval is so wide that it excludes neither a single driven
/// leg nor a balanced line
static bool
is_informative(const HcReading* const balance)
{
  return hc_evidence_known(balance) &&
         (balance->low >= ONE_LEG_BALANCE || balance->high < HC_BALANCED_FROM);
}

static bool
is_enough(const HcEvidence* const evidence, const HcLegsEvidence* const legs)
{
  return evidence->programme && !evidence->disputed &&
         isfinite(evidence->hot) && isfinite(evidence->cold) &&
         isfinite(legs->correlation) && isfinite(legs->coherence) &&
         legs->coherence >= 0.0 && legs->coherence <= 1.0 &&
         fabs(legs->correlation) <= 1.0;
}

/// True if pick-up decides, or if it is not worth waiting for
static bool
decides(const HcPickupEvidence* const evidence, const HcPickupOdds* const odds)
{
  const double single = odds->less + odds->between;
  return odds->known
           ? fmax(odds->alike, fmax(odds->more, single)) >= HC_PICKUP_DECIDES
           : !evidence->lines_possible;
}

/// True if a leg may be open and it is not known yet whether there is pick-up.
/// Until then, crosstalk on an open leg looks like a panned channel.
static bool
may_be_open(const HcEvidence* const evidence, const HcLegsEvidence* const legs)
{
  const double difference = level_difference(evidence);
  return evidence->pickup.undecided &&
         fmax(is_open(legs, difference, 1.0, 1.0),
              is_open(legs, -difference, 1.0, -1.0)) >= 0.5;
}

void
hc_line_probabilities_weigh(const HcEvidence* const    evidence,
                            HcLineProbabilities* const self)
{
  const HcLineProbabilities   nothing    = {false, false, false, {0.0}};
  const HcLegsEvidence* const legs       = hc_evidence_legs(evidence);
  const HcReading* const      balance    = hc_evidence_balance(evidence);
  const HcPickupOdds          pickup     = hc_pickup_odds(&evidence->pickup);
  const double                difference = level_difference(evidence);
  *self                                  = nothing;
  if (!is_enough(evidence, legs) || may_be_open(evidence, legs)) {
    return;
  }

  self->pickup_known   = pickup.known;
  self->pickup_decides = decides(&evidence->pickup, &pickup);
  self->p[HC_HOT_LIVE] =
    is_live(evidence, legs, -difference, pickup.less, -1.0);
  self->p[HC_COLD_LIVE] = is_live(evidence, legs, difference, pickup.more, 1.0);
  self->p[HC_ANTIPHASE] = is_antiphase(evidence, legs, difference);
  self->p[HC_SAME_POLARITY] = is_same_polarity(legs, difference);
  self->p[HC_SYMMETRIC] = is_informative(balance) ? is_symmetric(balance) : 0.5;
  self->p[HC_INVERTED]  = evidence->polarity < 0 ? 1.0 : 0.0;
  self->p[HC_ALIKE_PICKUP] = pickup.alike;
  self->p[HC_MORE_ON_COLD] =
    pickup.alike < 1.0 ? fmin(pickup.more / (1.0 - pickup.alike), 1.0) : 0.0;

  // Without r, only two strong legs that are not one line can be recognized
  const double both    = self->p[HC_HOT_LIVE] * self->p[HC_COLD_LIVE];
  const bool   is_line = both * self->p[HC_ANTIPHASE] >= 0.5;
  self->usable         = hc_evidence_known(&legs->ratio)
                           ? is_informative(balance) || !is_line
                           : both >= 0.5 && !is_line;
}
