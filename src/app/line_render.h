// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A modelled line, written to a file. Main thread.

#ifndef HOTCOLD_APP_LINE_RENDER_H
#define HOTCOLD_APP_LINE_RENDER_H

#include "model/model.h"

#include <hotcold/status.h>

#include <stdint.h>

/// Write `seconds` of both legs to the WAV file `path`: 32-bit float, `rate`
/// Hz, hot on channel 1 and cold on channel 2. HC_NO_DATA: the file cannot be
/// written. HC_NO_MEMORY.
HcStatus
hc_line_render(const HcModelSettings* settings,
               const char*            path,
               uint32_t               rate,
               double                 seconds,
               HcError*               error);

#endif // HOTCOLD_APP_LINE_RENDER_H
