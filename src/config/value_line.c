// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/value.h"

#include "config/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MAX_HOLD 86400.0

// Copy the text up to the next comma that is not written `\,`. Returns the text
// after the comma, or NULL at the end. Sets `*fits` to false if the copy is
// empty, too long or not clean.
static const char*
take_pattern(const char* text, char* const out, const size_t size, bool* fits)
{
  size_t n = 0;
  for (; *text && *text != ',' && n + 1 < size; ++n) {
    text += text[0] == '\\' && text[1] == ',';
    out[n] = *text++;
  }
  out[n] = '\0';

  if (!n || (*text && *text != ',') || !hc_text_is_clean(out)) {
    *fits = false;
  }
  return *text ? text + 1 : NULL;
}

HcStatus
hc_value_line(const char* const text,
              HcLineSpec* const line,
              HcError* const    error)
{
  HcLineSpec        read  = *line;
  bool              fits  = true;
  const char* const equal = strchr(text, '=');
  const size_t      size  = equal ? (size_t)(equal - text) : 0;
  const char*       rest  = equal ? equal + 1 : NULL;

  read.reference[0] = '\0';
  if (size && size < sizeof(read.name)) {
    memcpy(read.name, text, size);
    read.name[size] = '\0';
    rest            = take_pattern(rest, read.hot, sizeof(read.hot), &fits);
    if (rest) {
      rest = take_pattern(rest, read.cold, sizeof(read.cold), &fits);
    } else {
      fits = false;
    }
    if (rest) {
      rest = take_pattern(rest, read.reference, sizeof(read.reference), &fits);
    }
  } else {
    fits = false;
  }

  if (!fits || rest) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected NAME=HOT,COLD[,REF] with a name of up to "
                    "%d bytes and ports of up to %d",
                    text,
                    HC_LINE_NAME_SIZE - 1,
                    HC_PATTERN_SIZE - 1);
  }

  *line = read;
  return HC_SUCCESS;
}

// The greatest value that a limit in each unit may have
static double
greatest_of_unit(const char* const unit)
{
  static const struct {
    const char* unit;
    double      greatest;
  } rows[] = {{"dBFS", 200.0},
              {"dB", 200.0},
              {"1", 1.0},
              {"degree", 180.0},
              {"Hz", 192000.0},
              {"us", 1e6},
              {"ms", 1e5}};

  for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); ++i) {
    if (!strcmp(unit, rows[i].unit)) {
      return rows[i].greatest;
    }
  }
  return 1e6;
}

static HcStatus
unknown_reading(const char* const name, HcError* const error)
{
  char      hint[80] = "";
  HcNearest nearest  = hc_nearest(name);
  for (int id = 0; id < HC_N_READINGS; ++id) {
    hc_nearest_offer(&nearest, hc_reading_info((HcReadingId)id)->name);
  }
  hc_nearest_hint(&nearest, hint, sizeof(hint));
  return hc_error(
    error, HC_BAD_USAGE, "`%s`, expected the name of a reading%s", name, hint);
}

static HcStatus
read_limit_numbers(const char* const value,
                   const char* const hold,
                   HcLimit* const    limit,
                   HcError* const    error)
{
  const HcReadingInfo* const info     = hc_reading_info(limit->reading);
  const double               greatest = greatest_of_unit(info->unit);
  if (!hc_text_number(value, &limit->value) || limit->value < -greatest ||
      limit->value > greatest) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected a number from %g to %g %s for %s",
                    value,
                    -greatest,
                    greatest,
                    info->unit,
                    info->name);
  }
  if (!hc_text_number(hold, &limit->hold) || limit->hold < 0.0 ||
      limit->hold > MAX_HOLD) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected a hold time from 0 to %g s",
                    hold,
                    MAX_HOLD);
  }
  return HC_SUCCESS;
}

// Split the text at white space. Returns the number of words, or `max` + 1 if
// there are more than `max`.
static size_t
split(char* const text, char** const words, const size_t max)
{
  size_t n    = 0;
  char*  rest = text;
  for (rest += strspn(rest, " \t"); *rest; rest += strspn(rest, " \t")) {
    if (n == max) {
      return max + 1;
    }
    words[n++] = rest;
    rest += strcspn(rest, " \t");
    if (*rest) {
      *rest++ = '\0';
    }
  }
  return n;
}

HcStatus
hc_value_limit(const char* const text,
               HcLineSpec* const line,
               HcError* const    error)
{
  char  copy[200] = "";
  char* words[5]  = {NULL, NULL, NULL, NULL, NULL};
  snprintf(copy, sizeof(copy), "%s", text);
  const size_t n      = split(copy, words, 5);
  const bool   is_max = n > 1 && !strcmp(words[1], "max");
  const bool   is_min = n > 1 && !strcmp(words[1], "min");
  const bool   held   = n == 5 && !strcmp(words[3], "hold");
  if (strlen(text) >= sizeof(copy) || !(n == 3 || held) ||
      !(is_min || is_max)) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected READING min|max VALUE [hold SECONDS]",
                    text);
  }

  HcLimit limit = {hc_reading_find(words[0]), is_max, 0.0, 0.0};
  if (limit.reading == HC_N_READINGS) {
    return unknown_reading(words[0], error);
  }

  const HcStatus status =
    read_limit_numbers(words[2], held ? words[4] : "0", &limit, error);
  if (status) {
    return status;
  }
  if (line->n_limits == HC_MAX_LIMITS) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected at most %d limits for one line",
                    text,
                    HC_MAX_LIMITS);
  }

  line->limits[line->n_limits++] = limit;
  return HC_SUCCESS;
}
