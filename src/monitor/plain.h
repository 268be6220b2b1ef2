// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A monitor without a terminal: a row for each line and second, and one for
/// each event, for pipes, logs and grep. Main thread.

#ifndef HOTCOLD_MONITOR_PLAIN_H
#define HOTCOLD_MONITOR_PLAIN_H

#include "monitor/model.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/// Write the titles of the columns: confidence is in %, levels are RMS in dBFS,
/// balance and rejection in dB, age in seconds
void
hc_monitor_plain_header(FILE* out);

/// Write line `index` as of `now`, in columns separated by blanks; blanks in
/// the name become '_', what is not known or no longer true is "-"
void
hc_monitor_plain_line(FILE*                 out,
                      const HcMonitorModel* model,
                      size_t                index,
                      double                now);

/// Write the events of all lines that came or went after news number `since`,
/// as "N name event WHAT: sentence" and "N name event WHAT off: sentence"
void
hc_monitor_plain_events(FILE* out, const HcMonitorModel* model, uint64_t since);

#endif // HOTCOLD_MONITOR_PLAIN_H
