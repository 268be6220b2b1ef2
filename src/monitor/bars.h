// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The levels of one line as bars, and their scale. Main thread, between
/// newterm() and endwin().

#ifndef HOTCOLD_MONITOR_BARS_H
#define HOTCOLD_MONITOR_BARS_H

#include "monitor/canvas.h"
#include "monitor/line_view.h"

/// Draw four rows of bars with numbers and peak marks
void
hc_bars_draw(HcCanvas* canvas, const HcLineView* view);

/// Draw all four bars and their numbers in one row
void
hc_bars_draw_row(HcCanvas* canvas, const HcLineView* view);

/// Draw the scale in dB over the bars of `layout`, and the names of the numbers
void
hc_bars_draw_scale(HcCanvas* canvas, HcLineLayout layout);

#endif // HOTCOLD_MONITOR_BARS_H
