// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb_fit_state.h"

#include "dsp/complex_math.h"

#include <math.h>

static const double tau = 6.28318530717958647692;

/// Vote of all lines by the change of phase over `lag` segments, after a shift
/// by `shift` Hz
static HcCombVote
vote_by_lag(const HcCombFit* const      t,
            const HcCombFitVoter* const voters,
            const unsigned              lag,
            const double                shift)
{
  HcCombVote vote = {0.0, 0.0};
  for (size_t line = 0; line < t->n_lines; ++line) {
    const HcCombFitVoter* const v   = &voters[line];
    const double                k   = (double)(line + 1U);
    const double                per = tau * k * lag * t->hop;
    double complex              sum = 0.0;
    for (unsigned n = 0; n + lag < t->n; ++n) {
      const double w = sqrt((double)v->weight[n] * (double)v->weight[n + lag]);
      sum += w * (double complex)(v->x[n + lag] * conjf(v->x[n]));
    }
    vote.pull += per * cabs(sum) * carg(sum * hc_turn(-per * shift));
    vote.information += per * per * cabs(sum);
  }
  return vote;
}

/// Vote of all lines by the slope of phase over all segments, after a shift by
/// `shift` Hz
static HcCombVote
vote_by_slope(const HcCombFit* const      t,
              const HcCombFitVoter* const voters,
              const double                shift)
{
  HcCombVote vote = {0.0, 0.0};
  for (size_t line = 0; line < t->n_lines; ++line) {
    const HcCombFitVoter* const v    = &voters[line];
    const double                per  = tau * (double)(line + 1U);
    double complex              mean = 0.0;
    double                      time = 0.0;
    double                      sum  = 1e-300;
    double complex              x[HC_MAX_FITTED];
    for (unsigned n = 0; n < t->n; ++n) {
      const double at = hc_comb_fit_seconds(t, n);
      x[n]            = (double complex)v->x[n] * hc_turn(-per * shift * at);
      mean += (double)v->weight[n] * x[n];
      time += (double)v->weight[n] * at;
      sum += (double)v->weight[n];
    }
    mean /= sum;
    time /= sum;
    for (unsigned n = 0; n < t->n; ++n) {
      const double w  = 2.0 * (double)v->weight[n];
      const double at = per * (hc_comb_fit_seconds(t, n) - time);
      vote.pull += w * at * cimag(conj(mean) * x[n]);
      vote.information += w * at * at * hc_squared_magnitude(mean);
    }
  }
  return vote;
}

double
hc_comb_frequency_step(const HcCombVote vote)
{
  return vote.information > 0.0 ? vote.pull / vote.information : 0.0;
}

HcCombVote
hc_comb_fit_refine(const HcCombFit* const      t,
                   const HcCombFitVoter* const voters,
                   double* const               shift)
{
  HcCombVote vote = {0.0, 0.0};
  for (unsigned lag = 1; lag < t->n; lag *= 2U) {
    *shift += hc_comb_frequency_step(vote_by_lag(t, voters, lag, *shift));
  }
  for (int i = 0; i < 2 && t->n > 1U; ++i) {
    vote = vote_by_slope(t, voters, *shift);
    *shift += hc_comb_frequency_step(vote);
  }
  *shift = fabs(*shift) < 0.5 * t->bin_hz ? *shift : 0.0;
  return vote;
}
