// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/line_kernel.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

/// Transform of the window at x bins, 1 at 0: a sum of shifted sinc functions,
/// with sin(pi x) taken out
static double
value_at(const HcLineKernel* const kernel, const double x)
{
  // Keep clear of the poles at whole bins; the error is of order 1e-7
  const double y   = x - round(x) < 1e-7 && x - round(x) > -1e-7 ? x + 1e-7 : x;
  double       sum = 1.0 / y;
  double       sign = -1.0;
  for (int i = 1; i < HC_WINDOW_TERMS; ++i) {
    sum += sign * kernel->half[i] * (1.0 / (y - i) + 1.0 / (y + i));
    sign = -sign;
  }
  return sin(pi * y) / pi * sum;
}

void
hc_line_kernel_fill(const HcLineKernel* const kernel,
                    const double              off,
                    double                    value[HC_LINE_BINS],
                    double                    slope[HC_LINE_BINS])
{
  static const double h = 1e-3;
  for (int b = 0; b < HC_LINE_BINS; ++b) {
    const double x    = off - (b - HC_LINE_REACH);
    const double low  = value_at(kernel, x - h);
    const double high = value_at(kernel, x + h);
    value[b]          = value_at(kernel, x);
    slope[b]          = (high - low) / (2.0 * h);
  }
}

/// Correlation of noise in bins `lag` apart, over the power in one, with odd
/// bins negated
static double
noise_correlation(const HcLineKernel* const kernel, const int lag)
{
  double product = 0.0;
  double power   = 0.0;
  for (int i = -HC_WINDOW_TERMS + 1; i < HC_WINDOW_TERMS; ++i) {
    const int    j = i + lag;
    const double a = i ? kernel->half[i < 0 ? -i : i] : 1.0;
    const double b = j >= HC_WINDOW_TERMS ? 0.0
                     : j                  ? kernel->half[j < 0 ? -j : j]
                                          : 1.0;
    product += a * b;
    power += a * a;
  }
  return product / power;
}

HcLineKernel
hc_line_kernel(const uint32_t lobe)
{
  const HcLineKernel hann    = {{0.5, 0.5, 0.0, 0.0}, 2, 1.0};
  const HcLineKernel nuttall = {
    {0.5, 0.487396 / 0.711536, 0.144232 / 0.711536, 0.012604 / 0.711536},
    4,
    1.0};
  HcLineKernel kernel = lobe <= 2U ? hann : nuttall;
  double       value[HC_LINE_BINS];
  double       slope[HC_LINE_BINS];
  double       noise = 0.0;
  double       power = 0.0;
  hc_line_kernel_fill(&kernel, 0.0, value, slope);
  for (int i = 0; i < HC_LINE_BINS; ++i) {
    power += value[i] * value[i];
    for (int j = i; j < HC_LINE_BINS; ++j) {
      const double both = value[i] * value[j];
      noise += (i == j ? 1.0 : 2.0) * both * noise_correlation(&kernel, j - i);
    }
  }
  kernel.noise_gain = noise / (power * power);
  return kernel;
}

/// What an amplitude weighs a segment's samples with, at 0 <= x < 1
static double
weight_at(const HcLineKernel* const kernel,
          const double              value[HC_LINE_BINS],
          const double              x)
{
  double window = 1.0;
  double lines  = 0.0;
  for (int i = 1; i < HC_WINDOW_TERMS; ++i) {
    window += 2.0 * kernel->half[i] * cos(2.0 * pi * i * (x - 0.5));
  }
  for (int i = 0; i < HC_LINE_BINS; ++i) {
    lines += value[i] * cos(2.0 * pi * (i - HC_LINE_REACH) * (x - 0.5));
  }
  return window * lines;
}

double
hc_line_kernel_shared(const HcLineKernel* const kernel, const double hop)
{
  enum { N_POINTS = 192 };
  double value[HC_LINE_BINS];
  double slope[HC_LINE_BINS];
  double weights[N_POINTS];
  double power  = 0.0;
  double shared = 0.0;
  hc_line_kernel_fill(kernel, 0.0, value, slope);
  for (int i = 0; i < N_POINTS; ++i) {
    weights[i] = weight_at(kernel, value, (i + 0.5) / N_POINTS);
    power += weights[i] * weights[i];
  }
  for (int lag = 1; lag * hop < 1.0; ++lag) {
    const int shift = (int)lround(lag * hop * N_POINTS);
    for (int i = 0; i + shift < N_POINTS; ++i) {
      shared += 2.0 * weights[i] * weights[i + shift];
    }
  }
  return 1.0 + shared / power;
}

double
hc_line_kernel_shape(const HcLineKernel* const kernel)
{
  double value[HC_LINE_BINS];
  double slope[HC_LINE_BINS];
  double powers[2] = {0.0, 0.0};
  hc_line_kernel_fill(kernel, 0.0, value, slope);
  for (int i = 0; i < HC_LINE_BINS; ++i) {
    powers[0] += value[i] * value[i];
    powers[1] += slope[i] * slope[i];
  }
  return powers[1] / powers[0];
}
