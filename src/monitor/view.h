// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The screen of the monitor: a list of all lines, or one line in detail. Main
/// thread, between newterm() and endwin().

#ifndef HOTCOLD_MONITOR_VIEW_H
#define HOTCOLD_MONITOR_VIEW_H

#include "monitor/canvas.h"
#include "monitor/model.h"

#include <stdbool.h>
#include <stddef.h>

/// The choices of the user
typedef struct {
  HcStyle style;
  char    address[64]; ///< Address of the analyzer, as the user wrote it
  size_t  selected;    ///< Line, from 0
  size_t  first;       ///< First line of the list on the screen
  bool    detail;      ///< The selected line fills the screen
  int     scroll;      ///< Rows of the detail above the screen
  int     page;        ///< Lines or rows on the screen, set while drawing
  bool    quit;        ///< The user wants to quit
} HcMonitorView;

/// Handle a key, as getch() returns it
void
hc_monitor_view_key(HcMonitorView* view, const HcMonitorModel* model, int key);

/// Draw the whole screen for the time `now`
void
hc_monitor_view_draw(HcMonitorView*        view,
                     const HcMonitorModel* model,
                     double                now);

#endif // HOTCOLD_MONITOR_VIEW_H
