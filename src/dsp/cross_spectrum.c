// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/cross_spectrum.h"

#include "dsp/simd.h"

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// A line exceeds the residual power of its neighbours by this number of
// standard deviations
#define LINE_SIGMAS 5.0

// Bins to each side, beyond the main lobe, that a line is compared with
#define SIDE 4

// Leakage below this share of the residual is ignored
#define LEAST_LEAK 0.01

// Most bins that are searched for lines together
#define MAX_NEIGHBOURS 64

HcCrossSpectrum*
hc_cross_spectrum_new(const HcStftShape* const shape,
                      const double             low,
                      const double             high)
{
  const double   bin_hz = shape->rate / shape->size;
  const uint32_t first  = (uint32_t)ceil(low / bin_hz);
  const uint32_t last   = (uint32_t)fmin(high / bin_hz, shape->size / 2 - 1);
  const uint32_t n      = last > first ? last - first + 1 : 1;

  HcCrossSpectrum* const self = (HcCrossSpectrum*)calloc(1, sizeof(*self));
  double* const values        = (double*)calloc(4 * (size_t)n, sizeof(double));
  float* const  keep          = (float*)calloc(3 * (size_t)n, sizeof(float));
  if (!self || !values || !keep) {
    free(self);
    free(values);
    free(keep);
    return NULL;
  }
  self->first           = first;
  self->n               = n;
  self->bin_hz          = bin_hz;
  self->noise_bandwidth = hc_window_noise_bandwidth(&shape->window);
  self->lobe            = shape->window.lobe;
  self->stride          = (uint32_t)lround((double)shape->size / shape->hop);
  self->overlap =
    hc_window_overlap(&shape->window, (double)shape->hop / shape->size);
  self->dd   = values;
  self->mm   = values + n;
  self->re   = values + 2 * (size_t)n;
  self->im   = values + 3 * (size_t)n;
  self->keep = keep;
  self->leak = keep + n;
  self->met  = self->leak + n;
  hc_cross_spectrum_reset(self);
  return self;
}

void
hc_cross_spectrum_free(HcCrossSpectrum* const self)
{
  if (self) {
    free(self->dd);
    free(self->keep);
    free(self);
  }
}

// Most audio lines have no leaks: memory that is never written costs nothing
static void
forget_leaks(HcCrossSpectrum* const self)
{
  const size_t n = self->leaks ? 2 * (size_t)self->n : 0; // met too
  memset(self->leak, 0, n * sizeof(float));
  self->leaks = false;
}

void
hc_cross_spectrum_keep_all(HcCrossSpectrum* const self)
{
  for (uint32_t i = 0; i < self->n; ++i) {
    self->keep[i] = 1.0F;
  }
  forget_leaks(self);
}

void
hc_cross_spectrum_forget(HcCrossSpectrum* const self)
{
  memset(self->dd, 0, 4 * (size_t)self->n * sizeof(double));
  self->w    = 0.0;
  self->wp   = 0.0;
  self->wwp  = 0.0;
  self->next = 0.0;
}

void
hc_cross_spectrum_reset(HcCrossSpectrum* const self)
{
  hc_cross_spectrum_forget(self);
  hc_cross_spectrum_keep_all(self);
}

// Add `n` bins; returns the power of d in them
HC_SIMD_TWINS static double
add_bins(const HcCrossSpectrum* const self,
         const float* const           d,
         const float* const           m,
         const double                 decay,
         const size_t                 begin,
         const size_t                 n)
{
  double* const dd    = self->dd + begin;
  double* const mm    = self->mm + begin;
  double* const re    = self->re + begin;
  double* const im    = self->im + begin;
  double        power = 0.0;
#pragma omp simd reduction(+ : power)
  for (size_t i = 0; i < n; ++i) {
    const double dr = (double)d[2 * i];
    const double di = (double)d[2 * i + 1];
    const double mr = (double)m[2 * i];
    const double mi = (double)m[2 * i + 1];
    const double p  = dr * dr + di * di;

    power += p;
    dd[i] = decay * dd[i] + p;
    mm[i] = decay * mm[i] + (mr * mr + mi * mi);
    re[i] = decay * re[i] + (dr * mr + di * mi);
    im[i] = decay * im[i] + (dr * mi - di * mr);
  }
  return power;
}

void
hc_cross_spectrum_add(HcCrossSpectrum* const  self,
                      const HcSpectrum* const spectrum,
                      const double            decay)
{
  const float* const d = (const float*)(spectrum->d + self->first);
  const float* const m = (const float*)(spectrum->m + self->first);

  const double power  = add_bins(self, d, m, decay, 0, self->n);
  const double before = self->w > 0.0 ? decay : 0.0;
  self->next          = decay * decay * self->next + before * power;
  self->w             = decay * self->w + 1.0;
  self->wp            = decay * self->wp + power;
  self->wwp           = decay * decay * self->wwp + power;
}

double
hc_cross_spectrum_averages(const HcCrossSpectrum* const self)
{
  if (!(self->wwp > 0.0)) {
    return 0.0;
  }
  const double shared = (self->overlap.time - 1.0) * self->next;
  return self->wp * self->w / (self->wwp + shared);
}

// For each of `n` bins, write the power of m that does not follow d into `rest`
// (never less than rounding errors), and the power of d into `programme`
HC_SIMD_TWINS static void
residuals(const HcCrossSpectrum* const self,
          const size_t                 begin,
          const size_t                 n,
          double* restrict const rest,
          double* restrict const programme)
{
  const double* const dd = self->dd + begin;
  const double* const mm = self->mm + begin;
  const double* const re = self->re + begin;
  const double* const im = self->im + begin;
#pragma omp simd
  for (size_t i = 0; i < n; ++i) {
    const double p     = dd[i] + 1e-60;
    const double r     = mm[i] - (re[i] * re[i] + im[i] * im[i]) / p;
    const double least = 1e-12 * mm[i] + 1e-60;
    rest[i]            = r > least ? r : least;
    programme[i]       = p;
  }
}

// The harmonic mean: strong lines hardly raise it, even if there are many
HC_SIMD_TWINS static double
typical(const double* const values, const size_t n)
{
  double inverse = 0.0;
#pragma omp simd reduction(+ : inverse)
  for (size_t i = 0; i < n; ++i) {
    inverse += 1.0 / values[i];
  }
  return (double)n / inverse;
}

// True if the residual of element `i` is more than `limit` times the residual
// on both sides, beyond the main lobe of a line
static bool
is_peak(const HcCrossSpectrum* const self, const uint32_t i, const double limit)
{
  double         rest[SIDE];
  double         programme[SIDE];
  const uint32_t reach = self->lobe + SIDE;
  if (i < reach || i + reach >= self->n) {
    return false;
  }
  double own;
  residuals(self, i, 1, &own, programme);
  residuals(self, i - reach, SIDE, rest, programme);
  const double below = typical(rest, SIDE);
  residuals(self, i + self->lobe + 1, SIDE, rest, programme);
  const double above = typical(rest, SIDE);
  return own > limit * (below > above ? below : above);
}

static void
choose_among(HcCrossSpectrum* const self,
             const uint32_t         begin,
             const uint32_t         n)
{
  double rest[MAX_NEIGHBOURS];
  double programme[MAX_NEIGHBOURS];
  residuals(self, begin, n, rest, programme);

  // A residual of K averages scatters by 1 / sqrt(K - 1). If it is no larger
  // relative to d than elsewhere, it is a rounding error of a tone, not a line.
  const double k      = hc_cross_spectrum_averages(self);
  const double limit  = 1.0 + LINE_SIGMAS / sqrt(fmax(k - 1.0, 1.0));
  const double floor  = typical(rest, n);
  const double common = floor / typical(programme, n);
  for (uint32_t i = 0; i < n; ++i) {
    const bool line = rest[i] > limit * floor &&
                      rest[i] > common * programme[i] &&
                      is_peak(self, begin + i, limit);
    self->keep[begin + i] = line ? 0.0F : 1.0F;
  }
}

void
hc_cross_spectrum_detect_line_bins(HcCrossSpectrum* const self)
{
  forget_leaks(self);
  // Neighbours within a quarter of an octave, at most MAX_NEIGHBOURS
  for (uint32_t begin = 0; begin < self->n;) {
    uint32_t width = (self->first + begin) / 5;
    width          = width < 32 ? 32 : width;
    width          = width > MAX_NEIGHBOURS ? MAX_NEIGHBOURS : width;
    uint32_t end   = begin + width;
    end            = end + width / 2 > self->n ? self->n : end;
    end = end > begin + MAX_NEIGHBOURS ? begin + MAX_NEIGHBOURS : end;
    choose_among(self, begin, end - begin);
    begin = end;
  }
}

// Elements within `margin` bins of a frequency
typedef struct {
  uint32_t first;
  uint32_t end;
} Elements;

static Elements
elements_near(const HcCrossSpectrum* const self,
              const double                 hz,
              const double                 margin)
{
  const double   centre   = hz / self->bin_hz - self->first;
  const double   low      = fmax(ceil(centre - margin), 0.0);
  const double   high     = fmin(floor(centre + margin) + 1.0, self->n);
  const Elements elements = {(uint32_t)fmin(low, self->n),
                             (uint32_t)fmax(high, 0.0)};
  return elements;
}

double
hc_cross_spectrum_power(const HcCrossSpectrum* const self,
                        const double                 hz,
                        const double                 margin)
{
  const Elements near = elements_near(self, hz, margin);
  double         sum  = 0.0;
  for (uint32_t i = near.first; i < near.end; ++i) {
    sum += 0.5 * self->dd[i] + 2.0 * self->mm[i];
  }
  return self->w > 0.0 ? sum / (self->w * self->noise_bandwidth) : 0.0;
}

void
hc_cross_spectrum_leave_out(HcCrossSpectrum* const self,
                            const double           hz,
                            const double           margin)
{
  const Elements near = elements_near(self, hz, margin);
  for (uint32_t i = near.first; i < near.end; ++i) {
    self->keep[i] = 0.0F;
  }
}

// A line that leaks
typedef struct {
  const HcWindowShape* window;
  double               power;                 // Squared amplitude
  double               centre;                // Its element, with a fraction
  double               first;                 // First element within its lobe
  double               lobe[2 * HC_MAX_LOBE]; // Window transform from `first`
  double share; // Makes a squared sum of products comparable with noise
} Line;

static Line
line_at(const HcCrossSpectrum* const self,
        const HcWindowShape* const   window,
        const double                 hz,
        const double                 power)
{
  Line line   = {window, power, 0.0, 0.0, {0.0}, 0.0};
  line.centre = hz / self->bin_hz - self->first;
  line.first  = ceil(line.centre - window->lobe);
  line.share  = self->stride / (self->noise_bandwidth * self->overlap.time);
  for (uint32_t i = 0; i < 2 * window->lobe; ++i) {
    line.lobe[i] = hc_window_transform(window, line.first + i - line.centre);
  }
  return line;
}

// True if `leak`, |M|^2 of a segment, counts against the residual of bin `i`
static bool
stands_out(const HcCrossSpectrum* const self,
           const uint32_t               i,
           const double                 leak)
{
  double rest      = 0.0;
  double programme = 0.0;
  residuals(self, i, 1, &rest, &programme);
  return leak * self->w > LEAST_LEAK * rest;
}

// Record the leakage into the bins around `x` bins from the line, and how much
// it adds to products with d; false if it is negligible against the residual
static bool
leak_around(HcCrossSpectrum* const self, const Line* const line, const double x)
{
  const uint32_t n                       = 2 * line->window->lobe;
  const double   half                    = (self->stride - 1) / 2;
  const double   begin                   = floor(line->centre + x) - half;
  double         height[2 * HC_MAX_LOBE] = {0.0};
  double         sum                     = 0.0;
  double         squares                 = 1e-300;
  bool           lost                    = false;
  for (uint32_t i = 0; i < n; ++i) {
    const double at = line->first + x + i;
    if (at < 0.0 || at >= self->n || self->keep[(uint32_t)at] < 1.0F) {
      continue;
    }
    const double leak = hc_window_transform(line->window, at - line->centre);
    height[i]         = leak * line->lobe[i];
    sum += height[i];
    squares += height[i] * height[i];
    if (at >= begin && at < begin + self->stride) {
      const double power = line->power * leak * leak;
      self->leak[(uint32_t)at] += (float)power;
      lost = !stands_out(self, (uint32_t)at, power);
    }
  }
  self->leaks         = true;
  const double counts = line->power * line->share * sum * sum / squares;
  for (uint32_t i = 0; i < n; ++i) {
    if (height[i] != 0.0) {
      self->met[(uint32_t)(line->first + x + i)] +=
        (float)(counts * height[i] * height[i]);
    }
  }
  return !lost;
}

void
hc_cross_spectrum_leak(HcCrossSpectrum* const     self,
                       const HcWindowShape* const window,
                       const double               hz,
                       const double               power)
{
  // Side lobes decrease only on average: do not stop at the first weak one
  const Line   line  = line_at(self, window, hz, power);
  const double least = 2.0 * window->lobe + 1.0;
  for (double x = self->stride; line.centre + x < self->n; x += self->stride) {
    if (!leak_around(self, &line, x) && x > least) {
      break;
    }
  }
  for (double x = self->stride; line.centre > x; x += self->stride) {
    if (!leak_around(self, &line, -x) && x > least) {
      break;
    }
  }
}
