// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/line_render.h"

#include <sndfile.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/// Frames that are rendered at once
#define BLOCK 1024

static bool
render_block(HcModel* const model, SNDFILE* const file, const size_t frames)
{
  float hot[BLOCK];
  float cold[BLOCK];
  float both[2 * BLOCK];
  hc_model_process(model, NULL, hot, cold, frames);
  for (size_t i = 0; i < frames; ++i) {
    both[2U * i]      = hot[i];
    both[2U * i + 1U] = cold[i];
  }
  return sf_writef_float(file, both, (sf_count_t)frames) == (sf_count_t)frames;
}

static HcStatus
write_error(const char* const path, SNDFILE* const file, HcError* const error)
{
  return hc_error(error,
                  HC_NO_DATA,
                  "%s: %s, expected a file that can be written",
                  path,
                  sf_strerror(file));
}

static HcStatus
render_all(HcModel* const    model,
           const char* const path,
           const uint32_t    rate,
           const uint64_t    frames,
           HcError* const    error)
{
  SF_INFO        info = {.samplerate = (int)rate,
                         .channels   = 2,
                         .format     = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
  SNDFILE* const file = sf_open(path, SFM_WRITE, &info);
  if (!file) {
    return write_error(path, NULL, error);
  }

  // The PEAK chunk contains the time, so equal files would differ
  sf_command(file, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE);
  HcStatus st = HC_SUCCESS;
  for (uint64_t done = 0; done < frames && !st; done += BLOCK) {
    const uint64_t left = frames - done;
    if (!render_block(model, file, left < BLOCK ? (size_t)left : BLOCK)) {
      st = write_error(path, file, error);
    }
  }
  sf_close(file);
  return st;
}

HcStatus
hc_line_render(const HcModelSettings* const settings,
               const char* const            path,
               const uint32_t               rate,
               const double                 seconds,
               HcError* const               error)
{
  HcModel* const model = hc_model_new(settings, (double)rate);
  if (!model) {
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }
  const HcStatus st = render_all(
    model, path, rate, (uint64_t)llround(seconds * (double)rate), error);
  hc_model_free(model);
  return st;
}
