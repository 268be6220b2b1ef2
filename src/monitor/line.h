// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The picture of one line: its title, its figures, its bars. Main thread,
/// between newterm() and endwin().

#ifndef HOTCOLD_MONITOR_LINE_H
#define HOTCOLD_MONITOR_LINE_H

#include "monitor/canvas.h"
#include "monitor/line_view.h"

#include <stddef.h>

/// Rows that a line takes in `layout` on a screen of `columns`
int
hc_line_rows(HcLineLayout layout, int columns);

/// Draw the title: number, name, verdict, state, age
void
hc_line_draw_title(HcCanvas* canvas, const HcLineView* view);

/// Draw all of a line in `layout`
void
hc_line_draw(HcCanvas* canvas, const HcLineView* view, HcLineLayout layout);

/// Write an age into the `size` bytes at `out`: "0.2 s", "14 s", "3 min", "2
/// h", or "-" if `seconds` is negative
void
hc_age_format(double seconds, char* out, size_t size);

#endif // HOTCOLD_MONITOR_LINE_H
