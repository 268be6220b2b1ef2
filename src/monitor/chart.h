// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Balance of one line in third octaves, as a column chart. Main thread,
/// between newterm() and endwin().

#ifndef HOTCOLD_MONITOR_CHART_H
#define HOTCOLD_MONITOR_CHART_H

#include "monitor/canvas.h"
#include "monitor/line_view.h"

/// Draw the chart from `column` on: 70 columns wide if there is room, else 39.
/// A column reaches the lower end of the interval. It is shaded up to the upper
/// end, or has an arrow if there is no upper bound.
void
hc_chart_draw(HcCanvas* canvas, const HcLineView* view, int column);

#endif // HOTCOLD_MONITOR_CHART_H
