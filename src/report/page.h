// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a report is written, and how lines are laid out on it. Any thread but
/// audio.

#ifndef HOTCOLD_REPORT_PAGE_H
#define HOTCOLD_REPORT_PAGE_H

#include "text/style.h"

#include <stdio.h>

/// Columns of a page
#define HC_PAGE_WIDTH 80

/// A place to write to
typedef struct {
  FILE*   out;
  HcStyle style;
} HcPage;

/// Write `text` fit for the page: no control characters, '?' for what the
/// locale cannot show
void
hc_page_text(const HcPage* page, const char* text);

/// The same in the colour of `grade`
void
hc_page_graded(const HcPage* page, HcGrade grade, const char* text);

/// A heading on a line of its own, bold where possible, a blank line above
void
hc_page_heading(const HcPage* page, const char* heading);

/// Write `text` broken into lines of words. Writing starts at column `column`
/// of the current line; further lines are indented to `indent`. Ends with a
/// newline.
void
hc_page_paragraph(const HcPage* page,
                  const char*   text,
                  size_t        column,
                  size_t        indent);

#endif // HOTCOLD_REPORT_PAGE_H
