// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "publish/style.h"

#include <langinfo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char* const left_eighths[] =
  {" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};

static const char* const lower_eighths[] =
  {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

HcStyle
hc_style_of(FILE* const out)
{
  const char* const no_colour = getenv("NO_COLOR");
  const char* const term      = getenv("TERM");

  const HcStyle style = {
    !strcmp(nl_langinfo(CODESET), "UTF-8"),
    isatty(fileno(out)) && !(no_colour && *no_colour) && term &&
      strcmp(term, "dumb"),
  };
  return style;
}

HcGrade
hc_verdict_grade(const HcVerdict verdict)
{
  switch (verdict) {
  case HC_BALANCED:
  case HC_IMPEDANCE_BALANCED:
    return HC_GRADE_GOOD;
  case HC_UNEQUAL:
  case HC_SINGLE_ENDED:
  case HC_REVERSED:
    return HC_GRADE_WARN;
  case HC_COLD_OPEN:
  case HC_HOT_MISSING:
  case HC_STEREO:
  case HC_DUAL_MONO:
    return HC_GRADE_BAD;
  case HC_UNKNOWN:
  case HC_N_VERDICTS:
    break;
  }
  return HC_GRADE_NONE;
}

HcVerdict
hc_verdict_find(const char* const name)
{
  int verdict = 0;
  while (verdict < HC_N_VERDICTS &&
         strcmp(hc_verdict_name((HcVerdict)verdict), name)) {
    ++verdict;
  }
  return (HcVerdict)verdict;
}

int
hc_reading_decimals(const HcReadingId id)
{
  switch (id) {
  case HC_POLARITY:
    return 0;
  case HC_LEG_RATIO:
  case HC_LEG_PHASE:
  case HC_LEG_DELAY:
  case HC_HUM_FREQUENCY:
  case HC_REF_DELAY:
    return 3;
  case HC_CORRELATION:
  case HC_COHERENCE:
    return 4;
  default:
    return 2;
  }
}

double
hc_style_rounded(const double value, const int decimals)
{
  return fabs(value) < 0.5 * pow(10.0, -decimals) ? 0.0 : value;
}

void
hc_style_value(const HcStyle* const   style,
               const HcReadingId      id,
               const HcReading* const reading,
               const int              decimals,
               char* const            out,
               const size_t           size)
{
  const int         digits = decimals < 0 ? hc_reading_decimals(id) : decimals;
  const char* const unit   = hc_reading_info(id)->unit;
  const bool        pure   = !strcmp(unit, "1");
  const char* const mark = !reading->at_least ? "" : style->utf8 ? "≥ " : ">= ";
  const double      shown = reading->at_least ? reading->low : reading->value;

  if (!reading->valid || !(fabs(shown) < 1e9)) {
    snprintf(out, size, "-");
  } else {
    snprintf(out,
             size,
             id == HC_POLARITY ? "%s%+.*f%s%s" : "%s%.*f%s%s",
             mark,
             digits,
             hc_style_rounded(shown, digits),
             pure ? "" : " ",
             pure ? "" : unit);
  }
}

static double
clipped(const double x, const double most)
{
  return x > 0.0 ? (x < most ? x : most) : 0.0;
}

void
hc_style_bar(const HcStyle* const style,
             const double         fraction,
             const size_t         cells,
             char* const          out,
             const size_t         size)
{
  const double filled = clipped(fraction, 1.0) * (double)cells;
  size_t       length = 0;
  for (size_t i = 0; i < cells; ++i) {
    const double      part  = clipped(filled - (double)i, 1.0);
    const char* const glyph = style->utf8   ? left_eighths[lrint(part * 8.0)]
                              : part >= 0.5 ? "#"
                                            : " ";
    const size_t      bytes = strlen(glyph);
    if (length + bytes < size) {
      memcpy(&out[length], glyph, bytes);
      length += bytes;
    }
  }
  out[length] = '\0';
}

const char*
hc_style_column(const HcStyle* const style,
                const double         height,
                const size_t         row)
{
  const double part = clipped(height - (double)row, 1.0);
  return style->utf8   ? lower_eighths[lrint(part * 8.0)]
         : part >= 0.5 ? "#"
                       : " ";
}

const char*
hc_style_column_open(const HcStyle* const style,
                     const double         height,
                     const size_t         row,
                     const size_t         rows)
{
  const size_t arrow = (size_t)ceil(clipped(height, (double)(rows - 1)));
  return row != arrow  ? hc_style_column(style, height, row)
         : style->utf8 ? "↑"
                       : "^";
}
