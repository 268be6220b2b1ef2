// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/mains_search.h"

#include "dsp/mains.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Programme comes and goes, pick-up stays: the mean of 1 / |X|^2 over segments
// is ruled by the quietest, so that its inverse singles out what is always
// there. It is formed for d, and for m without what follows d.

#define BESIDE 12  // Bins to each side that a line is compared with
#define STEP 0.004 // Hz
#define KEEP 0.93  // Of what was, each segment
#define CAP 6.0F   // Octaves of power that one line may count
#define LEAST 1.0F // From which on it counts at all

/// What is kept of one bin
typedef struct {
  float complex dm;     ///< Averaged conj(d) m
  float         dd;     ///< Averaged |d|^2
  float         d_rest; ///< Averaged 1 / |d|^2
  float         p_rest; ///< Averaged 1 / |m - T d|^2
} Bin;

struct HcMainsSearch {
  double   bin_hz;
  uint32_t n_bins;
  uint32_t lobe;
  double   count; ///< Segments, older ones forgotten
  Bin*     bins;
  float*   strength; ///< Scratch: octaves above the neighbourhood
  float*   steady;   ///< Scratch
};

HcMainsSearch*
hc_mains_search_new(const double rate, const uint32_t size)
{
  const double         bin_hz = rate / size;
  const double         top    = fmin(HC_MAINS_TOP, rate * HC_FINE_BAND) + 60.0;
  const uint32_t       n_bins = (uint32_t)fmin(top / bin_hz, size / 2U);
  HcMainsSearch* const search =
    (HcMainsSearch*)calloc(1, sizeof(HcMainsSearch));
  Bin* const   bins     = (Bin*)calloc(n_bins, sizeof(Bin));
  float* const strength = (float*)calloc(2U * (size_t)n_bins, sizeof(float));
  if (!search || !bins || !strength) {
    free(strength);
    free(bins);
    free(search);
    return NULL;
  }

  search->bin_hz   = bin_hz;
  search->n_bins   = n_bins;
  search->lobe     = 2;
  search->bins     = bins;
  search->strength = strength;
  search->steady   = strength + n_bins;
  return search;
}

void
hc_mains_search_free(HcMainsSearch* const search)
{
  if (search) {
    free(search->strength);
    free(search->bins);
    free(search);
  }
}

void
hc_mains_search_reset(HcMainsSearch* const search)
{
  search->count = 0.0;
  memset(search->bins, 0, search->n_bins * sizeof(Bin));
}

static float
norm(const float complex x)
{
  return crealf(x) * crealf(x) + cimagf(x) * cimagf(x);
}

/// Sums over the bins beside one, without its lobe
typedef struct {
  double complex dm;
  double         dd;
} Sums;

static void
add(Sums* const sums, const Bin* const bin, const double sign)
{
  sums->dm += sign * (double complex)bin->dm;
  sums->dd += sign * (double)bin->dd;
}

/// Take in 1 / |m - T d|^2, with T as beside each bin
static void
add_remainders(HcMainsSearch* const search, const HcSpectrum* const s)
{
  const uint32_t lobe = search->lobe;
  const uint32_t out  = lobe + BESIDE;
  for (uint32_t b = out; b + out < search->n_bins; b += 8U) {
    // T changes slowly: one for eight bins
    Sums sums = {0.0, 0.0};
    for (uint32_t i = b - out; i <= b + out; ++i) {
      if (i + lobe < b || i > b + lobe) {
        add(&sums, &search->bins[i], 1.0);
      }
    }
    const float complex t =
      sums.dd > 0.0 ? (float complex)(sums.dm / sums.dd) : 0.0F;
    for (uint32_t i = b; i < b + 8U && i + out < search->n_bins; ++i) {
      const float rest = norm(s->m[i] - t * s->d[i]);
      search->bins[i].p_rest += 1.0F / (rest + 1e-24F);
    }
  }
}

void
hc_mains_search_feed(HcMainsSearch* const search, const HcSpectrum* const fine)
{
  const float keep = (float)KEEP;
  search->lobe     = fine->lobe;
  search->count    = KEEP * search->count + 1.0;
  for (uint32_t b = 0; b < search->n_bins; ++b) {
    Bin* const          bin = &search->bins[b];
    const float complex d   = fine->d[b];
    bin->dm                 = keep * bin->dm + conjf(d) * fine->m[b];
    bin->dd                 = keep * bin->dd + norm(d);
    bin->d_rest             = keep * bin->d_rest + 1.0F / (norm(d) + 1e-24F);
    bin->p_rest             = keep * bin->p_rest;
  }
  add_remainders(search, fine);
}

/// Octaves by which each bin of `steady` stands out of those beside it, if it
/// is the top of a line: the greater of this and what `strength` holds
static void
raise(HcMainsSearch* const search)
{
  const uint32_t     lobe   = search->lobe;
  const uint32_t     out    = lobe + BESIDE;
  const float* const steady = search->steady;
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
      const double floor = fmax(beside, 1e-6 * sum) / (2.0 * BESIDE);
      const float  z = log2f(1.0F + (float)((double)steady[b] / (4.0 * floor)));
      const float  count  = z > LEAST ? fminf(z, CAP) : 0.0F;
      search->strength[b] = fmaxf(search->strength[b], count);
    }
    sum += (double)steady[b + out + 1U] - (double)steady[b - out];
  }
}

/// Sum of strengths over the comb at `hz`; fewer than three lines: 0
static float
rate_comb(const HcMainsSearch* const search, const double hz)
{
  const double ratio = hz / search->bin_hz;
  float        sum   = 0.0F;
  int          lines = 0;
  for (int k = 1; k <= HC_MAX_MAINS; ++k) {
    const uint32_t b = (uint32_t)(k * ratio + 0.5);
    if (b + 1U >= search->n_bins || k * hz > HC_MAINS_TOP) {
      break;
    }
    const float on = search->strength[b];
    const float near =
      fmaxf(search->strength[b - 1U], search->strength[b + 1U]);
    const float z = fmaxf(on, 0.5F * near);
    sum += z;
    lines += z > 0.0F ? 1 : 0;
  }
  return lines >= 3 ? sum : 0.0F;
}

double
hc_mains_search_best(HcMainsSearch* const search)
{
  float  best = 0.0F;
  double at   = 0.0;
  double to   = 0.0;
  memset(search->strength, 0, search->n_bins * sizeof(float));
  for (uint32_t b = 0; b < search->n_bins; ++b) {
    search->steady[b] = 1.0F / (search->bins[b].d_rest + 1e-30F);
  }
  raise(search);
  for (uint32_t b = 0; b < search->n_bins; ++b) {
    search->steady[b] = 1.0F / (search->bins[b].p_rest + 1e-30F);
  }
  raise(search);

  const int steps = (int)(2.0 / STEP);
  for (int i = 0; i <= 2 * steps + 1; ++i) {
    const double from = i <= steps ? 49.0 : 59.0;
    const double hz   = from + STEP * (i % (steps + 1));
    const float  sum  = rate_comb(search, hz);
    if (sum > best) {
      best = sum;
      at   = hz;
      to   = hz;
    } else if (sum >= best && best > 0.0F && hz - to < 1.5 * STEP) {
      to = hz; // A flat top: its middle
    }
  }
  return 0.5 * (at + to);
}
