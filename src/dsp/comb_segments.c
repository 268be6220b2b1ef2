// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb_fit.h"

#include "dsp/line_kernel.h"
#include "dsp/simd.h"
#include "dsp/comb_fit_state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/// A line with more than this share of all power is a tone
#define LONE_TONE_SHARE 0.95

HcCombFit*
hc_comb_fit_new(const HcCombFitSpec* const spec)
{
  const double         top = fmin(spec->top, spec->rate * HC_DECIMATED_BAND);
  const size_t         n   = (size_t)fmin(top / spec->hz, HC_MAX_LINES_OF_COMB);
  HcCombFit* const     t   = (HcCombFit*)calloc(1, sizeof(HcCombFit));
  HcCombFitCell* const cells =
    (HcCombFitCell*)calloc(n * spec->capacity + 1U, sizeof(HcCombFitCell));
  if (!t || !cells) {
    free(cells);
    free(t);
    return NULL;
  }

  t->spec    = *spec;
  t->cells   = cells;
  t->n_lines = n;
  t->bin_hz  = spec->rate / spec->size;
  t->span    = spec->size / spec->rate;
  t->limit   = 0.5 * pow(10.0, 0.1 * spec->silence);
  return t;
}

void
hc_comb_fit_free(HcCombFit* const t)
{
  if (t) {
    free(t->cells);
    free(t);
  }
}

void
hc_comb_fit_clear(HcCombFit* const t)
{
  t->n     = 0;
  t->start = 0;
  t->index = 0;
}

unsigned
hc_comb_fit_count(const HcCombFit* const t)
{
  return t->n;
}

size_t
hc_comb_fit_lines(const HcCombFit* const t)
{
  return t->n_lines;
}

uint64_t
hc_comb_fit_aside(const HcCombFit* const t, const double hz)
{
  uint64_t lines = 0;
  for (size_t line = 0; t->spec.aside > 0.0 && line < t->n_lines; ++line) {
    const double at  = (double)(line + 1U) * hz;
    const double off = at - round(at / t->spec.aside) * t->spec.aside;
    lines |= fabs(off) < HC_LINE_REACH * t->bin_hz ? (uint64_t)1 << line : 0U;
  }
  return lines;
}

/// Sums over some bins
typedef struct {
  float dd;
  float mm;
  float re; ///< Of conj(d) m
  float im;
} Powers;

HC_SIMD_TWINS static Powers
products_of(const float complex* const d,
            const float complex* const m,
            const size_t               n)
{
  const float* const x  = (const float*)d;
  const float* const y  = (const float*)m;
  float              dd = 0.0F;
  float              mm = 0.0F;
  float              re = 0.0F;
  float              im = 0.0F;
#pragma omp simd reduction(+ : dd, mm, re, im)
  for (size_t i = 0; i < n; ++i) {
    dd += x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1];
    mm += y[2 * i] * y[2 * i] + y[2 * i + 1] * y[2 * i + 1];
    re += x[2 * i] * y[2 * i] + x[2 * i + 1] * y[2 * i + 1];
    im += x[2 * i] * y[2 * i + 1] - x[2 * i + 1] * y[2 * i];
  }
  const Powers sums = {dd, mm, re, im};
  return sums;
}

/// Add the bins `first` to `last` to the programme next to a line
static void
add_beside(HcCombFitCell* const    cell,
           const HcSpectrum* const s,
           const long              first,
           const long              last,
           unsigned* const         count)
{
  const long   low  = first < 1 ? 1 : first;
  const long   high = last < (long)s->n_bins ? last : (long)s->n_bins - 1;
  const size_t n    = high < low ? 0U : (size_t)(high - low + 1);
  const Powers sum  = products_of(s->d + low, s->m + low, n);
  cell->dd += sum.dd;
  cell->mm += sum.mm;
  cell->dm += CMPLXF(sum.re, sum.im);
  *count += (unsigned)n;
}

static void
take_cell(const HcCombFit* const  t,
          HcCombFitCell* const    cell,
          const HcSpectrum* const s,
          const long              bin)
{
  const long reach  = (long)(s->lobe > HC_LINE_REACH ? s->lobe : HC_LINE_REACH);
  const long beside = (long)t->spec.beside;
  unsigned   count  = 0;
  memset(cell, 0, sizeof(HcCombFitCell));
  for (int i = 0; i < HC_LINE_BINS; ++i) {
    const long b = bin - HC_LINE_REACH + i;
    if (b >= 0 && b < (long)s->n_bins) {
      cell->d[i] = b % 2 ? -s->d[b] : s->d[b];
      cell->m[i] = b % 2 ? -s->m[b] : s->m[b];
    }
  }

  add_beside(cell, s, bin - reach - beside, bin - reach - 1, &count);
  add_beside(cell, s, bin + reach + 1, bin + reach + beside, &count);
  const float scale = 1.0F / (float)(count ? count : 1U);
  cell->dd *= scale;
  cell->mm *= scale;
  cell->dm *= scale;
}

/// Add `sign` times the products in `n` bins to `moment`
static void
survey_bins(HcCombFitMoment* const     moment,
            const float complex* const d,
            const float complex* const m,
            const size_t               n,
            const double               sign)
{
  const Powers sum = products_of(d, m, n);
  moment->dd += sign * (double)sum.dd;
  moment->mm += sign * (double)sum.mm;
  moment->dm += sign * CMPLX(sum.re, sum.im);
}

static double
power_of(const HcCombFitMoment* const moment)
{
  return moment->dd + moment->mm;
}

/// Index of a line that is a tone: it has nearly all the power, and is too high
/// to be mains hum without lower lines. n_lines if there is none.
static size_t
find_tone(const HcCombFit* const       t,
          const unsigned               slot,
          const HcCombFitMoment* const all)
{
  const double hz       = all->hz;
  double       greatest = 0.0;
  size_t       tone     = t->n_lines;
  for (size_t line = 0; line < t->n_lines; ++line) {
    if ((double)(line + 1U) * hz > fmax(t->spec.from, HC_LOW_LINES)) {
      const HcCombFitCell* const cell  = hc_comb_fit_cell(t, slot, line);
      HcCombFitMoment            there = {.dd = 0.0};
      survey_bins(&there, cell->d, cell->m, HC_LINE_BINS, 1.0);
      tone     = power_of(&there) > greatest ? line : tone;
      greatest = fmax(greatest, power_of(&there));
    }
  }
  return greatest > LONE_TONE_SHARE * power_of(all) ? tone : t->n_lines;
}

/// Subtract all lines except `tone`, and the lines of the other comb (`aside`).
/// If both combs use the same bins, subtract these once.
static void
leave_out(const HcCombFit* const  t,
          const HcSpectrum* const s,
          const unsigned          slot,
          const size_t            tone,
          HcCombFitMoment* const  moment)
{
  const double hz = moment->hz;
  for (size_t line = 0; line < t->n_lines; ++line) {
    if (line != tone && (double)(line + 1U) * hz > t->spec.from) {
      const HcCombFitCell* const cell = hc_comb_fit_cell(t, slot, line);
      survey_bins(moment, cell->d, cell->m, HC_LINE_BINS, -1.0);
    }
  }

  const double top = 0.9 * s->n_bins * s->bin_hz;
  for (double at = t->spec.aside; t->spec.aside > 0.0 && at < top;
       at += t->spec.aside) {
    const double nearest = fmax(round(at / hz), 1.0);
    const double off     = fabs(at - nearest * hz) / s->bin_hz;
    const long   first   = lround(at / s->bin_hz) - HC_LINE_REACH;
    if (off > HC_LINE_BINS || nearest > (double)t->n_lines) {
      survey_bins(moment, s->d + first, s->m + first, HC_LINE_BINS, -1.0);
    }
  }
}

/// Set in `moment` the programme outside of the lines
static void
survey(const HcCombFit* const  t,
       const HcSpectrum* const s,
       const unsigned          slot,
       HcCombFitMoment* const  moment)
{
  const uint32_t top   = (uint32_t)(0.9 * s->n_bins);
  const uint32_t first = s->lobe + (uint32_t)(t->spec.from / s->bin_hz);
  moment->dd           = 0.0;
  moment->mm           = 0.0;
  moment->dm           = 0.0;
  for (uint32_t b = first; b < top; b += 64U) {
    survey_bins(moment, s->d + b, s->m + b, b + 64U < top ? 64U : top - b, 1.0);
  }
  leave_out(t, s, slot, find_tone(t, slot, moment), moment);
  moment->dd = fmax(moment->dd, 0.0);
  moment->mm = fmax(moment->mm, 0.0);

  const double limit = 2.0 * s->noise_bandwidth * t->limit;
  const double leg =
    sqrt(moment->mm) + 0.5 * sqrt(moment->dd); // Upper bound for both legs
  moment->silent = moment->dd < limit && leg * leg < limit;
}

void
hc_comb_fit_add(HcCombFit* const t, const HcSpectrum* const s, const double hz)
{
  if (t->kernel.lobe != s->lobe) {
    t->kernel  = hc_line_kernel(s->lobe);
    t->hop     = s->hop / s->rate;
    t->overlap = hc_line_kernel_shared(&t->kernel, (double)s->hop / s->size);
    t->shape   = hc_line_kernel_shape(&t->kernel);
  }
  if (t->n == t->spec.capacity) {
    t->start = hc_comb_fit_slot(t, 1);
    --t->n;
  }

  const unsigned         slot   = hc_comb_fit_slot(t, t->n);
  HcCombFitMoment* const moment = &t->moments[slot];
  for (size_t line = 0; line < t->n_lines; ++line) {
    take_cell(
      t, t->cells + slot * t->n_lines + line, s, hc_comb_fit_bin(t, hz, line));
  }
  moment->hz    = hz;
  moment->index = t->index++;
  survey(t, s, slot, moment);
  ++t->n;
}
