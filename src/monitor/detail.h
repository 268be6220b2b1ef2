// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A screen with all values of one line. Main thread, between newterm() and
/// endwin().

#ifndef HOTCOLD_MONITOR_DETAIL_H
#define HOTCOLD_MONITOR_DETAIL_H

#include "monitor/canvas.h"
#include "monitor/line_view.h"

/// Draw the screen of the line. Afterwards `canvas->row` is the number of rows.
void
hc_detail_draw(HcCanvas* canvas, const HcLineView* view);

#endif // HOTCOLD_MONITOR_DETAIL_H
