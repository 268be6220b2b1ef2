// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A monitor without a terminal: a row for each line and second, and one for
/// each event, for pipes, logs and grep. Main thread.

#ifndef HOTCOLD_APP_MONITOR_PLAIN_H
#define HOTCOLD_APP_MONITOR_PLAIN_H

#include "app/monitor_model.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/// Write line `index` as of `now`: "N name state verdict confidence" and pairs
/// of a reading's name and value, all separated by blanks; blanks in the name
/// become '_', what is not known or no longer true is "-"
void
hc_monitor_plain_line(FILE*                 out,
                      const HcMonitorModel* model,
                      size_t                index,
                      double                now);

/// Write the events of all lines that came after news number `since`, as
/// "N name event WHAT: sentence"
void
hc_monitor_plain_events(FILE* out, const HcMonitorModel* model, uint64_t since);

#endif // HOTCOLD_APP_MONITOR_PLAIN_H
