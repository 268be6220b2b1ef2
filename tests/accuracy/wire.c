// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire.h"

#include "support/circuit_response.h"

#include "model/filter.h"
#include "model/level.h"
#include "model/pickup.h"
#include "model/random.h"

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct Wire {
  HcFilter* filter; // NULL: flat
  double    gain[HC_N_ENTRIES][HC_N_LEGS];
  HcPickup  ground;
  HcPickup  field;
  HcRandom  random[HC_N_LEGS];
  double    noise[HC_N_LEGS]; // RMS
  double    clip[HC_N_LEGS];  // Greatest magnitude
  bool      stereo;
};

// What one volt at `entry` becomes, in the middle of what usually enters there
static void
set_gains(Wire* const wire, const HcCircuit* const circuit, const HcEntry entry)
{
  const bool     pickup = entry == HC_FROM_GROUND || entry == HC_FROM_FIELD;
  const Response r = circuit_response(circuit, entry, pickup ? 100.0 : 1000.0);
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    const double size      = cabs(r.leg[leg]);
    wire->gain[entry][leg] = creal(r.leg[leg]) < 0.0 ? -size : size;
  }
}

static Wire*
wire_make(const HcModelSettings* const settings,
          const double                 rate,
          HcFilter* const              filter)
{
  const uint64_t seed = settings->programme.seed;
  Wire* const    wire = (Wire*)calloc(1, sizeof(Wire));
  if (!wire) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  wire->filter = filter;
  for (int entry = 0; entry < HC_N_ENTRIES; ++entry) {
    set_gains(wire, &settings->circuit, (HcEntry)entry);
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

Wire*
wire_new(const HcModelSettings* const settings, const double rate)
{
  const HcStateSpace system = hc_circuit_state_space(&settings->circuit);
  HcFilter* const    filter = hc_filter_new(&system, rate);
  if (!filter) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  return wire_make(settings, rate, filter);
}

Wire*
wire_new_flat(const HcModelSettings* const settings, const double rate)
{
  return wire_make(settings, rate, NULL);
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

static void
play_flat(const Wire* const          wire,
          const double* const* const sources,
          double* const* const       to,
          const size_t               frames)
{
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    for (size_t n = 0; n < frames; ++n) {
      to[leg][n] = 0.0;
    }
    for (int entry = 0; entry < HC_N_ENTRIES; ++entry) {
      const double gain = wire->gain[entry][leg];
      for (size_t n = 0; sources[entry] && n < frames; ++n) {
        to[leg][n] += gain * sources[entry][n];
      }
    }
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
  if (wire->filter) {
    hc_filter_process(wire->filter, sources, to, frames);
  } else {
    play_flat(wire, sources, to, frames);
  }
  capture(wire, HC_HOT, legs[HC_HOT], hot, frames);
  capture(wire, HC_COLD, legs[HC_COLD], cold, frames);
}
