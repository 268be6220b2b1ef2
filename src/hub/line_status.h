// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The state of one line: the only place that decides it, for a running
/// analyzer and for a single take. Pure functions; any thread.

#ifndef HOTCOLD_HUB_LINE_STATUS_H
#define HOTCOLD_HUB_LINE_STATUS_H

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/meter.h>

#include <stdbool.h>
#include <stdint.h>

/// The state, audio and analysis of one line
typedef struct {
  HcLineState state;
  HcWindow    window;    ///< Audio since the last read, merged; may be empty
  uint64_t   n_analyses; ///< Number of `analysis`, from 1; 0: there is none yet
  HcAnalysis analysis;   ///< The newest one
} HcLineStatus;

/// How long a line has been quiet. All zero: nothing was heard yet.
typedef struct {
  bool   heard;   ///< A loud window came since the start
  double seconds; ///< Audio since the last loud window
} HcQuietTime;

/// True if the rms of a leg or of the difference, over all of `window`, is at
/// least `silence` dBFS. An empty window is not loud.
bool
hc_window_is_loud(const HcWindow* window, double silence);

/// Count one more window; `silence` in dBFS
void
hc_quiet_time_add(HcQuietTime* quiet, const HcWindow* window, double silence);

/// True if nothing loud was heard for more than a second of audio, or ever
bool
hc_quiet_time_is_over(const HcQuietTime* quiet);

/// The state of a line. `connections` is HC_STATE_OK, _MANY_SOURCES, _ONE_LEG
/// or _DISCONNECTED. `stalled`: audio no longer arrives. `quiet`: no loud
/// window, as above; it counts until the analysis has settled, from then on the
/// analysis decides if there is programme. `analysis` is the newest one; NULL:
/// there is none yet.
HcLineState
hc_line_status(HcLineState       connections,
               bool              stalled,
               bool              quiet,
               const HcAnalysis* analysis);

#endif // HOTCOLD_HUB_LINE_STATUS_H
