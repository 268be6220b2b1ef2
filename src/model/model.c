// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/model.h"

#include "model/filter.h"
#include "model/level.h"
#include "model/random.h"

#include <hotcold/reading.h>

#include <math.h>
#include <stdlib.h>

struct HcModel {
  HcFilter*    filter;
  HcProgramme* programme;
  HcPickup     ground;
  HcPickup     field;
  HcRandom     random[HC_N_LEGS];
  double       noise[HC_N_LEGS]; ///< RMS
  double       clip[HC_N_LEGS];  ///< Greatest magnitude of a sample
  bool         stereo;
  uint64_t     bad_period; ///< Frames between NaNs, 0: none
  uint64_t     frame;      ///< Since the start
};

HcModelSettings
hc_model_defaults(void)
{
  const HcModelSettings settings = {
    .circuit   = hc_circuit_default(),
    .programme = {.kind  = HC_PROGRAMME_PINK,
                  .level = -20.0,
                  .hz    = 1000.0,
                  .seed  = 1},
    .ground    = hc_pickup_none(),
    .field     = hc_pickup_none(),
    .noise     = {-110.0, -110.0},
  };
  return settings;
}

HcModel*
hc_model_new(const HcModelSettings* const settings, const double rate)
{
  const HcStateSpace system = hc_circuit_state_space(&settings->circuit);
  const uint64_t     seed   = settings->programme.seed;
  HcModel* const     model  = (HcModel*)calloc(1, sizeof(HcModel));
  if (!model) {
    return NULL;
  }
  model->filter    = hc_filter_new(&system, rate);
  model->programme = hc_programme_new(&settings->programme, rate);
  if (!model->filter || !model->programme) {
    hc_model_free(model);
    return NULL;
  }

  hc_pickup_init(&model->ground, &settings->ground, rate, seed + 0x1000U);
  hc_pickup_init(&model->field, &settings->field, rate, seed + 0x2000U);
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    model->random[leg] = hc_random_stream(seed + 0x3000U, (uint64_t)leg);
    model->noise[leg]  = hc_rms_from_dbfs(settings->noise[leg]);
    model->clip[leg]   = hc_gain_from_db(settings->clip[leg]);
  }
  model->stereo     = settings->circuit.content == HC_CONTENT_STEREO;
  model->bad_period = (uint64_t)(settings->not_finite_every * rate);
  return model;
}

void
hc_model_free(HcModel* const model)
{
  if (model) {
    hc_filter_free(model->filter);
    hc_programme_free(model->programme);
    free(model);
  }
}

/// Noise of the capture input, then clipping by its converter
static void
capture(HcModel* const      model,
        const int           leg,
        const double* const in,
        float* const        out,
        const size_t        frames)
{
  const double clip = model->clip[leg];
  for (size_t n = 0; n < frames; ++n) {
    const double noise =
      model->noise[leg] * hc_random_noise(&model->random[leg]);
    out[n] = (float)fmax(-clip, fmin(clip, in[n] + noise));
  }
}

static void
spoil(const HcModel* const model, float* const hot, const size_t frames)
{
  for (size_t n = 0; n < frames; ++n) {
    if ((model->frame + n + 1U) % model->bad_period == 0U) {
      hot[n] = NAN;
    }
  }
}

static void
process_chunk(HcModel* const     model,
              const float* const programme,
              float* const       hot,
              float* const       cold,
              const size_t       frames)
{
  double in[HC_N_ENTRIES][HC_CHUNK];
  double out[HC_N_LEGS][HC_CHUNK];
  if (!programme || model->stereo) {
    hc_programme_play(model->programme,
                      in[HC_FROM_PROGRAMME],
                      model->stereo ? in[HC_FROM_SECOND] : NULL,
                      frames);
  }
  for (size_t n = 0; programme && n < frames; ++n) {
    in[HC_FROM_PROGRAMME][n] = (double)programme[n];
  }

  const bool ground =
    hc_pickup_play(&model->ground, in[HC_FROM_GROUND], frames);
  const bool field = hc_pickup_play(&model->field, in[HC_FROM_FIELD], frames);
  const double* const sources[] = {in[HC_FROM_PROGRAMME],
                                   model->stereo ? in[HC_FROM_SECOND] : NULL,
                                   ground ? in[HC_FROM_GROUND] : NULL,
                                   field ? in[HC_FROM_FIELD] : NULL};
  double* const       legs[]    = {out[HC_HOT], out[HC_COLD]};
  hc_filter_process(model->filter, sources, legs, frames);
  capture(model, HC_HOT, out[HC_HOT], hot, frames);
  capture(model, HC_COLD, out[HC_COLD], cold, frames);
  if (model->bad_period) {
    spoil(model, hot, frames);
  }
  model->frame += frames;
}

void
hc_model_process(HcModel* const     model,
                 const float* const programme,
                 float* const       hot,
                 float* const       cold,
                 const size_t       frames)
{
  for (size_t done = 0; done < frames;) {
    const size_t left = frames - done;
    const size_t part = left < HC_CHUNK ? left : HC_CHUNK;
    process_chunk(model,
                  programme ? programme + done : NULL,
                  hot + done,
                  cold + done,
                  part);
    done += part;
  }
}
