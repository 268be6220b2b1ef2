// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire.h"

#include "model/filter.h"
#include "model/level.h"
#include "model/pickup.h"
#include "model/random.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct Wire {
  HcFilter* filter;
  HcPickup  ground;
  HcPickup  field;
  HcRandom  random[HC_N_LEGS];
  double    noise[HC_N_LEGS]; // RMS
  double    clip[HC_N_LEGS];  // Greatest magnitude
  bool      stereo;
};

Wire*
wire_new(const HcModelSettings* const settings, const double rate)
{
  const HcStateSpace system = hc_circuit_state_space(&settings->circuit);
  const uint64_t     seed   = settings->programme.seed;
  Wire* const        wire   = (Wire*)calloc(1, sizeof(Wire));
  if (!wire || !(wire->filter = hc_filter_new(&system, rate))) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  hc_pickup_init(&wire->ground, &settings->ground, rate, seed + 1U);
  hc_pickup_init(&wire->field, &settings->field, rate, seed + 2U);
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    wire->random[leg] = hc_random_stream(seed + 3U, (uint64_t)leg);
    wire->noise[leg]  = hc_rms_from_dbfs(settings->noise[leg]);
    wire->clip[leg]   = hc_gain_from_db(settings->clip[leg]);
  }
  wire->stereo = settings->circuit.content == HC_CONTENT_STEREO;
  return wire;
}

void
wire_free(Wire* const wire)
{
  if (wire) {
    hc_filter_free(wire->filter);
    free(wire);
  }
}

static void
capture(Wire* const         wire,
        const int           leg,
        const double* const in,
        float* const        out,
        const size_t        frames)
{
  const double clip = wire->clip[leg];
  for (size_t n = 0; n < frames; ++n) {
    const double noise = wire->noise[leg] * hc_random_noise(&wire->random[leg]);
    out[n]             = (float)fmax(-clip, fmin(clip, in[n] + noise));
  }
}

void
wire_play(Wire* const         wire,
          const double* const left,
          const double* const right,
          float* const        hot,
          float* const        cold,
          const size_t        frames)
{
  double              ground[HC_CHUNK];
  double              field[HC_CHUNK];
  double              legs[HC_N_LEGS][HC_CHUNK];
  const bool          is_ground = hc_pickup_play(&wire->ground, ground, frames);
  const bool          is_field  = hc_pickup_play(&wire->field, field, frames);
  const double* const sources[] = {left,
                                   wire->stereo ? right : NULL,
                                   is_ground ? ground : NULL,
                                   is_field ? field : NULL};
  double* const       to[]      = {legs[HC_HOT], legs[HC_COLD]};
  hc_filter_process(wire->filter, sources, to, frames);
  capture(wire, HC_HOT, legs[HC_HOT], hot, frames);
  capture(wire, HC_COLD, legs[HC_COLD], cold, frames);
}
