// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What `measure` and `analyze` share: from a collector to a result on stdout
/// and an exit status.

#ifndef HOTCOLD_APP_RESULT_H
#define HOTCOLD_APP_RESULT_H

#include "config/settings.h"
#include "stream/collector.h"

#include <hotcold/line.h>

#include <stdint.h>

/// Write what `collector` took of all lines of `settings` to stdout, as JSON or
/// as a report, and return the exit status: 0, 1 when a limit is exceeded, 3
/// when no line carried any signal. `connections` has one HcLineState per
/// line, or is NULL for a recording.
int
hc_result_write(const HcSettings*  settings,
                const HcCollector* collector,
                uint32_t           rate,
                const HcLineState* connections);

#endif // HOTCOLD_APP_RESULT_H
