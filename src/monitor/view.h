// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a monitor shows on a terminal: a list of all lines, or one in detail.
/// Main thread, between newterm() and endwin().

#ifndef HOTCOLD_MONITOR_VIEW_H
#define HOTCOLD_MONITOR_VIEW_H

#include "monitor/canvas.h"
#include "monitor/model.h"

#include <stdbool.h>
#include <stddef.h>

/// Where the user is
typedef struct {
  HcStyle style;
  char    address[64]; ///< Of the analyzer, as the user gave it
  size_t  selected;    ///< Line, from 0
  size_t  first;       ///< First line of the list on the screen
  bool    detail;      ///< The selected line fills the screen
  int     scroll;      ///< Rows of the detail above the screen
  int     page;        ///< Lines or rows on the screen, set while drawing
  bool    quit;        ///< The user wants to leave
} HcMonitorView;

/// Take in a key as getch() gives it
void
hc_monitor_view_key(HcMonitorView* view, const HcMonitorModel* model, int key);

/// Draw everything and show it
void
hc_monitor_view_draw(HcMonitorView*        view,
                     const HcMonitorModel* model,
                     double                now);

#endif // HOTCOLD_MONITOR_VIEW_H
