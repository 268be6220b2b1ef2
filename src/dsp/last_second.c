// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/last_second.h"

#include "dsp/simd.h"

#include <complex.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Groups of bins in a third octave
#define PER_THIRD 4
#define N_GROUPS (PER_THIRD * HC_N_THIRDS)

// A cell is not in antiphase if the correlation of its legs is above this
#define NOT_ANTIPHASE (-0.5)

// Independent averages that a band needs to be valid. This is less than
// HC_LEAST_AVERAGES: verdicts use many bands and cannot wait so long.
#define LEAST_AVERAGES 6.0

// Below this power of d relative to m, d is only rounding error
#define NO_DIFFERENCE 1e-14

// Below this power of a leg relative to the other, it is only rounding error
#define ROUNDING 1e-6

// Sums over a group of bins
typedef struct {
  float dd;
  float mm;
  float re; // Of D* M
  float im;
} Cell;

// One segment: its groups, and the results that follow from them
typedef struct {
  float          dd[N_GROUPS];
  float          mm[N_GROUPS];
  float          re[N_GROUPS];
  float          im[N_GROUPS];
  HcBinPowers    sums; // Of all groups
  HcNotAntiphase not_antiphase;
} Segment;

struct HcLastSecond {
  double    bin_hz;
  double    noise_bandwidth;
  HcOverlap overlap;
  uint32_t  edges[N_GROUPS + 1]; // Group g: edges[g] <= bin < edges[g + 1]
  double    worth[N_GROUPS];     // Number of independent bins in each group
  size_t    capacity;            // Segments of a second
  size_t    held;                // Segments in the ring
  size_t    next;                // Index of the next segment in the ring
  Segment   ring[];
};

static void
set_edges(HcLastSecond* const self, const uint32_t n_bins)
{
  for (size_t g = 0; g <= N_GROUPS; ++g) {
    const double low = hc_third_octave(g / PER_THIRD).low;
    const double hz =
      low * pow(10.0, (double)(g % PER_THIRD) / (10.0 * PER_THIRD));
    self->edges[g] = (uint32_t)fmin(ceil(hz / self->bin_hz), n_bins);
  }
  for (size_t g = 0; g < N_GROUPS; ++g) {
    const size_t bins = self->edges[g + 1] - self->edges[g];
    self->worth[g] =
      (double)bins / hc_overlap_spread(self->overlap.first, bins);
  }
}

HcLastSecond*
hc_last_second_new(const HcStftShape* const shape)
{
  const size_t        capacity = (size_t)ceil(shape->rate / shape->hop);
  HcLastSecond* const self =
    (HcLastSecond*)calloc(1, sizeof(*self) + capacity * sizeof(Segment));
  if (self) {
    self->bin_hz          = shape->rate / shape->size;
    self->noise_bandwidth = hc_window_noise_bandwidth(&shape->window);
    self->overlap =
      hc_window_overlap(&shape->window, (double)shape->hop / shape->size);
    self->capacity = capacity;
    set_edges(self, shape->size / 2);
  }
  return self;
}

void
hc_last_second_free(HcLastSecond* const self)
{
  free(self);
}

void
hc_last_second_reset(HcLastSecond* const self)
{
  self->held = 0;
  self->next = 0;
}

HC_SIMD_TWINS static Cell
sum_cell(const float* const d,
         const float* const m,
         const float* const keep,
         const size_t       n)
{
  float dd = 0.0F;
  float mm = 0.0F;
  float re = 0.0F;
  float im = 0.0F;
#pragma omp simd reduction(+ : dd, mm, re, im)
  for (size_t i = 0; i < n; ++i) {
    const float dr = keep[i] * d[2 * i];
    const float di = keep[i] * d[2 * i + 1];
    const float mr = keep[i] * m[2 * i];
    const float mi = keep[i] * m[2 * i + 1];
    dd += dr * dr + di * di;
    mm += mr * mr + mi * mi;
    re += dr * mr + di * mi;
    im += dr * mi - di * mr;
  }
  const Cell cell = {dd, mm, re, im};
  return cell;
}

static void
fill_groups(const HcLastSecond* const self,
            const HcSpectrum* const   spectrum,
            const float* const        keep,
            const uint32_t            first,
            const uint32_t            n,
            Segment* const            segment)
{
  const Cell nothing = {0.0F, 0.0F, 0.0F, 0.0F};
  for (size_t g = 0; g < N_GROUPS; ++g) {
    uint32_t begin = self->edges[g];
    uint32_t end   = self->edges[g + 1];
    begin          = begin < first ? first : begin;
    end            = end > first + n ? first + n : end;

    const Cell cell = end <= begin
                        ? nothing
                        : sum_cell((const float*)(spectrum->d + begin),
                                   (const float*)(spectrum->m + begin),
                                   keep + begin - first,
                                   end - begin);
    segment->dd[g]  = cell.dd;
    segment->mm[g]  = cell.mm;
    segment->re[g]  = cell.re;
    segment->im[g]  = cell.im;
  }
}

// Add one third octave, which begins at group `g`, to the results
static void
add_third(Segment* const segment, const size_t g)
{
  double dd = 0.0;
  double mm = 0.0;
  double re = 0.0;
  for (size_t part = g; part < g + PER_THIRD; ++part) {
    dd += (double)segment->dd[part];
    mm += (double)segment->mm[part];
    re += (double)segment->re[part];
  }
  segment->sums.dd += dd;
  segment->sums.mm += mm;
  segment->sums.re += re;

  const double mean = mm + 0.25 * dd;
  const double hc   = mm - 0.25 * dd;
  const double both = fmax((mean + re) * (mean - re), 0.0);
  segment->not_antiphase.all += mean;
  segment->not_antiphase.against +=
    hc > NOT_ANTIPHASE * sqrt(both) ? mean : 0.0;
}

void
hc_last_second_add(HcLastSecond* const     self,
                   const HcSpectrum* const spectrum,
                   const float* const      keep,
                   const uint32_t          first,
                   const uint32_t          n)
{
  Segment* const segment = &self->ring[self->next];
  fill_groups(self, spectrum, keep, first, n, segment);
  memset(&segment->sums, 0, sizeof(segment->sums));
  memset(&segment->not_antiphase, 0, sizeof(segment->not_antiphase));
  for (size_t g = 0; g < N_GROUPS; g += PER_THIRD) {
    add_third(segment, g);
  }
  self->next = (self->next + 1) % self->capacity;
  self->held += self->held < self->capacity;
}

// The `age`-th newest segment
static const Segment*
segment_at(const HcLastSecond* const self, const size_t age)
{
  return &self->ring[(self->next + self->capacity - 1 - age) % self->capacity];
}

HcPowers
hc_powers_of(const HcBinPowers* const sums, const double unit)
{
  const double   mean   = unit * (sums->mm + 0.25 * sums->dd);
  const double   re     = unit * sums->re;
  const HcPowers powers = {
    .hot    = fmax(mean + re, 0.0),
    .cold   = fmax(mean - re, 0.0),
    .diff   = unit * sums->dd,
    .common = unit * sums->mm,
  };
  return powers;
}

HcPowers
hc_last_second_powers(const HcLastSecond* const self, const size_t n)
{
  const size_t used = n < self->held ? n : self->held;
  HcBinPowers  sums = {0.0, 0.0, 0.0};
  for (size_t age = 0; age < used; ++age) {
    const Segment* const segment = segment_at(self, age);
    sums.dd += segment->sums.dd;
    sums.mm += segment->sums.mm;
    sums.re += segment->sums.re;
  }
  return hc_powers_of(
    &sums, used ? 0.5 / (self->noise_bandwidth * (double)used) : 0.0);
}

HcMovement
hc_last_second_movement(const HcLastSecond* const self, const size_t n)
{
  const size_t used  = n < self->held ? n : self->held;
  HcPowers     least = {.hot = (double)INFINITY, .cold = (double)INFINITY};
  HcPowers     most  = {.hot = 0.0, .cold = 0.0};
  for (size_t age = 0; age < used; ++age) {
    const HcPowers powers = hc_powers_of(&segment_at(self, age)->sums, 1.0);
    least.hot             = fmin(least.hot, powers.hot);
    least.cold            = fmin(least.cold, powers.cold);
    most.hot              = fmax(most.hot, powers.hot);
    most.cold             = fmax(most.cold, powers.cold);
  }
  // Changes that are smaller than the rounding errors of the louder leg do not
  // count
  const double     none  = used ? 0.0 : (double)NAN;
  const double     floor = none + ROUNDING * fmax(most.hot, most.cold) + 1e-30;
  const HcMovement movement = {
    10.0 *
      log10(fmax(most.hot, floor) / fmax(fmin(least.hot, most.hot), floor)),
    10.0 *
      log10(fmax(most.cold, floor) / fmax(fmin(least.cold, most.cold), floor))};
  return movement;
}

// One group over all segments
typedef struct {
  double dd;
  double mm;
  double re;
  double im;
} Group;

// All groups over all segments
typedef struct {
  double dd[N_GROUPS];
  double mm[N_GROUPS];
  double re[N_GROUPS];
  double im[N_GROUPS];
} Groups;

HC_SIMD_TWINS static void
add_segment(Groups* restrict const sums, const Segment* restrict const segment)
{
#pragma omp simd
  for (size_t g = 0; g < N_GROUPS; ++g) {
    sums->dd[g] += (double)segment->dd[g];
    sums->mm[g] += (double)segment->mm[g];
    sums->re[g] += (double)segment->re[g];
    sums->im[g] += (double)segment->im[g];
  }
}

// Add a group with k independent averages to the band. Until the end the sigma
// fields hold variances.
static void
add_group(HcBalance* const   band,
          const Group* const sum,
          const double       k,
          const double       hz)
{
  const double q     = (sum->re * sum->re + sum->im * sum->im) / sum->dd;
  const double r     = fmax(sum->mm - q, 0.0);
  const double mean  = sum->mm + 0.25 * sum->dd;
  const double real  = sum->mm - 0.25 * sum->dd;
  const double alone = r / (k - 1.0) * r / k;
  const double cross = fmax(q * r / (k - 1.0) - alone, 0.0);
  const double both  = (mean + sum->re) * (mean - sum->re);
  const double match = (real * real + sum->im * sum->im) / fmax(both, 1e-300);

  band->valid = true;
  band->diff += sum->dd;
  band->common += q - r / (k - 1.0);
  band->common_sigma += 2.0 * cross + alone * k / (k - 1.0);
  band->rest += r * k / (k - 1.0);
  band->rest_sigma += r * r / k;
  band->t += CMPLX(sum->re, sum->im);
  band->t_sigma += 0.5 * sum->dd * r / (k - 1.0);
  band->centre += sum->dd * hz;
  band->legs += 2.0 * mean;
  band->coherence += 2.0 * mean * fmax((match * k - 1.0) / (k - 1.0), 0.0);
}

static HcBalance
band_of(const HcLastSecond* const self,
        const Groups* const       sums,
        const size_t              i)
{
  const double k = (double)self->held / self->overlap.time;
  HcBalance    band;
  memset(&band, 0, sizeof(band));
  for (size_t g = PER_THIRD * i; g < PER_THIRD * (i + 1); ++g) {
    // If the legs are identical, d is 0; the balance must still be defined
    const double least = NO_DIFFERENCE * sums->mm[g];
    const Group  sum   = {
         fmax(sums->dd[g], least), sums->mm[g], sums->re[g], sums->im[g]};
    if (self->worth[g] > 0.0 && sum.dd > 0.0 && k >= LEAST_AVERAGES) {
      const double hz =
        0.5 * self->bin_hz * (self->edges[g] + self->edges[g + 1] - 1.0);
      add_group(&band, &sum, k * self->worth[g], hz);
    }
  }
  if (!band.valid) {
    return band;
  }
  const double unit = 0.5 / (self->noise_bandwidth * (double)self->held);
  band.averages     = k;
  band.kept         = 1.0;
  band.t /= band.diff;
  band.t_sigma = sqrt(band.t_sigma) / band.diff;
  band.centre /= band.diff;
  band.coherence = fmin(band.coherence / band.legs, 1.0);
  band.diff *= unit;
  band.common *= unit;
  band.common_sigma = unit * sqrt(band.common_sigma);
  band.rest *= unit;
  band.rest_sigma = unit * sqrt(band.rest_sigma);
  band.legs *= unit;
  return band;
}

void
hc_last_second_bands(const HcLastSecond* const self,
                     HcBalance                 bands[HC_N_THIRDS])
{
  Groups sums;
  memset(&sums, 0, sizeof(sums));
  for (size_t age = 0; age < self->held; ++age) {
    add_segment(&sums, segment_at(self, age));
  }
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    bands[i] = band_of(self, &sums, i);
  }
}

HcNotAntiphase
hc_last_second_not_antiphase(const HcLastSecond* const self, const size_t n)
{
  const size_t   used = n < self->held ? n : self->held;
  HcNotAntiphase sum  = {0.0, 0.0};
  for (size_t age = 0; age < used; ++age) {
    const Segment* const segment = segment_at(self, age);
    sum.all += segment->not_antiphase.all;
    sum.against += segment->not_antiphase.against;
  }
  return sum;
}
