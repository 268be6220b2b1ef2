// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The line that is drawn, the time, and the room that it gets. All parts of
/// the picture of a line use this. Pure; any thread.

#ifndef HOTCOLD_MONITOR_LINE_VIEW_H
#define HOTCOLD_MONITOR_LINE_VIEW_H

#include "monitor/canvas.h"
#include "monitor/model.h"

#include <stdbool.h>
#include <stddef.h>

/// One line of a model at one time
typedef struct {
  const HcMonitorModel* model;
  size_t                index;    ///< Number of the line, from 0
  bool                  selected; ///< The cursor is on it
  double                now;      ///< Seconds, on the clock of the model
} HcLineView;

/// Columns. Narrower screens need two rows for a title, and have no peak
/// numbers.
#define HC_LINE_NARROW 64

/// The room that one line gets
typedef enum {
  HC_LINE_TALL,    ///< Title, figures, one row each for hot, cold, diff, common
  HC_LINE_MEDIUM,  ///< Title, figures, all bars in one row
  HC_LINE_COMPACT, ///< Title, all bars in one row
} HcLineLayout;

/// The line in the model
const HcMonitorLine*
hc_line_view_line(const HcLineView* view);

/// True if the values of the line are up to date
bool
hc_line_view_is_fresh(const HcLineView* view);

/// The ink for words and numbers of the line: dim if they are out of date
HcInk
hc_line_view_ink(const HcLineView* view);

#endif // HOTCOLD_MONITOR_LINE_VIEW_H
