// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a terminal can show, and the glyphs and words that follow from it.
/// Everything shown in colour is said in words too. Any thread.

#ifndef HOTCOLD_TEXT_STYLE_H
#define HOTCOLD_TEXT_STYLE_H

#include <hotcold/line.h>
#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/// How text is written
typedef struct {
  bool utf8;   ///< The locale's characters are UTF-8, else stay in ASCII
  bool colour; ///< Colours and weights may be used
} HcStyle;

/// What a verdict means to somebody in a hurry
typedef enum {
  HC_GRADE_NONE, ///< Not known
  HC_GRADE_GOOD, ///< As it should be
  HC_GRADE_WARN, ///< Works, with less level or rejection
  HC_GRADE_BAD,  ///< Broken or wrongly wired
} HcGrade;

/// Bytes that any hc_style_value() needs
#define HC_VALUE_SIZE 64

/// UTF-8 as the locale of the program says (setlocale() first), colour when
/// `out` is a terminal, NO_COLOR is unset or empty, and TERM is not "dumb"
HcStyle
hc_style_of(FILE* out);

HcGrade
hc_verdict_grade(HcVerdict verdict);

/// The verdict called `name`, or HC_N_VERDICTS
HcVerdict
hc_verdict_find(const char* name);

/// Digits after the point that fit the accuracy of `id`
int
hc_reading_decimals(HcReadingId id);

/// `value` rounded to `decimals`, never -0
double
hc_style_rounded(double value, int decimals);

/// "52.00 dB", ">= 63.20 dB" where only the lower end is known, "<= -47.91
/// dBFS" where only the upper one is, "-" while invalid. `decimals` < 0: those
/// of hc_reading_decimals(). `size` >= HC_VALUE_SIZE bytes at `out`.
void
hc_style_value(const HcStyle*   style,
               HcReadingId      id,
               const HcReading* reading,
               int              decimals,
               char*            out,
               size_t           size);

/// True if `reading`, a level, is bounded above only: what it measures was not
/// seen, because other sound hides it
bool
hc_style_is_hidden(HcReadingId id, const HcReading* reading);

/// What an interval adds to a value: "51.90 .. 52.10", "51.90 or more", or why
/// one end is open; nothing for readings without interval. `size` >=
/// HC_VALUE_SIZE bytes at `out`.
void
hc_style_range(HcReadingId      id,
               const HcReading* reading,
               char*            out,
               size_t           size);

/// Why `id` is invalid on a line in `state`, as one of a row of HC_N_READINGS;
/// may be empty; static
const char*
hc_style_absence(HcReadingId id, HcLineState state, const HcReading* readings);

/// A bar of `cells` columns, `fraction` (0..1, else clipped) of them filled to
/// an eighth of a cell, the rest blank; in ASCII to a whole cell with '#'.
/// `size` >= 3 * cells + 1 bytes at `out`.
void
hc_style_bar(const HcStyle* style,
             double         fraction,
             size_t         cells,
             char*          out,
             size_t         size);

/// The glyph of row `row` (0 at the bottom) in a column chart where the bar
/// is `low` rows high, and shaded from there to `high`; static
const char*
hc_style_column(const HcStyle* style, double low, double high, size_t row);

/// The same for a bar that may be higher than is known: an arrow stands above
/// it, or in the topmost of `rows`; static
const char*
hc_style_column_open(const HcStyle* style,
                     double         height,
                     size_t         row,
                     size_t         rows);

#endif // HOTCOLD_TEXT_STYLE_H
