// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/page.h"

#include "text/utf8.h"

#include <string.h>

static const char* const grade_codes[] = {
  [HC_GRADE_NONE] = "\033[1m",
  [HC_GRADE_GOOD] = "\033[1;32m",
  [HC_GRADE_WARN] = "\033[1;33m",
  [HC_GRADE_BAD]  = "\033[1;31m",
};

// Write `bytes` bytes of a printable text, character by character
static void
write_characters(const HcPage* const page, const char* text, size_t bytes)
{
  while (bytes) {
    uint32_t     code   = 0;
    const size_t length = hc_utf8_decode(text, &code);
    if (length > 1 && !page->style.utf8) {
      fputc('?', page->out);
    } else {
      fwrite(text, 1, length, page->out);
    }
    text += length;
    bytes -= length;
  }
}

void
hc_page_text(const HcPage* const page, const char* const text)
{
  char clean[512] = "";
  hc_utf8_printable(text, clean, sizeof(clean));
  write_characters(page, clean, strlen(clean));
}

void
hc_page_graded(const HcPage* const page,
               const HcGrade       grade,
               const char* const   text)
{
  if (page->style.colour) {
    fputs(grade_codes[grade], page->out);
  }
  hc_page_text(page, text);
  if (page->style.colour) {
    fputs("\033[0m", page->out);
  }
}

void
hc_page_heading(const HcPage* const page, const char* const heading)
{
  fputs("\n  ", page->out);
  hc_page_graded(page, HC_GRADE_NONE, heading);
  fputc('\n', page->out);
}

// Number of columns of `bytes` bytes of text: one for each character
static size_t
columns_of(const char* const text, const size_t bytes)
{
  size_t columns = 0;
  for (size_t i = 0; i < bytes; ++i) {
    columns += ((unsigned char)text[i] & 0xC0U) != 0x80U;
  }
  return columns;
}

void
hc_page_paragraph(const HcPage* const page,
                  const char* const   text,
                  size_t              column,
                  const size_t        indent)
{
  char clean[512] = "";
  hc_utf8_printable(text, clean, sizeof(clean));

  const char* word  = clean;
  bool        first = true;
  while (*word) {
    const size_t bytes   = strcspn(word, " ");
    const size_t columns = columns_of(word, bytes);
    if (!first && column + 1 + columns > HC_PAGE_WIDTH) {
      fprintf(page->out, "\n%*s", (int)indent, "");
      column = indent;
    } else if (!first) {
      fputc(' ', page->out);
      ++column;
    }
    write_characters(page, word, bytes);
    column += columns;
    first = false;
    word += bytes + strspn(&word[bytes], " ");
  }
  fputc('\n', page->out);
}
