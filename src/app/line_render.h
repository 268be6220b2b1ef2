// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A modelled line rendered into a file. Main thread.

#ifndef HOTCOLD_APP_LINE_RENDER_H
#define HOTCOLD_APP_LINE_RENDER_H

#include "model/model.h"

#include <hotcold/status.h>

#include <stdint.h>

/// Write `seconds` of both legs (hot is channel 1) to the float WAV file
/// `path`, at `rate` Hz. HC_NO_DATA if it cannot be written, HC_NO_MEMORY.
HcStatus
hc_line_render(const HcModelSettings* settings,
               const char*            path,
               uint32_t               rate,
               double                 seconds,
               HcError*               error);

#endif // HOTCOLD_APP_LINE_RENDER_H
