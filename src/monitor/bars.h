// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The levels of one line as bars, with their scale. Main thread, between
/// newterm() and endwin().

#ifndef HOTCOLD_MONITOR_BARS_H
#define HOTCOLD_MONITOR_BARS_H

#include "monitor/canvas.h"
#include "monitor/line.h"

/// Write four rows of bars with numbers and peak marks
void
hc_line_draw_bars(HcCanvas* canvas, const HcLineView* view);

/// Write all four bars and their numbers in one row
void
hc_line_draw_bar_row(HcCanvas* canvas, const HcLineView* view);

/// Write the dB scale of the bars in `layout`, and what their numbers are
void
hc_line_draw_scale(HcCanvas* canvas, HcLineLayout layout);

#endif // HOTCOLD_MONITOR_BARS_H
