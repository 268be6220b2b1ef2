// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How values and verdicts are written as text, with the characters and colours
/// that a terminal can show. Everything that colour shows is also written in
/// words. Any thread.

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
  bool utf8;   ///< UTF-8 may be used; otherwise only ASCII
  bool colour; ///< Colours and bold text may be used
} HcStyle;

/// A verdict in short: is the line in order?
typedef enum {
  HC_GRADE_NONE, ///< Not known
  HC_GRADE_GOOD, ///< The line is in order
  HC_GRADE_WARN, ///< The line works, with less level or less rejection
  HC_GRADE_BAD,  ///< The line is broken or wired wrong
} HcGrade;

/// Bytes that hc_style_value() and hc_style_range() need at most
#define HC_VALUE_SIZE 64

/// The style for text written to `out`. UTF-8 is used if the locale of the
/// program has it; call setlocale() before. Colour is used if `out` is a
/// terminal, NO_COLOR is unset or empty, and TERM is not "dumb".
HcStyle
hc_style_of(FILE* out);

/// The grade of `verdict`
HcGrade
hc_verdict_grade(HcVerdict verdict);

/// The verdict with this `name`, or HC_N_VERDICTS
HcVerdict
hc_verdict_find(const char* name);

/// Number of decimals that suits the accuracy of the reading `id`
int
hc_reading_decimals(HcReadingId id);

/// `value` rounded to `decimals` decimals; never -0
double
hc_style_rounded(double value, int decimals);

/// Write a reading with its unit to `out`, which has `size` >= HC_VALUE_SIZE
/// bytes: "52.00 dB"; ">= 63.20 dB" if only the lower end of the interval is
/// known; "<= -47.91 dBFS" if only the upper end is known; "-" if the reading
/// is not valid. If `decimals` < 0, those of hc_reading_decimals() are used.
void
hc_style_value(const HcStyle*   style,
               HcReadingId      id,
               const HcReading* reading,
               int              decimals,
               char*            out,
               size_t           size);

/// True if `reading` is a level of which only an upper limit is known, because
/// other sound hides what it measures
bool
hc_style_is_hidden(HcReadingId id, const HcReading* reading);

/// Write the interval of a reading to `out`, which has `size` >= HC_VALUE_SIZE
/// bytes: "51.90 .. 52.10", "51.90 or more", or the reason why one end is not
/// known. Writes "" if the reading has no interval.
void
hc_style_range(HcReadingId      id,
               const HcReading* reading,
               char*            out,
               size_t           size);

/// The reason why the reading `id` is not valid on a line in `state`.
/// `readings` are all HC_N_READINGS readings of that line. May be ""; static
/// text.
const char*
hc_style_absence(HcReadingId id, HcLineState state, const HcReading* readings);

/// Write a bar of `cells` columns to `out`, which has `size` >= 3 * cells + 1
/// bytes. `fraction` of it is filled; values outside of 0..1 are clipped. The
/// resolution is an eighth of a column, or one column of '#' in ASCII.
void
hc_style_bar(const HcStyle* style,
             double         fraction,
             size_t         cells,
             char*          out,
             size_t         size);

/// The character in row `row` (0 at the bottom) of a column chart, where the
/// bar is `low` rows high and a shaded part reaches from there to `high`;
/// static text
const char*
hc_style_column(const HcStyle* style, double low, double high, size_t row);

/// The same for a bar of which only the least height is known: an arrow is
/// above it, or in its uppermost row if the bar fills all `rows`; static text
const char*
hc_style_column_open(const HcStyle* style,
                     double         height,
                     size_t         row,
                     size_t         rows);

#endif // HOTCOLD_TEXT_STYLE_H
