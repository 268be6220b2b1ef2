// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/canvas.h"

#include "text/utf8.h"

#include <curses.h>

#include <string.h>
#include <wchar.h>

// Colour pairs
enum { GREEN = 1, YELLOW, RED, CYAN };

void
hc_canvas_start(void)
{
  if (has_colors()) {
    start_color();
    use_default_colors();
    init_pair(GREEN, COLOR_GREEN, -1);
    init_pair(YELLOW, COLOR_YELLOW, -1);
    init_pair(RED, COLOR_RED, -1);
    init_pair(CYAN, COLOR_CYAN, -1);
  }
}

static chtype
colour(const HcCanvas* const canvas, const int pair)
{
  return canvas->style.colour && has_colors() ? (chtype)COLOR_PAIR(pair) : 0U;
}

static chtype
attributes(const HcCanvas* const canvas, const HcInk ink)
{
  switch (ink) {
  case HC_INK_BOLD:
    return A_BOLD;
  case HC_INK_DIM:
    return A_DIM;
  case HC_INK_TITLE:
    return A_REVERSE;
  case HC_INK_GOOD:
    return A_BOLD | colour(canvas, GREEN);
  case HC_INK_WARN:
    return A_BOLD | colour(canvas, YELLOW);
  case HC_INK_BAD:
    return A_BOLD | colour(canvas, RED);
  case HC_INK_HOT:
    return colour(canvas, RED);
  case HC_INK_COLD:
    return colour(canvas, CYAN);
  case HC_INK_PLAIN:
    break;
  }
  return A_NORMAL;
}

HcInk
hc_canvas_grade_ink(const HcGrade grade)
{
  static const HcInk inks[] = {
    [HC_GRADE_NONE] = HC_INK_BOLD,
    [HC_GRADE_GOOD] = HC_INK_GOOD,
    [HC_GRADE_WARN] = HC_INK_WARN,
    [HC_GRADE_BAD]  = HC_INK_BAD,
  };
  return inks[grade];
}

// Number of bytes of the character at `text`; `*columns` is its width. A byte
// that is not UTF-8 counts as one byte and one column.
static size_t
measure(const char* const text, int* const columns)
{
  uint32_t     code   = 0;
  const size_t length = hc_utf8_decode(text, &code);
  const int    wide   = length > 1 ? wcwidth((wchar_t)code) : 1;
  *columns            = wide < 0 ? 1 : wide;
  return length ? length : 1;
}

// Number of bytes of `text` that fit into `most` columns; `*columns` is their
// width
static size_t
fitting(const char* const text, const int most, int* const columns)
{
  size_t bytes = 0;
  *columns     = 0;
  while (text[bytes]) {
    int          wide = 0;
    const size_t next = measure(&text[bytes], &wide);
    if (*columns + wide > most) {
      break;
    }
    *columns += wide;
    bytes += next;
  }
  return bytes;
}

int
hc_canvas_width(const char* const text)
{
  int columns = 0;
  fitting(text, 10000, &columns);
  return columns;
}

static bool
is_visible(const HcCanvas* const canvas)
{
  const int y = canvas->row - canvas->first;
  return y >= 0 && y < canvas->height;
}

static void
put_bytes(const HcCanvas* const canvas, const char* text, size_t bytes)
{
  while (bytes) {
    uint32_t     code   = 0;
    const size_t length = hc_utf8_decode(text, &code);
    const bool   fits   = length == 1 || (length > 1 && canvas->style.utf8 &&
                                      wcwidth((wchar_t)code) >= 0);
    addnstr(fits ? text : "?", fits ? (int)length : 1);
    text += length ? length : 1;
    bytes -= length ? length : 1;
  }
}

void
hc_canvas_put(const HcCanvas* const canvas,
              const int             column,
              const int             width,
              const HcInk           ink,
              const char* const     text)
{
  const int room = canvas->columns - column;
  if (!is_visible(canvas) || column < 0 || room <= 0) {
    return;
  }

  int          columns = 0;
  const size_t bytes   = fitting(text, width < room ? width : room, &columns);
  move(canvas->top + canvas->row - canvas->first, column);
  attrset((int)attributes(canvas, ink));
  put_bytes(canvas, text, bytes);
  attrset(A_NORMAL);
}

void
hc_canvas_put_right(const HcCanvas* const canvas,
                    const int             end,
                    const HcInk           ink,
                    const char* const     text)
{
  const int width = hc_canvas_width(text);
  hc_canvas_put(canvas, end - width, width, ink, text);
}

bool
hc_canvas_append(const HcCanvas* const canvas,
                 int* const            column,
                 const int             end,
                 const HcInk           ink,
                 const char* const     text)
{
  const int width = hc_canvas_width(text);
  if (*column + width > end) {
    return false;
  }
  hc_canvas_put(canvas, *column, width, ink, text);
  *column += width ? width + 2 : 0;
  return true;
}

// Number of bytes of `text` for one row of `most` columns: whole words, unless
// the first word is longer
static size_t
row_of_words(const char* const text, const int most)
{
  int    columns = 0;
  size_t bytes   = fitting(text, most, &columns);
  if (text[bytes]) {
    size_t end = bytes;
    while (end && text[end] != ' ') {
      --end;
    }
    bytes = end ? end : bytes;
  }
  return bytes;
}

void
hc_canvas_paragraph(HcCanvas* const   canvas,
                    const int         column,
                    const HcInk       ink,
                    const char* const text)
{
  const int   most = canvas->columns - column;
  const char* rest = text;
  while (*rest && most > 0) {
    size_t bytes                   = row_of_words(rest, most);
    char   words[HC_SENTENCE_SIZE] = "";
    bytes = bytes && bytes < sizeof(words) ? bytes : strlen(rest);
    snprintf(words, sizeof(words), "%.*s", (int)bytes, rest);
    hc_canvas_put(canvas, column, most, ink, words);
    ++canvas->row;
    rest += bytes + strspn(&rest[bytes], " ");
  }
}

void
hc_canvas_fill(const HcCanvas* const canvas, const HcInk ink)
{
  if (is_visible(canvas)) {
    mvchgat(canvas->top + canvas->row - canvas->first,
            0,
            -1,
            (attr_t)attributes(canvas, ink),
            0,
            NULL);
  }
}
