// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A page of text: the place where a report is written, and the layout of its
/// lines. Any thread except the audio thread.

#ifndef HOTCOLD_REPORT_PAGE_H
#define HOTCOLD_REPORT_PAGE_H

#include "text/style.h"

#include <stdio.h>

/// Width of a page in columns
#define HC_PAGE_WIDTH 80

/// A page that is written to `out`, which it does not own
typedef struct {
  FILE*   out;
  HcStyle style;
} HcPage;

/// Write `text`. Control characters, and characters that the locale cannot
/// show, become '?'.
void
hc_page_text(const HcPage* page, const char* text);

/// Write `text` in the same way, in the colour of `grade`
void
hc_page_graded(const HcPage* page, HcGrade grade, const char* text);

/// Write a blank line, then `heading` on a line of its own, bold if the style
/// allows it
void
hc_page_heading(const HcPage* page, const char* heading);

/// Write `text`, with line breaks between words, so that it fits the page. The
/// text starts at column `column` of the current line; further lines start at
/// column `indent`. Ends with a newline.
void
hc_page_paragraph(const HcPage* page,
                  const char*   text,
                  size_t        column,
                  size_t        indent);

#endif // HOTCOLD_REPORT_PAGE_H
