// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/result.h"

#include "app/fail.h"
#include "app/output.h"
#include "app/reference.h"
#include "config/settings.h"
#include "hub/line_status.h"
#include "stream/collector.h"
#include "report/json.h"
#include "report/report.h"
#include "text/style.h"
#include "report/take.h"

#include <hotcold/line.h>
#include <hotcold/meter.h>
#include <hotcold/reading.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
fill_line(HcTakeLine* const        line,
          const HcLineSpec* const  spec,
          const double             silence,
          const HcCollector* const collector,
          const size_t             index,
          const HcLineState        connections)
{
  const HcWindow* const window = hc_collector_window(collector, index);
  memcpy(line->name, spec->name, sizeof(line->name));
  hc_collector_read(collector, index, &line->analysis);
  memcpy(
    line->readings, line->analysis.readings, sizeof(line->analysis.readings));
  hc_window_readings(window, line->readings);
  line->state = hc_line_status(
    connections, false, !hc_window_is_loud(window, silence), &line->analysis);
  line->dbu_at_full_scale = spec->dbu_at_full_scale;
  hc_take_line_judge(line, spec->limits, spec->n_limits);
}

static bool
has_signal(const HcCollector* const collector, const size_t n_lines)
{
  for (size_t i = 0; i < n_lines; ++i) {
    const HcWindow* const window = hc_collector_window(collector, i);
    if (window->hh > 0.0 || window->cc > 0.0) {
      return true;
    }
  }
  return false;
}

// True if there was sound, but too short for an analysis, and there are no
// limits on its level
static bool
is_too_short(const HcTake* const take)
{
  for (size_t i = 0; i < take->n_lines; ++i) {
    const HcTakeLine* const line = &take->lines[i];
    if (line->analysis.heard || line->n_limits) {
      return false;
    }
  }
  return true;
}

static void
warn(const HcSettings* const settings, const HcCollector* const collector)
{
  for (size_t i = 0; i < settings->n_lines; ++i) {
    const HcWindow* const window = hc_collector_window(collector, i);
    if (window->lost) {
      fprintf(stderr,
              "hotcold: line %s: %llu frames were lost (xrun); the readings do "
              "not include them\n",
              settings->lines[i].name,
              (unsigned long long)window->lost);
    }
  }
}

static HcStatus
write_take(const HcTake* const take, const bool json, HcError* const error)
{
  const HcStyle style = hc_style_of(stdout);
  return json ? hc_json_write(take, stdout, error)
              : hc_report_write(take, &style, stdout, error);
}

static int
exit_status(const HcTake* const take, const HcCollector* const collector)
{
  if (!has_signal(collector, take->n_lines)) {
    HcError error = {HC_SUCCESS, ""};
    hc_error(&error,
             HC_NO_DATA,
             "no signal in %.1f s: hot and cold are both silent, expected "
             "programme on this line",
             take->seconds);
    return hc_fail(&error);
  }
  if (is_too_short(take)) {
    HcError error = {HC_SUCCESS, ""};
    hc_error(&error,
             HC_NO_DATA,
             "too little sound in %.1f s, expected at least 0.2 s without "
             "interruption",
             take->seconds);
    return hc_fail(&error);
  }
  return take->pass ? 0 : HC_EXIT_LIMIT;
}

int
hc_result_write(const HcSettings* const  settings,
                const HcCollector* const collector,
                const uint32_t           rate,
                const HcLineState* const connections)
{
  HcError           error = {HC_SUCCESS, ""};
  HcTakeLine* const lines =
    (HcTakeLine*)calloc(settings->n_lines, sizeof(HcTakeLine));
  if (!lines) {
    hc_error(&error, HC_NO_MEMORY, "out of memory");
    return hc_fail(&error);
  }

  for (size_t i = 0; i < settings->n_lines; ++i) {
    fill_line(&lines[i],
              &settings->lines[i],
              settings->analyzer.silence,
              collector,
              i,
              connections ? connections[i] : HC_STATE_OK);
  }

  const HcWindow* const window = hc_collector_window(collector, 0);
  HcTake                take   = {.version     = HOTCOLD_VERSION,
                                  .sample_rate = rate,
                                  .seconds =
                                    (double)(window->frames + window->not_finite) / (double)rate,
                                  .n_lines = settings->n_lines,
                                  .lines   = lines};
  take.pass = has_signal(collector, take.n_lines) && !is_too_short(&take) &&
              hc_take_passes(&take);

  const HcStatus st = write_take(&take, settings->json, &error);
  const bool failed = st && !(st == HC_SYSTEM_FAILURE && hc_output_is_closed());
  const int  status = failed ? hc_fail(&error) : exit_status(&take, collector);
  if (status <= HC_EXIT_LIMIT) {
    // An error gets a line of its own
    hc_reference_warn(settings);
    warn(settings, collector);
  }
  free(lines);
  return status;
}
