// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/balance.h"

#include "dsp/simd.h"
#include "schema/definitions.h"

#include <hotcold/reading.h>

#include <math.h>
#include <stdint.h>
#include <string.h>

// At least this share of the residual counts as noise and not as leakage,
// because the levels of the lines that leak are not known better
#define LEAST_NOISE 0.02

// Bins of a range
typedef struct {
  uint32_t begin;
  uint32_t n;
} Stretch;

static Stretch
stretch_of(const HcCrossSpectrum* const x, const HcRange range)
{
  const double  first   = fmax(ceil(range.low / x->bin_hz) - x->first, 0.0);
  const double  last    = fmin(ceil(range.high / x->bin_hz) - x->first, x->n);
  const bool    any     = first < last;
  const Stretch stretch = {any ? (uint32_t)first : 0,
                           any ? (uint32_t)(last - first) : 0};
  return stretch;
}

// Number of pairs of kept bins, by their distance
typedef struct {
  double in[HC_MAX_LOBE + 1];    // Both bins in the range; [0]: kept bins
  double apart[HC_MAX_LOBE + 1]; // Only one bin in the range
} Pairs;

HC_SIMD_TWINS static float
count_pairs(const float* const lower, const float* const upper, const int n)
{
  float pairs = 0.0F;
#pragma omp simd reduction(+ : pairs)
  for (int i = 0; i < n; ++i) {
    pairs += lower[i] * upper[i];
  }
  return pairs;
}

static Pairs
pairs_in(const HcCrossSpectrum* const x, const Stretch stretch)
{
  const int          n     = (int)stretch.n;
  const float* const begin = x->keep + stretch.begin;
  const float* const end   = begin + n;
  Pairs              pairs = {{0.0}, {0.0}};
  for (int lag = 0; lag <= HC_MAX_LOBE; ++lag) {
    // Pairs with one bin below the range, or above it, as far as bins exist
    const int few  = n < lag ? n : lag;
    const int room = (int)x->n - (int)stretch.begin - n;
    const int short_below =
      lag > (int)stretch.begin ? lag - (int)stretch.begin : 0;
    const int          short_above = lag > room ? lag - room : 0;
    const float* const low         = begin + short_below;
    const float        below =
      few > short_below ? count_pairs(low - lag, low, few - short_below) : 0.0F;
    const float above =
      few > short_above
        ? count_pairs(end - few, end - few + lag, few - short_above)
        : 0.0F;

    pairs.in[lag]    = (double)count_pairs(begin, begin + lag, n - lag);
    pairs.apart[lag] = (double)(below + above);
  }
  return pairs;
}

// Variance of a sum over kept bins, relative to the same number of independent
// bins
typedef struct {
  double own;    // Of the range alone
  double joined; // Of the range as part of a sum that continues on both sides
} Spread;

static Spread
spread_of(const Pairs* const pairs, const double correlation[HC_MAX_LOBE + 1])
{
  Spread spread = {1.0, 1.0};
  for (int lag = 1; lag <= HC_MAX_LOBE; ++lag) {
    const double weight = correlation[lag] / pairs->in[0];
    spread.own += 2.0 * weight * pairs->in[lag];
    spread.joined += weight * (2.0 * pairs->in[lag] + pairs->apart[lag]);
  }
  return spread;
}

// Sums over the bins of a range, in units of the cross spectra
typedef struct {
  Pairs  pairs;  // Of kept bins
  Spread spread; // Of averaged products
  double all_dd; // d in all bins
  double all_mm; // m in all bins
  // In kept bins only
  double dd;    // d
  double q;     // |Gdm|^2 / Gdd
  double r;     // Residual mm - q
  double rr;    // r squared
  double fq;    // Variance of products with d, times q
  double fr;    // The same variance, times r
  double fd;    // The same variance, times d
  double re;    // Re Gdm
  double im;    // Im Gdm
  double slope; // d times bin number
  // Coherence of h and c
  double power;      // |h|^2 + |c|^2 in all bins
  double match;      // The same, times their coherence
  double power_kept; // `power` of kept bins
  double match_kept; // `match` of kept bins
} Sums;

// In the two functions below, the pointers are read from the struct before the
// loops, because otherwise the compiler does not vectorize them

HC_SIMD_TWINS static void
add_balance(const HcCrossSpectrum* const x,
            const uint32_t               begin,
            const int                    n,
            Sums* const                  sums)
{
  const double        spread = sums->spread.own;
  const float* const  keep   = x->keep + begin;
  const float* const  met    = x->met + begin;
  const float* const  leak   = x->leak + begin;
  const double* const dd     = x->dd + begin;
  const double* const mm     = x->mm + begin;
  const double* const re     = x->re + begin;
  const double* const im     = x->im + begin;

  double all_dd = 0.0, all_mm = 0.0, d = 0.0, q = 0.0;
  double r = 0.0, rr = 0.0, fq = 0.0, fr = 0.0, fd = 0.0, slope = 0.0;

#pragma omp simd reduction(+ : all_dd, all_mm, d, q) \
  reduction(+ : r, rr, fq, fr, fd, slope)
  for (int i = 0; i < n; ++i) {
    const double kept = (double)keep[i];
    const double di   = kept * dd[i];
    const double qi = kept * (re[i] * re[i] + im[i] * im[i]) / (dd[i] + 1e-60);
    const double ri = kept * mm[i] - qi;
    const double least = LEAST_NOISE * ri;
    const double clean = ri - kept * x->w * (double)leak[i];
    const double noise = clean > least ? clean : least;
    const double fi    = spread * noise + kept * x->w * (double)met[i];
    all_dd += dd[i];
    all_mm += mm[i];
    d += di;
    q += qi;
    r += ri;
    rr += ri * ri;
    fq += fi * qi;
    fr += fi * ri;
    fd += fi * di;
    slope += di * i;
  }
  sums->all_dd += all_dd;
  sums->all_mm += all_mm;
  sums->dd += d;
  sums->q += q;
  sums->r += r;
  sums->rr += rr;
  sums->fq += fq;
  sums->fr += fr;
  sums->fd += fd;
  sums->slope += slope + d * (x->first + begin);
}

HC_SIMD_TWINS static void
add_coherence(const HcCrossSpectrum* const x,
              const uint32_t               begin,
              const int                    n,
              Sums* const                  sums)
{
  const float* const  keep = x->keep + begin;
  const double* const dd   = x->dd + begin;
  const double* const mm   = x->mm + begin;
  const double* const re   = x->re + begin;
  const double* const im   = x->im + begin;

  double power = 0.0, match = 0.0, real = 0.0, imaginary = 0.0;
  double power_kept = 0.0, match_kept = 0.0;
#pragma omp simd reduction(+ : power, match, real, imaginary, power_kept, match_kept)
  for (int i = 0; i < n; ++i) {
    const double kept = (double)keep[i];
    const double mean = mm[i] + 0.25 * dd[i];
    const double side = mm[i] - 0.25 * dd[i];
    const double both = (mean + re[i]) * (mean - re[i]);
    const double g2   = (side * side + im[i] * im[i]) / (both + 1e-60);
    power += mean;
    match += mean * g2;
    power_kept += kept * mean;
    match_kept += kept * mean * g2;
    real += kept * re[i];
    imaginary += kept * im[i];
  }
  sums->power += 2.0 * power;
  sums->match += 2.0 * match;
  sums->power_kept += 2.0 * power_kept;
  sums->match_kept += 2.0 * match_kept;
  sums->re += real;
  sums->im += imaginary;
}

static Sums
sum_range(const HcCrossSpectrum* const x, const HcRange range)
{
  const Stretch stretch = stretch_of(x, range);
  Sums          sums;
  memset(&sums, 0, sizeof(sums));
  sums.pairs = pairs_in(x, stretch);
  if (sums.pairs.in[0] >= 1.0) {
    sums.spread = spread_of(&sums.pairs, x->overlap.first);
  }
  add_balance(x, stretch.begin, (int)stretch.n, &sums);
  add_coherence(x, stretch.begin, (int)stretch.n, &sums);
  return sums;
}

// Set the errors in `result`. N is the noise in a bin and S the part of m that
// follows d. Then r has the mean N (1 - 1/K) and K - 1 complex degrees of
// freedom, and is independent of q: `cross` is the sum of S N / K, and `alone`
// the sum of (N / K)^2.
static void
set_errors(HcBalance* const             result,
           const HcCrossSpectrum* const x,
           const Sums* const            s,
           const double                 unit)
{
  const double k      = result->averages;
  const Spread first  = s->spread;
  const Spread second = spread_of(&s->pairs, x->overlap.second);
  const double alone  = s->rr / (k * (k - 1.0));
  const double noise  = s->fr / (k * (k - 1.0));
  const double cross  = fmax(s->fq / (k - 1.0) - noise, 0.0);
  const double debias = k / (k - 1.0);
  // Lines correlate by chance with the programme in m
  const double t2    = fmax(s->q - s->r / (k - 1.0), 0.0) / s->dd;
  const double lines = fmax(s->all_mm - t2 * s->all_dd - debias * s->r, 0.0);
  const double along = 2.0 * lines * t2 * fmax(s->all_dd - s->dd, 0.0) / k;

  result->common_sigma = unit * sqrt(2.0 * cross + second.own * debias * alone);
  result->rest_sigma   = unit * sqrt(first.own * s->rr / k + along);
  result->t_sigma      = sqrt(0.5 * fmax(s->fd, 0.0) / (k - 1.0)) / s->dd;
  result->correlated   = first.joined / first.own - 1.0;
}

// Coherence from sums over bins, each of `k` averages
static double
unbiased(const double match, const double power, const double k)
{
  const double raw = power > 0.0 ? match / power : 0.0;
  return fmin(fmax((raw * k - 1.0) / (k - 1.0), 0.0), 1.0);
}

HcBalance
hc_balance_in(const HcCrossSpectrum* const x, const HcRange range)
{
  HcBalance    result;
  const Sums   s = sum_range(x, range);
  const double k = hc_cross_spectrum_averages(x);
  memset(&result, 0, sizeof(result));
  if (!(k >= HC_LEAST_AVERAGES)) {
    return result;
  }
  // From sums of |X|^2 to powers. Bins left out are assumed to be like the
  // others.
  const double unit = 0.5 / (x->noise_bandwidth * x->w);
  if (s.pairs.in[0] < 1.0 || !(s.dd > 0.0)) {
    result.diff = unit * s.all_dd;
    result.rest = unit * s.all_mm;
    return result;
  }

  const double kept = unit * s.all_dd / s.dd;
  const double t2   = (s.q - s.r / (k - 1.0)) / s.dd; // |T|^2
  const double rest = s.all_mm - t2 * s.all_dd;

  result.valid          = true;
  result.averages       = k;
  result.diff           = unit * s.all_dd;
  result.kept           = s.dd / s.all_dd;
  result.common         = kept * (s.q - s.r / (k - 1.0));
  result.rest           = unit * fmax(rest, 0.0);
  result.t              = CMPLX(s.re / s.dd, s.im / s.dd);
  result.centre         = s.slope / s.dd * x->bin_hz;
  result.legs           = unit * s.power;
  result.coherence      = unbiased(s.match, s.power, k);
  result.coherence_kept = unbiased(s.match_kept, s.power_kept, k);
  set_errors(&result, x, &s, kept);
  return result;
}

HcBalance
hc_balance_join(const HcBalance* const parts, const size_t n)
{
  HcBalance sum;
  memset(&sum, 0, sizeof(sum));
  double common_variance = 0.0;
  double rest_variance   = 0.0;
  double t_variance      = 0.0;
  double hidden_diff     = 0.0;
  double hidden_rest     = 0.0;
  for (size_t i = 0; i < n; ++i) {
    const HcBalance* const part = &parts[i];
    if (!part->valid) {
      hidden_diff += part->diff;
      hidden_rest += part->rest;
      continue;
    }
    const double diff = part->kept * part->diff;
    if (!sum.valid || part->averages < sum.averages) {
      sum.averages = part->averages;
    }
    sum.valid = true;
    sum.diff += diff;
    sum.common += part->kept * part->common;
    sum.rest += part->rest;
    sum.legs += part->legs;
    sum.t += diff * part->t;
    sum.centre += diff * part->centre;
    sum.coherence += part->legs * part->coherence;
    sum.coherence_kept += part->legs * part->coherence_kept;
    const double joined = 1.0 + part->correlated;
    common_variance += joined * pow(part->kept * part->common_sigma, 2.0);
    rest_variance += joined * pow(part->rest_sigma, 2.0);
    t_variance += joined * pow(diff * part->t_sigma, 2.0);
  }
  if (sum.valid) {
    sum.kept         = 1.0;
    sum.common_sigma = sqrt(common_variance);
    sum.rest_sigma   = sqrt(rest_variance);
    sum.t /= sum.diff;
    // In a part that has only lines, T is assumed to be as in the other parts
    const double t2 = fmax(sum.common, 0.0) / sum.diff;
    sum.rest += fmax(hidden_rest - t2 * hidden_diff, 0.0);
    sum.t_sigma = sqrt(t_variance) / sum.diff;
    sum.centre /= sum.diff;
    sum.coherence /= fmax(sum.legs, 1e-300);
    sum.coherence_kept /= fmax(sum.legs, 1e-300);
  }
  return sum;
}

static double
balance_db(const double t)
{
  const double value = t > 0.0 ? -20.0 * log10(t) : HC_UNBOUNDED_DB;
  return fmin(fmax(value, -HC_UNBOUNDED_DB), HC_UNBOUNDED_DB);
}

HcFigure
hc_balance_figure(const HcBalance* const balance, const double bound)
{
  // If the estimate is less than its error, the error is the limit
  const double sigma = balance->common_sigma;
  const double power = fmax(balance->common, sigma);
  const double most  = fmax(balance->common, 0.0) + HC_Z95 * sigma;
  const double least = fmax(balance->common - HC_Z95 * sigma, 0.0);

  HcFigure     figure;
  const double d    = balance->diff;
  const double low  = sqrt(most / d) + bound;
  const double high = sqrt(least / d) - bound;
  figure.value      = balance_db(sqrt(power / d));
  figure.low        = balance_db(low);
  figure.high       = balance_db(high);
  figure.at_least   = !(high > 0.0);
  return figure;
}
