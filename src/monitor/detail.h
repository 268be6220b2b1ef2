// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything about one line. Main thread, between newterm() and endwin().

#ifndef HOTCOLD_MONITOR_DETAIL_H
#define HOTCOLD_MONITOR_DETAIL_H

#include "monitor/canvas.h"
#include "monitor/line.h"

/// Write all about the line; `canvas` has counted the rows afterwards
void
hc_detail_draw(HcCanvas* canvas, const HcLineView* view);

#endif // HOTCOLD_MONITOR_DETAIL_H
