// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/style.h"

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

bool
hc_style_is_hidden(const HcReadingId id, const HcReading* const reading)
{
  const HcReadingInfo* const info = hc_reading_info(id);
  return info->interval && !strcmp(info->unit, "dBFS") &&
         reading->low <= HC_SILENCE_DB && reading->high > HC_SILENCE_DB;
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
  const bool        hidden = hc_style_is_hidden(id, reading);
  const char* const mark   = reading->at_least ? (style->utf8 ? "≥ " : ">= ")
                             : hidden          ? (style->utf8 ? "≤ " : "<= ")
                                               : "";
  const double      shown  = reading->at_least ? reading->low
                             : hidden          ? reading->high
                                               : reading->value;

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

void
hc_style_range(const HcReadingId      id,
               const HcReading* const reading,
               char* const            out,
               const size_t           size)
{
  const HcReadingInfo* const info   = hc_reading_info(id);
  const int                  digits = hc_reading_decimals(id);
  const double               low    = hc_style_rounded(reading->low, digits);
  const double               high   = hc_style_rounded(reading->high, digits);

  if (!reading->valid || !info->interval || !(fabs(low) < 1e9)) {
    snprintf(out, size, "%s", "");
  } else if (reading->at_least) {
    snprintf(out,
             size,
             id == HC_REJECTION ? "other sound or the inputs set the limit"
                                : "limited by the inputs or the length");
  } else if (hc_style_is_hidden(id, reading)) {
    snprintf(out, size, "other sound hides lower levels");
  } else if (!strcmp(info->unit, "dB") && high >= HC_UNBOUNDED_DB) {
    snprintf(out, size, "%.*f or more", digits, low);
  } else {
    snprintf(out, size, "%.*f .. %.*f", digits, low, digits, high);
  }
}

// The reason why a reading of the programme is not valid in `state`
static const char*
state_reason(const HcLineState state)
{
  switch (state) {
  case HC_STATE_OK:
    return "both legs are equal";
  case HC_STATE_SETTLING:
    return "too little programme: fewer than 8 averages";
  case HC_STATE_SILENT:
    return "no programme";
  case HC_STATE_ONE_LEG:
    return "one leg is not connected";
  case HC_STATE_DISCONNECTED:
    return "not connected";
  case HC_STATE_STALLED:
    return "no audio arrives";
  default:
    return "";
  }
}

const char*
hc_style_absence(const HcReadingId      id,
                 const HcLineState      state,
                 const HcReading* const readings)
{
  const bool  ok  = state == HC_STATE_OK && readings[HC_BALANCE].valid;
  const bool  hum = readings[HC_HUM_FREQUENCY].valid;
  const bool  usb = readings[HC_USB_COMMON].valid;
  const bool  two = state == HC_STATE_OK && readings[HC_COHERENCE].valid;
  const char* reason =
    two ? "hot and cold carry different programmes" : state_reason(state);
  switch (id) {
  case HC_REJECTION:
    reason = hum || usb ? "other sound hides it" : "no hum, no USB noise";
    break;
  case HC_HUM_FREQUENCY:
  case HC_HUM_COMMON:
  case HC_HUM_DIFF:
    reason = hum ? "other sound hides it" : "no mains hum found";
    break;
  case HC_USB_COMMON:
  case HC_USB_DIFF:
    reason = usb ? "other sound hides it" : "no USB noise found";
    break;
  case HC_NOISE_BAND:
  case HC_NOISE_A:
  case HC_NOISE_468:
    reason = state == HC_STATE_OK ? "programme plays" : reason;
    break;
  case HC_LEG_PHASE:
    reason = ok ? "not the same programme on both legs" : reason;
    break;
  case HC_LEG_DELAY:
    reason = !ok                             ? reason
             : !readings[HC_LEG_PHASE].valid ? "not the same programme on "
                                               "both legs"
                                             : "too little bandwidth";
    break;
  default:
    break;
  }
  return reason;
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
                const double         low,
                const double         high,
                const size_t         row)
{
  const double bottom = (double)row;
  if (low <= bottom && high >= bottom + 0.5) {
    return style->utf8 ? "░" : ":";
  }
  const double part = clipped(low - bottom, 1.0);
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
  return row != arrow  ? hc_style_column(style, height, height, row)
         : style->utf8 ? "↑"
                       : "^";
}
