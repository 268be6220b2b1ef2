// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/noise_weights.h"

#include "dsp/weighting.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

/// Share of the bin around `hz` that is between `low` and `high`, 0..1
static double
overlap(const double hz, const double bin_hz, const double low, double high)
{
  const double begin = fmax(hz - 0.5 * bin_hz, low);
  const double end   = fmin(hz + 0.5 * bin_hz, high);
  return fmax(end - begin, 0.0) / bin_hz;
}

/// Weight of the full-band STFT. It rises gradually, so that a line between the
/// two STFTs is counted once: not twice, and not left out.
static double
fade(const double hz)
{
  return fmin(
    fmax((hz - HC_NOISE_FADE_LOW) / (HC_NOISE_FADE_HIGH - HC_NOISE_FADE_LOW),
         0.0),
    1.0);
}

static bool
init(HcNoiseWeighting* const  self,
     const HcStftShape* const shape,
     const double             low,
     const double             high,
     const bool               is_full_band)
{
  const double   bin_hz = shape->rate / shape->size;
  const uint32_t n_bins = shape->size / 2U + 1U;
  const uint32_t top    = (uint32_t)fmin(ceil(high / bin_hz) + 1.0, n_bins);
  self->first           = (uint32_t)(low / bin_hz);
  self->n_bins          = top > self->first ? top - self->first : 0U;
  self->power[0]        = (float*)calloc(
    (size_t)HC_N_NOISE_WEIGHTS * self->n_bins + 1U, sizeof(float));
  if (!self->power[0]) {
    return false;
  }

  for (int w = 1; w < HC_N_NOISE_WEIGHTS; ++w) {
    self->power[w] = self->power[0] + (size_t)w * self->n_bins;
  }
  for (uint32_t i = 0; i < self->n_bins; ++i) {
    const double hz    = bin_hz * (self->first + i);
    const double faded = is_full_band ? fade(hz) : 1.0 - fade(hz);
    const double share = faded * overlap(hz, bin_hz, low, high);
    const double a     = pow(hc_weighting_a(hz), 2.0);
    const double ccir  = pow(hc_weighting_ccir_rms(hz), 2.0);

    self->power[HC_NOISE_BY_BAND][i] = (float)share;
    self->power[HC_NOISE_BY_A][i]    = (float)(share * a);
    self->power[HC_NOISE_BY_CCIR][i] = (float)(share * ccir);
  }
  return true;
}

bool
hc_noise_weights_init(HcNoiseWeights* const    self,
                      const HcStftShape* const full_band,
                      const HcStftShape* const decimated)
{
  self->full_band.power[0] = NULL;
  self->decimated.power[0] = NULL;
  return init(&self->decimated,
              decimated,
              HC_AUDIO_FROM,
              HC_NOISE_FADE_HIGH,
              false) &&
         init(
           &self->full_band, full_band, HC_NOISE_FADE_LOW, HC_AUDIO_TO, true);
}

void
hc_noise_weights_finish(HcNoiseWeights* const self)
{
  free(self->full_band.power[0]);
  free(self->decimated.power[0]);
}
