// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/balance.h"

#include "dsp/simd.h"

#include <hotcold/reading.h>

#include <math.h>
#include <stdint.h>
#include <string.h>

// Two-sided 95 % of a normal distribution
#define Z95 1.959964

// Sums over the bins of a range, in units of the cross spectra
typedef struct {
  double bins;   // Bins kept
  double all_dd; // d in all bins
  double all_mm; // m likewise
  double dd;     // From here on in bins kept: d
  double q;      // |Gdm|^2 / Gdd
  double r;      // Residual mm - q
  double qr;     // Sum of products
  double rr;     // Sum of squares
  double dr;     // Sum of products
  double re;     // Re Gdm
  double im;     // Im Gdm
  double slope;  // d times bin number
  double power;  // |h|^2 + |c|^2 in all bins
  double match;  // The same times coherence of h and c
} Sums;

HcRange
hc_third_octave(const size_t i)
{
  const double  mid   = 1000.0 * pow(10.0, ((double)i - 17.0) / 10.0);
  const double  half  = pow(10.0, 0.05);
  const HcRange range = {mid / half, mid * half};
  return range;
}

double
hc_third_octave_nominal(const size_t i)
{
  static const double decade[] = {
    1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0};
  static const double scale[] = {10.0, 100.0, 1000.0, 10000.0};
  return decade[(i + 3) % 10] * scale[(i + 3) / 10];
}

// The loops below run over what starts at one bin; pointers are taken out of
// the struct first, which the compiler wants before it makes vectors of them

HC_SIMD_TWINS static void
add_balance(const HcCross* const x,
            const uint32_t       begin,
            const int            n,
            Sums* const          sums)
{
  const float* const  keep = x->keep + begin;
  const double* const dd   = x->dd + begin;
  const double* const mm   = x->mm + begin;
  const double* const re   = x->re + begin;
  const double* const im   = x->im + begin;

  double bins = 0.0, all_dd = 0.0, all_mm = 0.0, d = 0.0, q = 0.0;
  double r = 0.0, qr = 0.0, rr = 0.0, dr = 0.0, slope = 0.0;
#pragma omp simd reduction(+ : bins, all_dd, all_mm, d, q) \
  reduction(+ : r, qr, rr, dr, slope)
  for (int i = 0; i < n; ++i) {
    const double kept = (double)keep[i];
    const double di   = kept * dd[i];
    const double qi = kept * (re[i] * re[i] + im[i] * im[i]) / (dd[i] + 1e-60);
    const double ri = kept * mm[i] - qi;
    bins += kept;
    all_dd += dd[i];
    all_mm += mm[i];
    d += di;
    q += qi;
    r += ri;
    qr += qi * ri;
    rr += ri * ri;
    dr += di * ri;
    slope += di * i;
  }
  sums->bins += bins;
  sums->all_dd += all_dd;
  sums->all_mm += all_mm;
  sums->dd += d;
  sums->q += q;
  sums->r += r;
  sums->qr += qr;
  sums->rr += rr;
  sums->dr += dr;
  sums->slope += slope + d * (x->first + begin);
}

HC_SIMD_TWINS static void
add_coherence(const HcCross* const x,
              const uint32_t       begin,
              const int            n,
              Sums* const          sums)
{
  const float* const  keep = x->keep + begin;
  const double* const dd   = x->dd + begin;
  const double* const mm   = x->mm + begin;
  const double* const re   = x->re + begin;
  const double* const im   = x->im + begin;

  double power = 0.0, match = 0.0, real = 0.0, imaginary = 0.0;
#pragma omp simd reduction(+ : power, match, real, imaginary)
  for (int i = 0; i < n; ++i) {
    const double kept = (double)keep[i];
    const double mean = mm[i] + 0.25 * dd[i];
    const double side = mm[i] - 0.25 * dd[i];
    const double both = (mean + re[i]) * (mean - re[i]);
    power += 2.0 * mean;
    match += 2.0 * mean * (side * side + im[i] * im[i]) / (both + 1e-60);
    real += kept * re[i];
    imaginary += kept * im[i];
  }
  sums->power += power;
  sums->match += match;
  sums->re += real;
  sums->im += imaginary;
}

static Sums
sum_range(const HcCross* const x, const HcRange range)
{
  const double first = fmax(ceil(range.low / x->bin_hz) - x->first, 0.0);
  const double last  = fmin(ceil(range.high / x->bin_hz) - x->first, x->n);

  Sums sums;
  memset(&sums, 0, sizeof(sums));
  if (first < last) {
    const uint32_t begin = (uint32_t)first;
    const int      n     = (int)(last - first);
    add_balance(x, begin, n, &sums);
    add_coherence(x, begin, n, &sums);
  }
  return sums;
}

// The values of `result` that come from second moments
static void
set_errors(HcBalance* const     result,
           const HcCross* const x,
           const Sums* const    s,
           const double         unit)
{
  // With N the noise in a bin, r has the mean N (1 - 1/K) and K - 1 complex
  // degrees of freedom, and is independent of q: cross is the sum of S N / K,
  // alone that of (N / K)^2
  const double k      = result->averages;
  const size_t bins   = (size_t)s->bins;
  const double first  = hc_overlap_spread(x->overlap.first, bins);
  const double second = hc_overlap_spread(x->overlap.second, bins);
  const double alone  = s->rr / (k * (k - 1.0));
  const double cross  = fmax(s->qr / (k - 1.0) - alone, 0.0);
  const double debias = k / (k - 1.0);

  result->common_sigma =
    unit * sqrt(2.0 * first * cross + second * debias * alone);
  result->rest_sigma = unit * sqrt(first * s->rr / k);
  result->t_sigma    = sqrt(0.5 * first * fmax(s->dr, 0.0) / (k - 1.0)) / s->dd;
}

HcBalance
hc_balance_in(const HcCross* const x, const HcRange range)
{
  HcBalance    result;
  const Sums   s = sum_range(x, range);
  const double k = hc_cross_averages(x);
  memset(&result, 0, sizeof(result));
  if (!(k >= HC_LEAST_AVERAGES) || s.bins < 1.0 || !(s.dd > 0.0)) {
    return result;
  }

  // From sums of |X|^2 to powers; bins left out count as the others
  const double unit = 0.5 / (x->noise_bandwidth * x->w);
  const double kept = unit * s.all_dd / s.dd;
  const double rest = s.all_mm - s.q * s.all_dd / s.dd;

  result.valid     = true;
  result.averages  = k;
  result.diff      = unit * s.all_dd;
  result.kept      = s.dd / s.all_dd;
  result.common    = kept * (s.q - s.r / (k - 1.0));
  result.rest      = unit * fmax(rest, 0.0) * k / (k - 1.0);
  result.t         = CMPLX(s.re / s.dd, s.im / s.dd);
  result.centre    = s.slope / s.dd * x->bin_hz;
  result.legs      = unit * s.power;
  const double raw = s.power > 0.0 ? s.match / s.power : 0.0;
  result.coherence = fmin(fmax((raw * k - 1.0) / (k - 1.0), 0.0), 1.0);
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
  for (size_t i = 0; i < n; ++i) {
    const HcBalance* const part = &parts[i];
    if (!part->valid) {
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
    common_variance += pow(part->kept * part->common_sigma, 2.0);
    rest_variance += pow(part->rest_sigma, 2.0);
    t_variance += pow(diff * part->t_sigma, 2.0);
  }
  if (sum.valid) {
    sum.kept         = 1.0;
    sum.common_sigma = sqrt(common_variance);
    sum.rest_sigma   = sqrt(rest_variance);
    sum.t /= sum.diff;
    sum.t_sigma = sqrt(t_variance) / sum.diff;
    sum.centre /= sum.diff;
    sum.coherence /= fmax(sum.legs, 1e-300);
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
  // Where the estimate is buried, its error says how far one can see
  const double sigma = balance->common_sigma;
  const double power = fmax(balance->common, sigma);
  const double most  = fmax(balance->common, 0.0) + Z95 * sigma;
  const double least = fmax(balance->common - Z95 * sigma, 0.0);

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

double
hc_capture_bound(const double complex t,
                 const double         hz,
                 const double         gain,
                 const double         delay)
{
  const double ratio = pow(10.0, gain / 20.0) - 1.0;
  const double phase = 6.283185307179586e-6 * hz * delay;
  return sqrt(ratio * ratio + phase * phase) * cabs(t * t - 0.25);
}
