// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Balance of one line by third octaves, as a column chart. Main thread,
/// between newterm() and endwin().

#ifndef HOTCOLD_MONITOR_CHART_H
#define HOTCOLD_MONITOR_CHART_H

#include "monitor/canvas.h"
#include "monitor/line.h"

/// Write the chart from `column` on, 70 columns if there is room, else 39. Bars
/// reach the lower end of the interval and are shaded up to its upper end, or
/// carry an arrow where it has none.
void
hc_chart_draw(HcCanvas* canvas, const HcLineView* view, int column);

#endif // HOTCOLD_MONITOR_CHART_H
