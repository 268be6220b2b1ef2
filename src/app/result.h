// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The result of `measure` and `analyze`: from a collector to text on stdout
/// and an exit status.

#ifndef HOTCOLD_APP_RESULT_H
#define HOTCOLD_APP_RESULT_H

#include "config/settings.h"
#include "stream/collector.h"

#include <hotcold/line.h>

#include <stdint.h>

/// Write the results of all lines of `settings` from `collector` to stdout, as
/// JSON or as a report. Returns the exit status: 0, 1 if a limit is exceeded, 3
/// if no line carried any signal. `connections` has one HcLineState per line,
/// or is NULL for a recording.
int
hc_result_write(const HcSettings*  settings,
                const HcCollector* collector,
                uint32_t           rate,
                const HcLineState* connections);

#endif // HOTCOLD_APP_RESULT_H
