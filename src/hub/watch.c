// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hub/watch.h"

#include <hotcold/reading.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// Without audio for so long a line is stalled, in us
#define STALL_TIME 600000

/// The same in periods, where they are long
#define STALL_PERIODS 2.5

/// A line is silent after so many seconds of audio with nothing louder
#define SILENT_TIME 1.0

/// dBFS, the analyzer's default too
#define SILENT_LEVEL (-70.0)

HcWatch*
hc_watch_new(const HcSource* const source, const int64_t now)
{
  HcWatch* const       self = (HcWatch*)calloc(1, sizeof(*self));
  HcWatchedLine* const lines =
    (HcWatchedLine*)calloc(source->n_lines, sizeof(*lines));
  if (!self || !lines) {
    free(lines);
    free(self);
    return NULL;
  }

  self->source      = source;
  self->health      = source->health(source->engine);
  self->progress_at = now;
  self->stalled     = !self->health.progress;
  self->lines       = lines;
  for (size_t n = 0; n < source->n_lines; ++n) {
    lines[n].links = HC_STATE_DISCONNECTED;
  }
  return self;
}

void
hc_watch_free(HcWatch* const self)
{
  if (self) {
    free(self->lines);
    free(self);
  }
}

static void
watch_health(HcWatch* const self, const int64_t now)
{
  const HcHealth health   = self->source->health(self->source->engine);
  double         patience = STALL_TIME;
  if (health.sample_rate) {
    const double period = 1e6 * (double)health.period / health.sample_rate;
    patience            = fmax(patience, STALL_PERIODS * period);
  }

  if (health.progress != self->health.progress) {
    self->progress_at = now;
    self->stalled     = false;
  } else if ((double)(now - self->progress_at) >= patience) {
    self->stalled = true;
  }
  self->health = health;
}

static bool
is_loud(const HcWindow* const window)
{
  const double frames  = (double)window->frames;
  const double loudest = fmax(window->dd, fmax(window->hh, window->cc));
  return window->frames &&
         hc_dbfs_from_mean_square(loudest / frames) >= SILENT_LEVEL;
}

static void
take_windows(HcWatch* const self, const size_t n)
{
  const HcSource* const source = self->source;
  HcWatchedLine* const  line   = &self->lines[n];
  HcWindow              window;

  memset(&line->fresh, 0, sizeof(line->fresh));
  while (source->take_window(source->engine, n, &window)) {
    hc_window_merge(&line->fresh, &window);
    line->quiet += (double)window.frames / fmax(window.rate, 1.0);
    if (is_loud(&window)) {
      line->heard = true;
      line->quiet = 0.0;
    }
  }
}

/// Programme or not is the analyzer's word once it has seen enough
static HcLineState
programme_state(const HcWatchedLine* const line)
{
  const bool analyzed = line->n_analyses && !line->analysis.settling;
  const bool quiet    = !line->heard || line->quiet > SILENT_TIME;
  if ((line->n_analyses && line->analysis.silent) || (!analyzed && quiet)) {
    return HC_STATE_SILENT;
  }
  return line->n_analyses && line->analysis.settling ? HC_STATE_SETTLING
                                                     : HC_STATE_OK;
}

void
hc_watch_poll(HcWatch* const self, const int64_t now)
{
  const HcSource* const source = self->source;
  watch_health(self, now);
  for (size_t n = 0; n < source->n_lines; ++n) {
    HcWatchedLine* const line = &self->lines[n];
    take_windows(self, n);
    if (source->take_analysis(source->engine, n, &line->analysis)) {
      ++line->n_analyses;
    }

    const HcLineState links = source->connections(source->engine, n);
    if (links == HC_STATE_OK && line->links != HC_STATE_OK) {
      // What was heard with a leg missing, or of another line, is none of this
      source->reset(source->engine, n);
    }
    line->links = links;
    line->state = self->stalled          ? HC_STATE_STALLED
                  : links != HC_STATE_OK ? links
                                         : programme_state(line);
  }
}

int32_t
hc_watch_age(const HcWatch* const self, const int64_t now)
{
  const int64_t age = (now - self->progress_at) / 1000;
  return age < 0 ? 0 : age > INT32_MAX ? INT32_MAX : (int32_t)age;
}
