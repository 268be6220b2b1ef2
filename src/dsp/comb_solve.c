// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb_fit.h"

#include "dsp/complex_math.h"
#include "dsp/line_kernel.h"
#include "dsp/comb_fit_state.h"

#include <math.h>

static const double tau = 6.28318530717958647692;

/// Power of d on a line over that next to it. Above `few`, programme on the
/// line is stronger than next to it, so T from there may not fit; this error is
/// the same in every segment. Above `tonal`, the programme may be a note.
static const double few   = 2.0;
static const double tonal = 6.0;

/// A note may last so long, in seconds from the first segment to the last
static const double lasting = 2.5;

/// A line farther than this from the middle of its bins cannot be measured with
/// them, bins
static const double farthest = 1.5;

/// Error of T on a line if it is measured next to the line, relative to T
static const double transfer_error = 0.01;

/// Error of T on a line if it is the T of all programme
static const double borrowed_error = 0.02;

/// A line borrows the T of all programme if less than the share `lent_below` of
/// all programme remains with it, and the squared error of T next to the line
/// is more than `lent_from`
static const double lent_below = 0.01;
static const double lent_from  = 1e-4;

/// Set T of all programme, from all segments
static void
survey(HcCombFit* const t)
{
  double complex dm  = 0.0;
  double         dd  = 0.0;
  double         all = 1e-30;
  for (unsigned n = 0; n < t->n; ++n) {
    const HcCombFitMoment* const moment = &t->moments[hc_comb_fit_slot(t, n)];
    dm += moment->dm;
    dd += moment->dd;
    all += moment->dd + moment->mm;
  }
  t->transfer = dd > 0.0 ? dm / dd : 0.0;
  t->remains  = dd > 0.0
                  ? fmax(1.0 - (dd + hc_squared_magnitude(dm) / dd) / all, 0.0)
                  : 1.0;
}

/// T of one line, measured next to it in all segments. If there is only noise
/// next to the line and programme elsewhere, the T of all programme.
static double complex
transfer_of(const HcCombFit* const t, const size_t line, bool* const borrowed)
{
  double complex dm = 0.0;
  double         dd = 0.0;
  double         mm = 0.0;
  for (unsigned i = 0; i < t->n; ++i) {
    const HcCombFitCell* const cell =
      hc_comb_fit_cell(t, hc_comb_fit_slot(t, i), line);
    dm += (double complex)cell->dm;
    dd += (double)cell->dd;
    mm += (double)cell->mm;
  }
  // Squared error of T if it is measured with the bins next to the line
  const double complex own   = dm / (dd + 1e-30);
  const double         rest  = mm / (dd + 1e-30) - hc_squared_magnitude(own);
  const double         error = rest / (2.0 * t->spec.beside * t->n);
  *borrowed                  = t->remains < lent_below &&
              error > lent_from * fmax(hc_squared_magnitude(own), 1.0);
  return *borrowed ? t->transfer : own;
}

/// Mean of |m - T d|^2 in the bins next to a line
static double
remainder_of(const HcCombFitCell* const cell, const double complex transfer)
{
  const double mm   = (double)cell->mm;
  const double rest = mm + hc_squared_magnitude(transfer) * (double)cell->dd -
                      2.0 * creal(conj(transfer) * (double complex)cell->dm);
  return fmax(rest, 1e-7 * mm) + 1e-30;
}

/// Set the amplitudes of d and of m - T d on one line at `hz` in all segments
static void
gather(HcCombFit* const     t,
       const size_t         line,
       const double         hz,
       const double complex transfer)
{
  double               k[HC_LINE_BINS];
  double               slope[HC_LINE_BINS];
  double               power    = 1.0;
  long                 bin      = -1;
  const double         back_hop = -(double)(line + 1U) * hz * t->hop;
  const double complex turn     = hc_turn(tau * fmod(back_hop, 1.0));
  double complex       phase    = 1.0;
  for (unsigned n = 0; n < t->n; ++n) {
    const unsigned             slot = hc_comb_fit_slot(t, n);
    const HcCombFitCell* const cell = hc_comb_fit_cell(t, slot, line);
    const double               at   = (double)(line + 1U) * hz;
    if (hc_comb_fit_bin(t, t->moments[slot].hz, line) != bin) {
      bin = hc_comb_fit_bin(t, t->moments[slot].hz, line);
      hc_line_kernel_fill(&t->kernel, at / t->bin_hz - (double)bin, k, slope);
      power = 0.0;
      for (int i = 0; i < HC_LINE_BINS; ++i) {
        power += k[i] * k[i];
      }
    }

    t->seen[n] = fabs(at / t->bin_hz - (double)bin) < farthest;

    double complex x[2] = {0.0, 0.0};
    double complex g[2] = {0.0, 0.0};
    for (int i = 0; i < HC_LINE_BINS; ++i) {
      const double complex d = (double complex)cell->d[i];
      const double complex m = (double complex)cell->m[i];
      x[0] += k[i] * d;
      x[1] += k[i] * m;
      g[0] += slope[i] * d;
      g[1] += slope[i] * m;
    }
    const double complex back = phase / power;
    phase *= turn;
    // Lines that are not seen are 0, and set_base() gives them no weight
    if (!t->seen[n]) {
      x[0] = x[1] = g[0] = g[1] = 0.0;
    }
    t->d.x[n] = x[0] * back;
    t->d.g[n] = g[0] * back;
    t->p.x[n] = (x[1] - transfer * x[0]) * back;
    t->p.g[n] = (g[1] - transfer * g[0]) * back;
  }
}

/// Set the variances of D and P in every segment from the bins next to the
/// line. Programme that is stronger on the line adds to that of P. A line that
/// stands out of d may be a note until it has lasted long enough.
static void
set_base(HcCombFit* const t, const size_t line, const HcCombFitLine* const of)
{
  const double complex transfer = of->transfer;
  const double         error =
    of->borrowed ? borrowed_error : transfer_error * cabs(transfer);
  const double noise  = t->kernel.noise_gain;
  const bool   is_new = hc_comb_fit_seconds(t, t->n - 1U) < lasting;
  for (unsigned n = 0; n < t->n; ++n) {
    const unsigned             slot    = hc_comb_fit_slot(t, n);
    const HcCombFitCell* const cell    = hc_comb_fit_cell(t, slot, line);
    const double               dd      = noise * (double)cell->dd + 1e-30;
    const double               on      = hc_squared_magnitude(t->d.x[n]);
    const double               rest    = noise * remainder_of(cell, transfer);
    const bool                 plays   = !t->moments[slot].silent;
    const bool                 is_note = plays && is_new && on > tonal * dd;
    double                     bias    = 0.0;
    if (plays) {
      bias = on > few * dd && !of->borrowed ? rest * on / (tonal * dd) : 0.0;
      bias += error * error * on;
    }
    t->d.base[n] = t->seen[n] ? dd : HC_NOT_SEEN;
    t->p.base[n] = t->seen[n] ? fmax(rest, bias) : HC_NOT_SEEN;
    t->d.bias[n] = is_note ? on : 0.0;
    t->p.bias[n] = bias;
  }
}

static double
clarity(const HcSteady* const steady)
{
  return hc_squared_magnitude(steady->mean) / steady->variance;
}

static void
solve_line(HcCombFit* const     t,
           const size_t         line,
           const double         hz,
           HcCombFitLine* const out)
{
  out->transfer = transfer_of(t, line, &out->borrowed);
  gather(t, line, hz, out->transfer);
  set_base(t, line, out);
  hc_comb_mean(&t->d, t->n, t->overlap);
  hc_comb_mean(&t->p, t->n, t->overlap);
  out->d         = t->d.steady;
  out->p         = t->p.steady;
  out->programme = 0.0;
  for (unsigned n = 0; n < t->n; ++n) {
    const double off = hc_squared_magnitude(t->d.x[n] - out->d.mean);
    out->programme += fmax(off, t->seen[n] ? t->d.base[n] : 0.0) / t->n;
  }
}

/// Add the vote of the clearer part of a line on frequency, and keep this part
/// for the votes by phase
static void
vote_by_shape(const HcCombFit* const t,
              const size_t           line,
              const bool             may_vote,
              HcCombFitVoter* const  voter,
              HcCombVote* const      vote)
{
  const bool p_wins = clarity(&t->p.steady) > clarity(&t->d.steady);
  const HcCombFitSeries* const s = p_wins ? &t->p : &t->d;
  const bool   counts = may_vote && clarity(&s->steady) > HC_STANDS_OUT;
  const double k      = (double)(line + 1U) / t->bin_hz;
  for (unsigned n = 0; n < t->n; ++n) {
    voter->x[n]      = (float complex)s->x[n];
    voter->weight[n] = counts ? (float)fmin(s->weight[n], 1e30) : 0.0F;
    if (counts) {
      vote->pull +=
        2.0 * s->weight[n] * k * creal(conj(s->steady.mean) * s->g[n]);
      vote->information +=
        2.0 * s->weight[n] * k * k * hc_squared_magnitude(s->steady.mean);
    }
  }
}

/// Solve all lines at `hz`; writes one voter for each and returns their vote
static HcCombVote
solve_all(HcCombFit* const      t,
          const double          hz,
          HcCombTrack* const    track,
          HcCombFitVoter* const voters)
{
  const uint64_t aside = hc_comb_fit_aside(t, hz);
  HcCombVote     vote  = {0.0, 0.0};
  for (size_t line = 0; line < t->n_lines; ++line) {
    solve_line(t, line, hz, &track->lines[line]);
    vote_by_shape(t, line, !(aside >> line & 1U), &voters[line], &vote);
  }
  vote.information *= t->shape;
  return vote;
}

static void
describe(const HcCombFit* const t, HcCombTrack* const track)
{
  double least    = (double)INFINITY;
  double greatest = 1e-30;
  double rest     = 0.0;
  double all      = 1e-30;
  track->n        = t->n;
  track->n_lines  = t->n_lines;
  track->n_silent = 0;
  track->seconds  = hc_comb_fit_seconds(t, t->n - 1U) + t->span;
  for (unsigned n = 0; n < t->n; ++n) {
    const unsigned slot  = hc_comb_fit_slot(t, n);
    const double   plays = t->moments[slot].dd + t->moments[slot].mm;
    least                = fmin(least, plays);
    greatest             = fmax(greatest, plays);
    track->n_silent += t->moments[slot].silent ? 1U : 0U;
    track->plays = !t->moments[slot].silent;
    for (size_t line = 0; line < t->n_lines; ++line) {
      const HcCombFitCell* const cell = hc_comb_fit_cell(t, slot, line);
      rest += remainder_of(cell, track->lines[line].transfer);
      all += (double)cell->dd + (double)cell->mm;
    }
  }
  track->least    = least;
  track->greatest = greatest;
  track->remains  = fmin(rest / all, t->remains);
}

void
hc_comb_fit_solve(HcCombFit* const t, const double hz, HcCombTrack* const track)
{
  // On the stack, so that many audio lines use the same memory
  HcCombFitVoter voters[HC_MAX_LINES_OF_COMB];
  double         at    = hz;
  double         shift = 0.0;
  survey(t);
  HcCombVote shape = solve_all(t, at, track, voters);
  for (int i = 0; i < 3; ++i) {
    const double step = hc_comb_frequency_step(shape);
    const double most = 0.5 * t->bin_hz;
    const double move = fmin(fmax(step, -most), most);
    if (!(fabs(move) * (double)t->n_lines > 0.02 * t->bin_hz)) {
      break;
    }
    at += move;
    shape = solve_all(t, at, track, voters);
  }

  const HcCombVote phase = hc_comb_fit_refine(t, voters, &shift);
  const double     all   = shape.information + phase.information;
  at += shift;
  if (fabs(shift) * (double)t->n_lines > 1e-3 * t->bin_hz) {
    solve_all(t, at, track, voters);
  }
  track->hz       = at;
  track->hz_sigma = all > 0.0 ? sqrt(t->overlap / all) : (double)INFINITY;
  describe(t, track);
}

void
hc_comb_fit_profile(const HcCombFit* const t,
                    const size_t           line,
                    double* const          profile)
{
  bool                borrowed = false;
  const float complex transfer = (float complex)transfer_of(t, line, &borrowed);
  double              d[HC_LINE_BINS] = {0.0};
  double              p[HC_LINE_BINS] = {0.0};
  double              dd              = 1e-30;
  double              rest            = 1e-30;
  for (unsigned n = 0; n < t->n; ++n) {
    const HcCombFitCell* const cell =
      hc_comb_fit_cell(t, hc_comb_fit_slot(t, n), line);
    dd += (double)cell->dd;
    rest += remainder_of(cell, transfer);
    for (int i = 0; i < HC_LINE_BINS; ++i) {
      d[i] += hc_squared_magnitude(cell->d[i]);
      p[i] += hc_squared_magnitude(cell->m[i] - transfer * cell->d[i]);
    }
  }
  for (int i = 0; i < HC_LINE_BINS; ++i) {
    profile[i] = fmax(d[i] / dd, p[i] / rest);
  }
}
