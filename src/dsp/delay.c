// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/delay.h"

#include <complex.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>

// A delay below this does not turn the phase of any band enough to matter, us
#define SHORT 1.0

// A band is in step if at least this share of its sum remains
#define IN_STEP 0.9

static const double tau = 6.283185307179586;

// Cross-spectrum of -hot and cold in a band, after a delay was removed
typedef struct {
  double complex sum;       // Sum of -conj(H) C
  double         magnitude; // Sum of the magnitudes of these products
} Turned;

static Turned
turn_back(const HcCrossSpectrum* const x,
          const HcRange                range,
          const double                 delay)
{
  const double first = fmax(ceil(range.low / x->bin_hz) - x->first, 0.0);
  const double last  = fmin(ceil(range.high / x->bin_hz) - x->first, x->n);
  const double step  = tau * x->bin_hz * delay;

  Turned               turned = {0.0, 0.0};
  double complex       turn   = cexp(CMPLX(0.0, step * (first + x->first)));
  const double complex next   = cexp(CMPLX(0.0, step));
  for (uint32_t i = (uint32_t)first; i < last; ++i) {
    // With H = (T + 1/2) D and C = (T - 1/2) D
    const double dd     = x->dd[i];
    const double re     = x->re[i];
    const double im     = x->im[i];
    const double keep   = (double)x->keep[i];
    const double square = dd > 0.0 ? (re * re + im * im) / dd : 0.0;

    const double complex product = keep * CMPLX(0.25 * dd - square, -im);
    turned.sum += product * turn;
    turned.magnitude += cabs(product);
    turn *= next;
  }
  return turned;
}

void
hc_delay_refine(const HcCrossSpectrum* const cross,
                const HcBalance* const       bands,
                const double                 highest,
                HcLegResponse* const         legs)
{
  if (!legs->has_delay || fabs(legs->delay) < SHORT) {
    return;
  }
  double sum_xx = 0.0;
  double sum_xy = 0.0;
  for (size_t i = 0; i < HC_N_THIRDS; ++i) {
    const HcBalance* const band = &bands[i];
    if (!band->valid) {
      continue;
    }
    HcRange range       = hc_third_octave(i);
    range.high          = fmin(range.high, highest);
    const Turned turned = turn_back(cross, range, 1e-6 * legs->delay);
    const double omega  = tau * band->centre;
    const double sigma  = fmax(band->t_sigma, 1e-7);
    const double weight = omega * omega / (sigma * sigma);
    if (cabs(turned.sum) < IN_STEP * turned.magnitude) {
      continue;
    }
    sum_xx += weight;
    sum_xy += weight / omega * carg(turned.sum);
  }
  legs->has_delay = sum_xx > 0.0;
  legs->delay     = legs->has_delay ? legs->delay - 1e6 * sum_xy / sum_xx : 0.0;
}
