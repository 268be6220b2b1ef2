// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/line_kernel.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

/// Terms of the sums below, on each side of the middle one
#define TERMS (HC_LINE_REACH + HC_WINDOW_TERMS - 1)

/// Nearer than this to a whole bin, the derivative is approximated by a line
static const double near = 1e-4;

/// Values that all bins need. The transform is a sum of shifted sinc functions,
/// sin(pi x) / pi (1 / (x + j)). At most one of them is at its pole.
typedef struct {
  double sine;                   ///< sin(pi x) / pi
  double cosine;                 ///< cos(pi x)
  double inverse[2 * TERMS + 1]; ///< 1 / (x + j), 0 at the pole
  int    pole;                   ///< Index of the pole in `inverse`, or -1
  double middle;                 ///< The sinc function that has its pole here
  double middle_slope;           ///< Its derivative
} Sincs;

/// For -1/2 <= x <= 1/2 and j = first, first + 1 ..
static Sincs
sincs_at(const double x, const long first)
{
  Sincs sincs  = {sin(pi * x) / pi, cos(pi * x), {0.0}, -1, 1.0, 0.0};
  sincs.middle = fabs(x) > 1e-12 ? sincs.sine / x : 1.0;
  sincs.middle_slope =
    fabs(x) > near ? (sincs.cosine - sincs.middle) / x : -pi * pi / 3.0 * x;
  for (int i = 0; i <= 2 * TERMS; ++i) {
    if (first + i) {
      sincs.inverse[i] = 1.0 / (x + (double)(first + i));
    } else {
      sincs.pole = i;
    }
  }
  return sincs;
}

void
hc_line_kernel_fill(const HcLineKernel* const kernel,
                    const double              off,
                    double                    value[HC_LINE_BINS],
                    double                    slope[HC_LINE_BINS])
{
  const long  whole = lround(off);
  const Sincs sincs = sincs_at(off - (double)whole, whole - TERMS);
  for (int b = 0; b < HC_LINE_BINS; ++b) {
    double sum     = 0.0;
    double squares = 0.0;
    value[b]       = 0.0;
    slope[b]       = 0.0;
    for (int i = 1 - HC_WINDOW_TERMS; i < HC_WINDOW_TERMS; ++i) {
      const double half = i ? kernel->half[i < 0 ? -i : i] : 1.0;
      const double a    = i % 2 ? -half : half;
      const int    at   = HC_LINE_BINS - 1 - b + HC_WINDOW_TERMS - 1 - i;
      sum += a * sincs.inverse[at];
      squares += a * sincs.inverse[at] * sincs.inverse[at];
      value[b] += at == sincs.pole ? a * sincs.middle : 0.0;
      slope[b] += at == sincs.pole ? a * sincs.middle_slope : 0.0;
    }
    const double sign = (whole + HC_LINE_REACH - b) % 2 ? -1.0 : 1.0;
    value[b]          = sign * (value[b] + sincs.sine * sum);
    slope[b] = sign * (slope[b] + sincs.cosine * sum - sincs.sine * squares);
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

/// Weight of the samples of a segment in an amplitude, at 0 <= x < 1 of it
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
