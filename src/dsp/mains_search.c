// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/mains_search.h"

#include "dsp/comb.h"
#include "dsp/simd.h"

#include <hotcold/analyzer.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Programme changes and pick-up stays. The quietest segments dominate the mean
// of 1 / |X|^2, so its inverse shows the power that is always present. It is
// computed for d, and for the part of m that does not follow d.

#define STEP 0.004  // Hz
#define COARSE 4    // Steps at a time in the first pass
#define KEEP 0.93F  // Weight left of conj(d) m and |d|^2, each segment
#define FADE 0.8F   // Weight left of 1 / |X|^2: new hum is found in about 10 s
#define KEPT 100.0F // Limit of the past of 1 / |X|^2 over the present: 20 dB
#define TINY_POWER 1e-24F // Added to powers: no division by 0 in silence
#define ROUNDED 1e-12F    // Rounding error of m - T d, as a share of |m|^2
#define STRIDE 8U         // Bins that share a T
#define CAP 6.0F          // Largest strength of one line, octaves of power
#define LEAST_EXCESS 1.0  // Least power over 4 times that of its surroundings

#define MAX_BINS 4880U // 2460 Hz with segments of up to about 2 s

enum { N_ARRAYS = 5 };

struct HcMainsSearch {
  double   bin_hz;
  uint32_t n_bins;
  uint32_t lobe;
  float*   dm_real; ///< Averaged conj(d) m, per bin
  float*   dm_imag;
  float*   dd;     ///< Averaged |d|^2
  float*   d_rest; ///< Averaged 1 / |d|^2
  float*   p_rest; ///< Averaged 1 / |m - T d|^2
};

/// On the stack, so that many audio lines use the same memory
typedef struct {
  float strength[MAX_BINS]; ///< Octaves above the neighbourhood
  float steady[MAX_BINS];   ///< Power that is always present; later see widen()
} Scratch;

HcMainsSearch*
hc_mains_search_new(const double rate, const uint32_t size)
{
  const double   bin_hz = rate / size;
  const double   top    = fmin(HC_MAINS_TOP, rate * HC_DECIMATED_BAND) + 60.0;
  const uint32_t n_bins =
    (uint32_t)fmin(top / bin_hz, fmin(size / 2U, MAX_BINS));
  HcMainsSearch* const search =
    (HcMainsSearch*)calloc(1, sizeof(HcMainsSearch));
  float* const bins = (float*)calloc((size_t)N_ARRAYS * n_bins, sizeof(float));
  if (!search || !bins) {
    free(bins);
    free(search);
    return NULL;
  }

  search->bin_hz  = bin_hz;
  search->n_bins  = n_bins;
  search->lobe    = 2;
  search->dm_real = bins;
  search->dm_imag = search->dm_real + n_bins;
  search->dd      = search->dm_imag + n_bins;
  search->d_rest  = search->dd + n_bins;
  search->p_rest  = search->d_rest + n_bins;
  return search;
}

void
hc_mains_search_free(HcMainsSearch* const search)
{
  if (search) {
    free(search->dm_real);
    free(search);
  }
}

void
hc_mains_search_reset(HcMainsSearch* const search)
{
  memset(search->dm_real, 0, (size_t)N_ARRAYS * search->n_bins * sizeof(float));
}

/// Sums over some bins
typedef struct {
  float re;
  float im;
  float dd;
} Products;

HC_SIMD_TWINS static Products
sum_products(const HcMainsSearch* const search,
             const size_t               first,
             const size_t               n)
{
  const float* const re  = search->dm_real + first;
  const float* const im  = search->dm_imag + first;
  const float* const dd  = search->dd + first;
  float              res = 0.0F;
  float              ims = 0.0F;
  float              dds = 0.0F;
#pragma omp simd reduction(+ : res, ims, dds)
  for (size_t i = 0; i < n; ++i) {
    res += re[i];
    ims += im[i];
    dds += dd[i];
  }
  const Products sums = {res, ims, dds};
  return sums;
}

/// T from the bins on both sides of `bin`, outside the main lobe
static float complex
transfer_beside(const HcMainsSearch* const search, const size_t bin)
{
  const size_t   lobe = search->lobe;
  const Products low =
    sum_products(search, bin - lobe - HC_MAINS_BESIDE, HC_MAINS_BESIDE);
  const Products high = sum_products(search, bin + lobe + 1U, HC_MAINS_BESIDE);
  const float    dd   = low.dd + high.dd + 1e-30F;
  return CMPLXF((low.re + high.re) / dd, (low.im + high.im) / dd);
}

/// Average 1 / |X|^2. Quiet segments dominate it, but the limit makes it follow
/// soon when hum begins.
static inline float
remember(const float past, const float now)
{
  const float kept = FADE * past;
  const float most = KEPT * now;
  return (kept < most ? kept : most) + now;
}

/// Add 1 / |m - T d|^2 of STRIDE bins
HC_SIMD_TWINS static void
add_remainder(float* restrict const p_rest,
              const float* restrict const d,
              const float* restrict const m,
              const float tr,
              const float ti)
{
#pragma omp simd
  for (size_t i = 0; i < STRIDE; ++i) {
    const float dr   = d[2 * i];
    const float di   = d[2 * i + 1];
    const float mr   = m[2 * i];
    const float mi   = m[2 * i + 1];
    const float re   = mr - (tr * dr - ti * di);
    const float im   = mi - (tr * di + ti * dr);
    const float none = ROUNDED * (mr * mr + mi * mi) + TINY_POWER;
    const float rest = re * re + im * im + none;

    p_rest[i] = remember(p_rest[i], 1.0F / rest);
  }
}

static void
add_remainders(HcMainsSearch* const search, const HcSpectrum* const s)
{
  const size_t out = search->lobe + HC_MAINS_BESIDE;
  for (size_t b = out; b + out + STRIDE < search->n_bins; b += STRIDE) {
    // T changes slowly with frequency: one T is enough for STRIDE bins
    const float complex t = transfer_beside(search, b + STRIDE / 2U);
    add_remainder(search->p_rest + b,
                  (const float*)(s->d + b),
                  (const float*)(s->m + b),
                  crealf(t),
                  cimagf(t));
  }
}

/// Add conj(d) m, |d|^2 and 1 / |d|^2 of all bins
HC_SIMD_TWINS static void
add_bins(HcMainsSearch* const search,
         const float* const   d,
         const float* const   m)
{
  float* const re     = search->dm_real;
  float* const im     = search->dm_imag;
  float* const dd     = search->dd;
  float* const d_rest = search->d_rest;
  const size_t n      = search->n_bins;
#pragma omp simd
  for (size_t b = 0; b < n; ++b) {
    const float dr    = d[2 * b];
    const float di    = d[2 * b + 1];
    const float mr    = m[2 * b];
    const float mi    = m[2 * b + 1];
    const float power = dr * dr + di * di;

    re[b]     = KEEP * re[b] + (dr * mr + di * mi);
    im[b]     = KEEP * im[b] + (dr * mi - di * mr);
    dd[b]     = KEEP * dd[b] + power;
    d_rest[b] = remember(d_rest[b], 1.0F / (power + TINY_POWER));
  }
}

void
hc_mains_search_feed(HcMainsSearch* const    search,
                     const HcSpectrum* const decimated)
{
  search->lobe = decimated->lobe;
  add_bins(search, (const float*)decimated->d, (const float*)decimated->m);
  add_remainders(search, decimated);
}

/// 1 / x. Zero stays zero: a bin without data must not look like a strong line.
HC_SIMD_TWINS static void
invert(const float* restrict const x, float* restrict const inverse, size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    inverse[i] = x[i] > 0.0F ? 1.0F / x[i] : 0.0F;
  }
}

/// If a bin of `steady` is a local maximum, raise its `strength` to the octaves
/// by which it exceeds its surroundings
static void
raise(const HcMainsSearch* const search, Scratch* const scratch)
{
  const uint32_t     lobe   = search->lobe;
  const uint32_t     out    = lobe + HC_MAINS_BESIDE;
  const float* const steady = scratch->steady;
  double             sum    = 0.0;
  for (uint32_t i = 0; i < 2U * out + 1U && i < search->n_bins; ++i) {
    sum += (double)steady[i];
  }
  for (uint32_t b = out; b + out + 1U < search->n_bins; ++b) {
    if (steady[b] >= steady[b - 1U] && steady[b] >= steady[b + 1U]) {
      double beside = sum;
      for (uint32_t i = b - lobe; i <= b + lobe; ++i) {
        beside -= (double)steady[i];
      }
      const double floor = fmax(beside, 1e-6 * sum) / (2.0 * HC_MAINS_BESIDE);
      const double above = (double)steady[b] / (4.0 * floor);
      if (above > LEAST_EXCESS) {
        const float z        = fminf(log2f(1.0F + (float)above), CAP);
        scratch->strength[b] = fmaxf(scratch->strength[b], z);
      }
    }
    sum += (double)steady[b + out + 1U] - (double)steady[b - out];
  }
}

/// Write into `steady` the strength of each bin, or half of its stronger
/// neighbour if that is more
static void
widen(const HcMainsSearch* const search, Scratch* const scratch)
{
  const float* const z = scratch->strength;
  scratch->steady[0]   = 0.0F;
  for (uint32_t b = 1; b + 1U < search->n_bins; ++b) {
    const float beside = 0.5F * (z[b - 1U] > z[b + 1U] ? z[b - 1U] : z[b + 1U]);
    scratch->steady[b] = z[b] > beside ? z[b] : beside;
  }
  scratch->steady[search->n_bins - 1U] = 0.0F;
}

/// Sum of widened strengths over `n` lines, one every `ratio` bins; 0 if fewer
/// than three of them have any
HC_SIMD_TWINS static float
rate_lines(const float* const steady, const float ratio, const int n)
{
  float sum   = 0.0F;
  int   lines = 0;
#pragma omp simd reduction(+ : sum, lines)
  for (int k = 1; k <= n; ++k) {
    const float z = steady[(int)((float)k * ratio + 0.5F)];
    sum += z;
    lines += z > 0.0F ? 1 : 0;
  }
  return lines >= 3 ? sum : 0.0F;
}

/// The same sum for the comb at `hz`
static float
rate_comb(const HcMainsSearch* const search,
          const Scratch* const       scratch,
          const double               hz)
{
  const double ratio = hz / search->bin_hz;
  const double top   = fmin(HC_MAINS_TOP / hz, HC_MAX_MAINS);
  const double reach = (double)(search->n_bins - 1U) / ratio;
  return rate_lines(scratch->steady, (float)ratio, (int)fmin(top, reach));
}

/// The best comb so far, from `at` to `to` Hz
typedef struct {
  float  sum;
  double at;
  double to;
} Best;

/// Rate the combs from `first` to `last` Hz in steps of `step`, and keep the
/// best
static void
look(const HcMainsSearch* const search,
     const Scratch* const       scratch,
     const double               first,
     const double               last,
     const double               step,
     Best* const                best)
{
  const int n = (int)lround((last - first) / step);
  for (int i = 0; i <= n; ++i) {
    const double hz  = first + step * i;
    const float  sum = rate_comb(search, scratch, hz);
    if (sum > best->sum) {
      best->sum = sum;
      best->at  = hz;
      best->to  = hz;
    } else if (sum >= best->sum && sum > 0.0F && hz - best->to < 1.5 * step) {
      best->to = hz; // A flat maximum: the result is its middle
    }
  }
}

double
hc_mains_search_best(const HcMainsSearch* const search)
{
  Scratch scratch;
  Best    best = {0.0F, 0.0, 0.0};
  memset(scratch.strength, 0, search->n_bins * sizeof(float));
  for (int which = 0; which < 2; ++which) {
    invert(
      which ? search->p_rest : search->d_rest, scratch.steady, search->n_bins);
    raise(search, &scratch);
  }
  widen(search, &scratch);

  // Line 40 moves by less than a bin from one coarse step to the next
  look(search, &scratch, 49.0, 51.0, COARSE * STEP, &best);
  look(search, &scratch, 59.0, 61.0, COARSE * STEP, &best);
  if (best.sum > 0.0F) {
    const double from = best.at - (COARSE - 1) * STEP;
    const double to   = best.to + (COARSE - 1) * STEP;
    best.sum          = 0.0F;
    look(search, &scratch, from, to, STEP, &best);
  }
  return 0.5 * (best.at + best.to);
}
