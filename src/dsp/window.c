// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/window.h"

#include <math.h>

// Points of the numerical integrals. The integrands are low-order polynomials
// of cosines, so the result is exact except for rounding.
#define N_POINTS 512

static const double tau = 6.283185307179586;

HcWindowShape
hc_window_hann(void)
{
  const HcWindowShape shape = {{0.5, 0.5, 0.0, 0.0}, 2};
  return shape;
}

HcWindowShape
hc_window_nuttall(void)
{
  const HcWindowShape shape = {{0.355768, 0.487396, 0.144232, 0.012604}, 4};
  return shape;
}

static double
value_at(const HcWindowShape* const shape, const double x)
{
  double value = 0.0;
  double sign  = 1.0;
  for (int i = 0; i < HC_MAX_LOBE; ++i) {
    value += sign * shape->a[i] * cos(tau * i * x);
    sign = -sign;
  }
  return value;
}

void
hc_window_fill(const HcWindowShape* const shape,
               float* const               samples,
               const size_t               size)
{
  const double scale = 2.0 / (shape->a[0] * (double)size);
  for (size_t i = 0; i < size; ++i) {
    samples[i] = (float)(scale * value_at(shape, (double)i / (double)size));
  }
}

double
hc_window_noise_bandwidth(const HcWindowShape* const shape)
{
  double power = shape->a[0] * shape->a[0];
  for (int i = 1; i < HC_MAX_LOBE; ++i) {
    power += 0.5 * shape->a[i] * shape->a[i];
  }
  return power / (shape->a[0] * shape->a[0]);
}

double
hc_window_transform(const HcWindowShape* const shape, const double x)
{
  // Each cosine gives two terms sin(pi y) / (pi y), around x = i and x = -i.
  // All sines are equal to that of x except for the sign, which cancels because
  // the window is centred.
  const double sine = 2.0 * sin(0.5 * tau * x) / tau;
  double       sum  = 0.0;
  double       sign = 1.0;
  for (int i = 0; i < HC_MAX_LOBE; ++i) {
    const double half  = i ? 0.5 * shape->a[i] : shape->a[0];
    const double above = x - i;
    const double below = x + i;
    sum += half * (fabs(above) < 1e-6 ? 1.0 : sign * sine / above);
    sum += !i ? 0.0 : half * (fabs(below) < 1e-6 ? 1.0 : sign * sine / below);
    sign = -sign;
  }
  return sum / shape->a[0];
}

// Values that all integrals below use
typedef struct {
  double window[N_POINTS];
  double energy;
  double products[N_POINTS];            // Of the window and the delayed window
  double re[HC_MAX_LOBE + 1][N_POINTS]; // One turn for each bin
  double im[HC_MAX_LOBE + 1][N_POINTS];
} Points;

static void
fill_points(const HcWindowShape* const shape, Points* const points)
{
  points->energy = 0.0;
  for (int i = 0; i < N_POINTS; ++i) {
    const double x    = (double)i / N_POINTS;
    points->window[i] = value_at(shape, x);
    points->energy += points->window[i] * points->window[i];
    for (int b = 0; b <= HC_MAX_LOBE; ++b) {
      points->re[b][i] = cos(tau * b * x);
      points->im[b][i] = sin(tau * b * x);
    }
  }
}

static void
fill_products(const HcWindowShape* const shape,
              const double               lag,
              Points* const              points)
{
  for (int i = 0; i < N_POINTS; ++i) {
    const double x      = (double)i / N_POINTS + lag;
    const double later  = x < 1.0 ? value_at(shape, x) : 0.0;
    points->products[i] = points->window[i] * later;
  }
}

// |correlation|^2 of white noise between two segments and `bins` bins apart
static double
correlation(const Points* const points, const int bins)
{
  double re = 0.0;
  double im = 0.0;
  for (int i = 0; i < N_POINTS; ++i) {
    re += points->products[i] * points->re[bins][i];
    im += points->products[i] * points->im[bins][i];
  }
  return (re * re + im * im) / (points->energy * points->energy);
}

HcOverlap
hc_window_overlap(const HcWindowShape* const shape, const double hop)
{
  HcOverlap overlap = {0.0, {0.0}, {0.0}};
  Points    points;
  fill_points(shape, &points);
  for (int l = 0; l * hop < 1.0; ++l) {
    fill_products(shape, l * hop, &points);
    for (int b = 0; b <= HC_MAX_LOBE; ++b) {
      overlap.first[b] += (l ? 2.0 : 1.0) * correlation(&points, b);
    }
  }
  overlap.time = overlap.first[0];
  for (int b = 0; b <= HC_MAX_LOBE; ++b) {
    overlap.first[b] /= overlap.time;
    overlap.second[b] = overlap.first[b] * overlap.first[b];
  }
  return overlap;
}

double
hc_overlap_spread(const double correlation[HC_MAX_LOBE + 1], const size_t n)
{
  double spread = 1.0;
  for (size_t b = 1; b <= HC_MAX_LOBE && b < n; ++b) {
    spread += 2.0 * (1.0 - (double)b / (double)n) * correlation[b];
  }
  return spread;
}

double
hc_hann_offset(const double below, const double top, const double above)
{
  const double r   = sqrt(fmax(below, above) / top);
  const double off = (2.0 * r - 1.0) / (r + 1.0);
  return above > below ? off : -off;
}
