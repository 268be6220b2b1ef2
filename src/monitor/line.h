// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// One line on the screen: its title, its bars, its figures. Main thread,
/// between newterm() and endwin().

#ifndef HOTCOLD_MONITOR_LINE_H
#define HOTCOLD_MONITOR_LINE_H

#include "monitor/canvas.h"
#include "monitor/model.h"

#include <stdbool.h>
#include <stddef.h>

/// What is to be drawn, and as of when
typedef struct {
  const HcMonitorModel* model;
  size_t                index; ///< Of the line, from 0
  bool                  selected;
  double                now; ///< Seconds
} HcLineView;

/// Below this width a title takes two rows and numbers make room for bars
#define HC_LINE_NARROW 64

/// How much room one line gets
typedef enum {
  HC_LINE_TALL,    ///< A title, figures, a bar each for hot, cold, diff, common
  HC_LINE_MEDIUM,  ///< A title, figures, and all bars in one row
  HC_LINE_COMPACT, ///< A title, and all bars in one row
} HcLineLayout;

/// True while what is known of the line is of now
bool
hc_line_is_fresh(const HcLineView* view);

/// The ink of its words and numbers: dim when they are old
HcInk
hc_line_ink(const HcLineView* view);

/// Rows a line takes in `layout` on a screen of `columns`
int
hc_line_rows(HcLineLayout layout, int columns);

/// Write the title: number, name, verdict, state, age
void
hc_line_draw_title(HcCanvas* canvas, const HcLineView* view);

/// Write all of a line in `layout`
void
hc_line_draw(HcCanvas* canvas, const HcLineView* view, HcLineLayout layout);

/// "0.2 s", "14 s", "3 min", "2 h", "-" below 0
void
hc_age_format(double seconds, char* out, size_t size);

#endif // HOTCOLD_MONITOR_LINE_H
