// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What may be on two legs beside mains hum, for tests of what finds it.

#ifndef HOTCOLD_TEST_MAINS_SCENE_H
#define HOTCOLD_TEST_MAINS_SCENE_H

#include "support/random.h"
#include "support/segments.h"

#include "dsp/comb.h"
#include "dsp/mains.h"

#include <check.h>

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define MAINS_RATE 12000.0
#define MAINS_SIZE 16384U
#define MAINS_HOP (MAINS_SIZE / 3U)

static const double tau = 6.28318530717958647692;

/// What plays and what is picked up
typedef struct {
  uint64_t seed;
  double   noise;      ///< Peak of white noise on each leg
  double   programme;  ///< Peak of white noise that the output sends
  double   transfer;   ///< Cold sends -transfer of what hot sends
  double   tone;       ///< Hz, 0: none
  double   tone_level; ///< Peak of its fundamental
  double   note;       ///< Seconds after which it is struck anew, 0: never
  double   second;     ///< What cold gets of the tone instead, if stereo
  bool     stereo;     ///< Programme of cold is not that of hot
  double   pilot;      ///< Hz of another tone, a pure one of 0.1; 0: none
  double   tilt;       ///< What cold gets more of each harmonic, than the last
  double   mains;      ///< Hz
  double   on_hot;     ///< Peak of the fundamental
  double   on_cold;
  double   from; ///< Seconds at which the programme begins
  double   usb;  ///< Peak of the line of 1 kHz on both legs, 0: none
} Scene;

/// Odd harmonics 1 to 9, falling as 1 / k: squares sum to 1.18386
static inline double
mains_at(const double hz, const double t)
{
  double sum = 0.0;
  for (int k = 1; k <= 9; k += 2) {
    sum += cos(tau * fmod(k * hz * t, 1.0) + k) / k;
  }
  return sum;
}

static const double mains_db = 0.7330; // 10 log10(1.18386)

static inline double
tone_at(const Scene* const s, const double t, const double tilt)
{
  double sum = 0.0;
  if (s->tone > 0.0) {
    const double into = s->note > 0.0 ? fmod(t, s->note) : 0.0;
    for (int k = 1; k <= 8; ++k) {
      sum += exp(-2.0 * into) * (1.0 + tilt * k) *
             sin(tau * k * s->tone * (s->note > 0.0 ? into : t)) / k;
    }
  }
  return s->tone_level * sum;
}

/// Lines at multiples of 1 kHz, as computers leave them
static inline double
usb_at(const Scene* const s, const double t)
{
  double sum = 0.0;
  for (int m = 1; s->usb > 0.0 && m <= 5; ++m) {
    sum += cos(tau * fmod(1000.0 * m * t, 1.0) + m) / sqrt(m);
  }
  return s->usb * sum;
}

static inline void
legs(void* const context, const double t, double* const hot, double* const cold)
{
  Scene* const s     = (Scene*)context;
  const double tone  = tone_at(s, t, 0.0);
  const double plays = t >= s->from ? 1.0 : 0.0;
  const double pilot = 0.1 * sin(tau * fmod(s->pilot * t, 1.0));
  const double more  = s->tilt > 0.0 ? tone_at(s, t, s->tilt) - tone : 0.0;
  const double first =
    plays * (s->programme * draw_noise(&s->seed) + tone + pilot);
  const double other =
    plays * (s->programme * draw_noise(&s->seed) + s->second * tone);
  const double hum = mains_at(s->mains, t);
  const double usb = usb_at(s, t);
  *hot  = usb + first + s->on_hot * hum + s->noise * draw_noise(&s->seed);
  *cold = (s->stereo ? other : -s->transfer * first + more) + usb +
          s->on_cold * hum + s->noise * draw_noise(&s->seed);
}

/// The comb after `seconds`; `ever` is set if there was one at any time
static inline HcComb
listen(Scene* const scene, const double seconds, bool* const ever)
{
  Segments s =
    segments_start(MAINS_RATE, MAINS_SIZE, MAINS_HOP, 4, legs, scene);
  HcMains* const mains = hc_mains_new(MAINS_RATE, MAINS_SIZE, 0.0, -70.0);
  HcComb         comb  = {0};
  ck_assert_ptr_nonnull(mains);
  while ((double)(s.nth * MAINS_HOP + MAINS_SIZE) <= seconds * MAINS_RATE) {
    hc_mains_feed(mains, segments_next(&s));
    hc_mains_read(mains, &comb);
    *ever = *ever || comb.found;
  }
  hc_mains_free(mains);
  segments_end(&s);
  return comb;
}

#endif // HOTCOLD_TEST_MAINS_SCENE_H
