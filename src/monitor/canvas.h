// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of the screen with scrolling text, written row by row. Text that does
/// not fit is cut; nothing is written outside. Main thread, between newterm()
/// and endwin().

#ifndef HOTCOLD_MONITOR_CANVAS_H
#define HOTCOLD_MONITOR_CANVAS_H

#include "text/style.h"

#include <stdbool.h>

/// How text looks. Without colour the meaning is still in the words.
typedef enum {
  HC_INK_PLAIN,
  HC_INK_BOLD,
  HC_INK_DIM,
  HC_INK_TITLE, ///< Reversed
  HC_INK_GOOD,
  HC_INK_WARN,
  HC_INK_BAD,
  HC_INK_HOT,
  HC_INK_COLD,
} HcInk;

/// Some rows of the screen, over its whole width
typedef struct {
  HcStyle style;
  int     top;     ///< First row on the screen
  int     height;  ///< Rows on the screen
  int     columns; ///< Width
  int     first;   ///< Row of the content that is shown at `top`
  int     row;     ///< Row of the content that is written now
} HcCanvas;

/// Set up the colours. Once for each terminal, after newterm().
void
hc_canvas_start(void);

/// Columns that `text` (UTF-8) takes in this locale
int
hc_canvas_width(const char* text);

/// Put `text` at `column`, at most `width` columns of it
void
hc_canvas_put(const HcCanvas* canvas,
              int             column,
              int             width,
              HcInk           ink,
              const char*     text);

/// Put `text` so that it ends before column `end`
void
hc_canvas_put_right(const HcCanvas* canvas,
                    int             end,
                    HcInk           ink,
                    const char*     text);

/// Put `text` at `*column` if all of it fits before `end`, and move `*column`
/// to two columns after it. False if it does not fit and was left out.
bool
hc_canvas_append(const HcCanvas* canvas,
                 int*            column,
                 int             end,
                 HcInk           ink,
                 const char*     text);

/// Put `text` from `column` on in as many rows as it needs, and move to the row
/// after it
void
hc_canvas_paragraph(HcCanvas* canvas, int column, HcInk ink, const char* text);

/// Put all of the current row in `ink`, and keep its text
void
hc_canvas_fill(const HcCanvas* canvas, HcInk ink);

/// The ink for a good, doubtful or bad verdict
HcInk
hc_canvas_grade_ink(HcGrade grade);

#endif // HOTCOLD_MONITOR_CANVAS_H
