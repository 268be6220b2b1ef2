// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The mains lines of one line as a table, with their levels as bars. Main
/// thread, between newterm() and endwin().

#ifndef HOTCOLD_MONITOR_MAINS_TABLE_H
#define HOTCOLD_MONITOR_MAINS_TABLE_H

#include "monitor/canvas.h"
#include "monitor/line_view.h"

#include <stddef.h>

/// Draw the strongest mains lines, at most `most` of them, from low to high
/// frequency, between the columns `column` and `end`; or a word if there are
/// none
void
hc_mains_table_draw(HcCanvas*         canvas,
                    const HcLineView* view,
                    int               column,
                    int               end,
                    size_t            most);

#endif // HOTCOLD_MONITOR_MAINS_TABLE_H
