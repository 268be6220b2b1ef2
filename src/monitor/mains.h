// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The mains lines of one line, each with its levels as bars. Main thread,
/// between newterm() and endwin().

#ifndef HOTCOLD_MONITOR_MAINS_H
#define HOTCOLD_MONITOR_MAINS_H

#include "monitor/canvas.h"
#include "monitor/line.h"

/// Write at most `most` mains lines, the strongest, from low to high, between
/// `column` and `end`; a word if there are none
void
hc_mains_draw(HcCanvas*         canvas,
              const HcLineView* view,
              int               column,
              int               end,
              size_t            most);

#endif // HOTCOLD_MONITOR_MAINS_H
