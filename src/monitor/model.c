// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/model.h"

#include <stdlib.h>
#include <string.h>

static void
clear_line(HcMonitorLine* const line)
{
  memset(line, 0, sizeof(*line));
  line->heard       = HC_NEVER;
  line->bands_heard = HC_NEVER;
  line->mains_heard = HC_NEVER;
  for (int part = 0; part < HC_MONITOR_BAND_PARTS; ++part) {
    for (int i = 0; i < HC_N_BANDS; ++i) {
      line->bands[part][i] = HC_SILENCE_DB;
    }
  }
  for (int i = 0; i < HC_N_READINGS; ++i) {
    line->readings[i].reading = hc_reading_invalid((HcReadingId)i);
    line->readings[i].heard   = HC_NEVER;
  }
  for (int i = 0; i < HC_MONITOR_PEAKS; ++i) {
    line->peaks[i].value = HC_SILENCE_DB;
    line->peaks[i].since = HC_NEVER;
  }
}

void
hc_monitor_model_clear(HcMonitorModel* const model)
{
  model->n_lines = 0;
  for (size_t i = 0; i < HC_MAX_LINES; ++i) {
    clear_line(&model->lines[i]);
  }
}

HcMonitorModel*
hc_monitor_model_new(void)
{
  HcMonitorModel* const model = calloc(1, sizeof(*model));
  HcMonitorLine* const  lines = calloc(HC_MAX_LINES, sizeof(*lines));
  if (!model || !lines) {
    free(lines);
    free(model);
    return NULL;
  }

  model->lines      = lines;
  model->heartbeat  = HC_NEVER;
  model->complained = HC_NEVER;
  hc_monitor_model_clear(model);
  return model;
}

void
hc_monitor_model_free(HcMonitorModel* const model)
{
  if (model) {
    free(model->lines);
    free(model);
  }
}

HcMonitorLink
hc_monitor_model_link(const HcMonitorModel* const model, const double now)
{
  return model->heartbeat < 0.0                          ? HC_MONITOR_WAITING
         : now - model->heartbeat <= HC_MONITOR_PATIENCE ? HC_MONITOR_LIVE
                                                         : HC_MONITOR_GONE;
}

double
hc_monitor_line_age(const HcMonitorLine* const line, const double now)
{
  return line->heard < 0.0 ? -1.0 : now - line->heard;
}

bool
hc_monitor_line_is_fresh(const HcMonitorModel* const model,
                         const HcMonitorLine* const  line,
                         const double                now)
{
  // At low rates one or two messages may be missing
  const double gap     = model->rate > 0.0 ? 2.5 / model->rate : 0.0;
  const double longest = gap > 1.5 ? gap : 1.5;
  const double age     = hc_monitor_line_age(line, now);
  return hc_monitor_model_link(model, now) == HC_MONITOR_LIVE && age >= 0.0 &&
         age <= longest &&
         strcmp(line->state, hc_line_state_name(HC_STATE_STALLED)) != 0;
}

const char*
hc_monitor_line_sentence(const HcMonitorLine* const line,
                         const char* const          name)
{
  for (size_t i = 0; i < line->n_events; ++i) {
    if (!strcmp(line->events[i].name, name)) {
      return line->events[i].sentence;
    }
  }
  return NULL;
}
