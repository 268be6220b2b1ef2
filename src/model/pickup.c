// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/pickup.h"

#include "model/level.h"

#include <hotcold/reading.h>

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846

HcPickupSettings
hc_pickup_none(void)
{
  const HcPickupSettings settings = {.mains     = HC_SILENCE_DB,
                                     .mains_hz  = 50.0,
                                     .harmonics = 20,
                                     .usb_1k    = HC_SILENCE_DB,
                                     .usb_8k    = HC_SILENCE_DB,
                                     .noise     = HC_SILENCE_DB};
  return settings;
}

/// Relative amplitude of harmonic `k`, as rectifier loads distort the mains
static double
mains_shape(const int k)
{
  return k % 2 ? 1.0 / k : 0.25 / k;
}

/// Relative amplitude of the `k`-th spectral line of bursts that last a tenth
/// of a USB frame
static double
usb_shape(const int k)
{
  const double x = PI * k / 10.0;
  return fabs(sin(x) / x) + 0.02;
}

/// Add tones at k times `base` for k = 1..`count`; together they have `level`
static void
add_comb(HcPickup* const pickup,
         const double    level,
         const double    base,
         const int       count,
         const double    rate,
         double (*const shape)(int))
{
  const size_t first = pickup->n_tones;
  double       power = 0.0;
  for (int k = 1; k <= count && k * base < 0.45 * rate; ++k) {
    const size_t i     = pickup->n_tones++;
    const double phase = 2.0 * PI * hc_random_uniform(&pickup->random);
    const double turn  = 2.0 * PI * k * base / rate;
    power += shape(k) * shape(k);
    pickup->re[i]      = shape(k) * cos(phase);
    pickup->im[i]      = shape(k) * sin(phase);
    pickup->turn_re[i] = cos(turn);
    pickup->turn_im[i] = sin(turn);
  }
  const double scale = hc_rms_from_dbfs(level) * sqrt(2.0 / fmax(power, 1e-30));
  for (size_t i = first; i < pickup->n_tones; ++i) {
    pickup->re[i] *= scale;
    pickup->im[i] *= scale;
  }
}

void
hc_pickup_init(HcPickup* const               pickup,
               const HcPickupSettings* const settings,
               const double                  rate,
               const uint64_t                seed)
{
  const double stretch = 1.0 + settings->usb_ppm * 1e-6;
  memset(pickup, 0, sizeof(*pickup));
  pickup->random = hc_random_stream(seed, 0);
  pickup->noise  = hc_rms_from_dbfs(settings->noise);
  if (settings->mains > HC_SILENCE_DB) {
    add_comb(pickup,
             settings->mains,
             settings->mains_hz,
             settings->harmonics,
             rate,
             mains_shape);
  }
  if (settings->usb_1k > HC_SILENCE_DB) {
    add_comb(pickup, settings->usb_1k, 1e3 * stretch, 20, rate, usb_shape);
  }
  if (settings->usb_8k > HC_SILENCE_DB) {
    add_comb(pickup, settings->usb_8k, 8e3 * stretch, 4, rate, usb_shape);
  }
}

/// Four separate sums are fast, because a compiler must not reorder one sum
#define N_SUMS 4

static double
next_frame(HcPickup* const pickup)
{
  double sums[N_SUMS] = {0.0};
  for (size_t i = 0; i < pickup->n_tones; i += N_SUMS) {
    for (size_t k = i; k < i + N_SUMS; ++k) {
      const double re = pickup->re[k];
      const double im = pickup->im[k];
      sums[k - i] += re;
      pickup->re[k] = re * pickup->turn_re[k] - im * pickup->turn_im[k];
      pickup->im[k] = re * pickup->turn_im[k] + im * pickup->turn_re[k];
    }
  }
  const double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  return pickup->noise > 0.0
           ? sum + pickup->noise * hc_random_noise(&pickup->random)
           : sum;
}

bool
hc_pickup_play(HcPickup* const pickup, double* const out, const size_t frames)
{
  if (!pickup->n_tones && !(pickup->noise > 0.0)) {
    return false;
  }
  for (size_t n = 0; n < frames; ++n) {
    out[n] = next_frame(pickup);
  }
  return true;
}
