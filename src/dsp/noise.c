// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/noise.h"

#include "dsp/simd.h"
#include "dsp/weighting.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define LOWEST 20.0      // Hz, of the band
#define FADE_LOW 1000.0  // Hz, fine path alone below
#define FADE_HIGH 2000.0 // Hz, wide path alone above
#define HIGHEST 20000.0  // Hz

enum { BAND, A, CCIR, N_WEIGHTINGS };

/// Segments of the fine path before anything is said
enum { LEAST = 3 };

/// Bins summed in float before going to double
enum { STRETCH = 64 };

/// The part of the band that one path measures
typedef struct {
  uint32_t first;                 ///< Bin
  uint32_t n_bins;                ///< From there on
  float*   power[N_WEIGHTINGS];   ///< Gain of power per bin
  double   count;                 ///< Segments, older ones forgotten
  double   square_count;          ///< Sum of squares of their weights
  double   mean[N_WEIGHTINGS];    ///< Mean square of d
  double   scatter[N_WEIGHTINGS]; ///< Weighted sum of squares about the mean
} Part;

struct HcNoise {
  Part   wide;
  Part   fine;
  double average; ///< Seconds, 0: linear
  double silence; ///< Mean square
};

/// How much of the bin about `hz` lies between `low` and `high`, 0..1
static double
overlap(const double hz, const double bin_hz, const double low, double high)
{
  const double begin = fmax(hz - 0.5 * bin_hz, low);
  const double end   = fmin(hz + 0.5 * bin_hz, high);
  return fmax(end - begin, 0.0) / bin_hz;
}

/// Share of the wide path, which takes over gradually: a line in between must
/// not count twice nor fall through
static double
fade(const double hz)
{
  return fmin(fmax((hz - FADE_LOW) / (FADE_HIGH - FADE_LOW), 0.0), 1.0);
}

static bool
part_init(Part* const    part,
          const uint32_t n_bins,
          const double   bin_hz,
          const double   low,
          const double   high,
          const bool     is_wide)
{
  const uint32_t top = (uint32_t)fmin(ceil(high / bin_hz) + 1.0, n_bins);
  part->first        = (uint32_t)(low / bin_hz);
  part->n_bins       = top > part->first ? top - part->first : 0U;
  part->power[0] =
    (float*)calloc((size_t)N_WEIGHTINGS * part->n_bins + 1U, sizeof(float));
  if (!part->power[0]) {
    return false;
  }

  for (int w = 1; w < N_WEIGHTINGS; ++w) {
    part->power[w] = part->power[0] + (size_t)w * part->n_bins;
  }
  for (uint32_t i = 0; i < part->n_bins; ++i) {
    const double hz      = bin_hz * (part->first + i);
    const double faded   = is_wide ? fade(hz) : 1.0 - fade(hz);
    const double share   = faded * overlap(hz, bin_hz, low, high);
    part->power[BAND][i] = (float)share;
    part->power[A][i]    = (float)(share * pow(hc_weighting_a(hz), 2.0));
    part->power[CCIR][i] = (float)(share * pow(hc_weighting_ccir_rms(hz), 2.0));
  }
  return true;
}

HcNoise*
hc_noise_new(const uint32_t wide_bins,
             const double   wide_bin_hz,
             const uint32_t fine_bins,
             const double   fine_bin_hz,
             const double   average,
             const double   silence)
{
  HcNoise* const noise = (HcNoise*)calloc(1, sizeof(HcNoise));
  if (!noise) {
    return NULL;
  }
  noise->average = average;
  noise->silence = 0.5 * pow(10.0, 0.1 * silence);
  if (!part_init(
        &noise->fine, fine_bins, fine_bin_hz, LOWEST, FADE_HIGH, false) ||
      !part_init(
        &noise->wide, wide_bins, wide_bin_hz, FADE_LOW, HIGHEST, true)) {
    hc_noise_free(noise);
    return NULL;
  }
  return noise;
}

void
hc_noise_free(HcNoise* const noise)
{
  if (noise) {
    free(noise->wide.power[0]);
    free(noise->fine.power[0]);
    free(noise);
  }
}

static void
part_reset(Part* const part)
{
  part->count        = 0.0;
  part->square_count = 0.0;
  memset(part->mean, 0, sizeof(part->mean));
  memset(part->scatter, 0, sizeof(part->scatter));
}

void
hc_noise_reset(HcNoise* const noise)
{
  part_reset(&noise->wide);
  part_reset(&noise->fine);
}

/// Sums over some bins
typedef struct {
  float dd;
  float mm;
  float dm;
} Powers;

HC_SIMD_TWINS static Powers
powers_of(const HcSpectrum* const s, const size_t first, const size_t n)
{
  const float* const d  = (const float*)(s->d + first);
  const float* const m  = (const float*)(s->m + first);
  float              dd = 0.0F;
  float              mm = 0.0F;
  float              dm = 0.0F;
#pragma omp simd reduction(+ : dd, mm, dm)
  for (size_t i = 0; i < 2U * n; ++i) {
    dd += d[i] * d[i];
    mm += m[i] * m[i];
    dm += d[i] * m[i];
  }
  const Powers sum = {dd, mm, dm};
  return sum;
}

/// Whether d and both legs lie below `silence` in this segment
static bool
is_silent(const HcSpectrum* const s, const double silence)
{
  const double limit = 2.0 * s->noise_bandwidth * silence;
  double       dd    = 0.0;
  double       mm    = 0.0;
  double       dm    = 0.0;
  for (uint32_t i = s->lobe; i < s->n_bins; i += STRETCH) {
    const uint32_t n   = i + STRETCH < s->n_bins ? STRETCH : s->n_bins - i;
    const Powers   sum = powers_of(s, i, n);
    dd += (double)sum.dd;
    mm += (double)sum.mm;
    dm += (double)sum.dm;
    if (dd >= limit) {
      return false; // Programme is the usual case: no need to see it all
    }
  }
  return mm + 0.25 * dd + fabs(dm) < limit;
}

/// Weighted running mean and scatter (West 1979), forgetting by `keep`
static void
part_add(Part* const part, const double power[N_WEIGHTINGS], const double keep)
{
  part->count        = keep * part->count + 1.0;
  part->square_count = keep * keep * part->square_count + 1.0;
  for (int w = 0; w < N_WEIGHTINGS; ++w) {
    const double off = power[w] - part->mean[w];
    part->mean[w] += off / part->count;
    part->scatter[w] =
      keep * part->scatter[w] + off * (power[w] - part->mean[w]);
  }
}

/// Add the weighted powers of d in up to STRETCH bins of the part
HC_SIMD_TWINS static void
add_weighted(const Part* const  part,
             const float* const d,
             const size_t       first,
             const size_t       n,
             double             power[N_WEIGHTINGS])
{
  const float* const band = part->power[BAND] + first;
  const float* const a    = part->power[A] + first;
  const float* const ccir = part->power[CCIR] + first;

  float sums[N_WEIGHTINGS] = {0.0F};
#pragma omp simd reduction(+ : sums)
  for (size_t i = 0; i < n; ++i) {
    const float p = d[2 * i] * d[2 * i] + d[2 * i + 1] * d[2 * i + 1];
    sums[BAND] += p * band[i];
    sums[A] += p * a[i];
    sums[CCIR] += p * ccir[i];
  }
  for (int w = 0; w < N_WEIGHTINGS; ++w) {
    power[w] += (double)sums[w];
  }
}

static void
part_feed(Part* const             part,
          const HcNoise* const    noise,
          const HcSpectrum* const s)
{
  if (!is_silent(s, noise->silence)) {
    return;
  }

  double power[N_WEIGHTINGS] = {0.0};
  for (uint32_t i = 0; i < part->n_bins; i += STRETCH) {
    const float* const d = (const float*)(s->d + part->first + i);
    const uint32_t     n = part->n_bins - i;
    add_weighted(part, d, i, n < STRETCH ? n : STRETCH, power);
  }
  for (int w = 0; w < N_WEIGHTINGS; ++w) {
    power[w] /= 2.0 * s->noise_bandwidth;
  }

  const double hop = s->hop / s->rate;
  part_add(
    part, power, noise->average > 0.0 ? exp(-hop / noise->average) : 1.0);
}

void
hc_noise_feed_wide(HcNoise* const noise, const HcSpectrum* const wide)
{
  part_feed(&noise->wide, noise, wide);
}

void
hc_noise_feed_fine(HcNoise* const noise, const HcSpectrum* const fine)
{
  part_feed(&noise->fine, noise, fine);
}

/// Squared standard error of a mean. Overlapping segments share a little:
/// taken as a third more than independent ones would give.
static double
error_of(const Part* const part, const int w)
{
  if (part->n_bins == 0U) {
    return 0.0;
  }
  const double effective = part->count * part->count / part->square_count;
  const double variance  = part->scatter[w] / part->count;
  return 1.33 * variance / fmax(effective - 1.0, 1.0);
}

static HcReading
level(const HcNoise* const noise, const HcReadingId id, const int w)
{
  if (noise->fine.count < LEAST || noise->wide.count < LEAST) {
    return hc_reading_invalid(id);
  }
  const double power = noise->fine.mean[w] + noise->wide.mean[w];
  const double error =
    1.96 * sqrt(error_of(&noise->fine, w) + error_of(&noise->wide, w));
  HcReading reading = hc_reading_exact(hc_dbfs_from_mean_square(power));
  reading.low       = hc_dbfs_from_mean_square(power - error);
  reading.high      = hc_dbfs_from_mean_square(power + error);
  return reading;
}

void
hc_noise_read(const HcNoise* const noise, HcReading* const readings)
{
  readings[HC_NOISE_BAND] = level(noise, HC_NOISE_BAND, BAND);
  readings[HC_NOISE_A]    = level(noise, HC_NOISE_A, A);
  readings[HC_NOISE_468]  = level(noise, HC_NOISE_468, CCIR);
}
