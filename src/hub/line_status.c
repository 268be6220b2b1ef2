// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hub/line_status.h"

#include <hotcold/reading.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

// A line is quiet after so many seconds of audio without anything loud
static const double quiet_after = 1.0;

bool
hc_window_is_loud(const HcWindow* const window, const double silence)
{
  const double frames  = (double)window->frames;
  const double loudest = fmax(window->dd, fmax(window->hh, window->cc));
  return window->frames &&
         hc_dbfs_from_mean_square(loudest / frames) >= silence;
}

void
hc_quiet_time_add(HcQuietTime* const    quiet,
                  const HcWindow* const window,
                  const double          silence)
{
  quiet->seconds += (double)window->frames / fmax(window->rate, 1.0);
  if (hc_window_is_loud(window, silence)) {
    quiet->heard   = true;
    quiet->seconds = 0.0;
  }
}

bool
hc_quiet_time_is_over(const HcQuietTime* const quiet)
{
  return !quiet->heard || quiet->seconds > quiet_after;
}

HcLineState
hc_line_status(const HcLineState       connections,
               const bool              stalled,
               const bool              quiet,
               const HcAnalysis* const analysis)
{
  if (stalled) {
    return HC_STATE_STALLED;
  }
  if (connections != HC_STATE_OK) {
    return connections;
  }
  if (analysis && !analysis->settling) {
    return analysis->silent ? HC_STATE_SILENT : HC_STATE_OK;
  }
  if (quiet || (analysis && analysis->silent)) {
    return HC_STATE_SILENT;
  }
  return analysis ? HC_STATE_SETTLING : HC_STATE_OK;
}
