// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Spectra of known statistics: white d of a given power, m = T d and white
/// noise on m, from a fixed seed. No samples, windows or transforms come into
/// it, so that what an average should be is known exactly.

#ifndef HOTCOLD_TEST_KNOWN_SPECTRA_H
#define HOTCOLD_TEST_KNOWN_SPECTRA_H

#include "support/random.h"

#include "dsp/spectrum.h"
#include "dsp/stft.h"
#include "dsp/window.h"

#include <complex.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct {
  HcSpectrum     spectrum;
  float complex* d;
  float complex* m;
  uint64_t       state;
} Known;

/// Powers are mean squares a hertz
typedef struct {
  double         d;
  double complex t;
  double         noise; ///< On m
} Content;

static inline Known
known_new(const HcStftShape shape)
{
  const uint32_t n     = shape.size / 2U + 1U;
  Known          known = {.state = 1};
  known.d              = (float complex*)calloc(n, sizeof(float complex));
  known.m              = (float complex*)calloc(n, sizeof(float complex));
  known.spectrum =
    (HcSpectrum){.rate            = shape.rate,
                 .size            = shape.size,
                 .hop             = shape.hop,
                 .n_bins          = n,
                 .bin_hz          = shape.rate / shape.size,
                 .noise_bandwidth = hc_window_noise_bandwidth(&shape.window),
                 .lobe            = shape.window.lobe,
                 .d               = known.d,
                 .m               = known.m};
  return known;
}

static inline void
known_free(const Known known)
{
  free(known.d);
  free(known.m);
}

/// The next segment; valid until the next call
static inline const HcSpectrum*
known_next(Known* const known, const Content content)
{
  const HcSpectrum* const s    = &known->spectrum;
  const double            unit = 2.0 * s->noise_bandwidth * s->bin_hz;
  for (uint32_t k = 0; k < s->n_bins; ++k) {
    const double complex d = draw_normal(&known->state, unit * content.d);
    const double complex n = draw_normal(&known->state, unit * content.noise);
    known->d[k]            = (float complex)d;
    known->m[k]            = (float complex)(content.t * d + n);
  }
  return s;
}

/// Seconds from one segment to the next
static inline double
known_hop(const Known* const known)
{
  return known->spectrum.hop / known->spectrum.rate;
}

#endif // HOTCOLD_TEST_KNOWN_SPECTRA_H
