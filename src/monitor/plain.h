// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The monitor as rows of text, for pipes, logs and grep: one row a second for
/// each line, one for each event. Main thread.

#ifndef HOTCOLD_MONITOR_PLAIN_H
#define HOTCOLD_MONITOR_PLAIN_H

#include "monitor/model.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/// Write the titles of the columns. Confidence is in %, levels are RMS in dBFS,
/// balance and rejection are in dB, age is in seconds.
void
hc_monitor_plain_header(FILE* out);

/// Write line `index` (from 0) at the time `now`, in columns separated by
/// blanks. Blanks in the name become '_'; values that are unknown or out of
/// date are "-".
void
hc_monitor_plain_line(FILE*                 out,
                      const HcMonitorModel* model,
                      size_t                index,
                      double                now);

/// Write the events with a number above `since`, of all lines: "N name event
/// WHAT: sentence" where one began, "N name event WHAT off: sentence" where one
/// ended
void
hc_monitor_plain_events(FILE* out, const HcMonitorModel* model, uint64_t since);

#endif // HOTCOLD_MONITOR_PLAIN_H
