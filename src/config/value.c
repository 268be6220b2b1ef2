// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/value.h"

#include "config/text.h"

#include <math.h>
#include <regex.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

// Greater than the number of channels of any recording
#define MAX_CHANNELS 1024U

HcStatus
hc_error_prefix(HcError* const error, const char* const format, ...)
{
  const HcError inner       = *error;
  char          prefix[400] = "";
  va_list       args;
  va_start(args, format);
  vsnprintf(prefix, sizeof(prefix), format, args);
  va_end(args);
  return hc_error(error, inner.status, "%s %s", prefix, inner.text);
}

static HcStatus
store_boolean(const char* const text, bool* const value, HcError* const error)
{
  static const char* const words[] = {
    "no", "yes", "false", "true", "off", "on", "0", "1"};

  for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); ++i) {
    if (!strcmp(text, words[i])) {
      *value = i % 2;
      return HC_SUCCESS;
    }
  }
  return hc_error(error, HC_BAD_USAGE, "`%s`, expected yes or no", text);
}

static HcStatus
store_number(const HcOption* const option,
             const char* const     text,
             double* const         value,
             HcError* const        error)
{
  double number = 0.0;
  if (!hc_text_number(text, &number) || number < option->least ||
      number > option->greatest) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected a number from %g to %g %s",
                    text,
                    option->least,
                    option->greatest,
                    option->unit);
  }

  *value = number;
  return HC_SUCCESS;
}

static HcStatus
store_count(const HcOption* const option,
            const char* const     text,
            unsigned* const       value,
            HcError* const        error)
{
  unsigned count = 0;
  if (!hc_text_whole(text, (unsigned)option->greatest, &count) ||
      count < (unsigned)option->least) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected a whole number from %g to %g",
                    text,
                    option->least,
                    option->greatest);
  }

  *value = count;
  return HC_SUCCESS;
}

static bool
is_quoted(const char* const text, const size_t length)
{
  return length > 1 && text[0] == '"' && text[length - 1] == '"';
}

static HcStatus
store_text(const HcOption* const option,
           const char* const     text,
           char* const           value,
           HcError* const        error)
{
  const size_t length = strlen(text);
  if (length < (size_t)option->least || length > (size_t)option->greatest) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected %g to %g bytes, not %zu",
                    text,
                    option->least,
                    option->greatest,
                    length);
  }
  if (!hc_text_is_clean(text)) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected UTF-8 without control characters",
                    text);
  }
  if (is_quoted(text, length)) {
    return hc_error(
      error, HC_BAD_USAGE, "`%s`, expected text without quotation marks", text);
  }

  if (option->type == HC_TYPE_NAME && strchr(text, ':')) {
    return hc_error(
      error, HC_BAD_USAGE, "`%s`, expected a name without a colon", text);
  }

  memcpy(value, text, length + 1);
  return HC_SUCCESS;
}

static HcStatus
store_port(const HcOption* const option,
           const char* const     text,
           char* const           value,
           HcError* const        error)
{
  regex_t   regex;
  const int code = regcomp(&regex, text, REG_EXTENDED | REG_NOSUB);
  if (code) {
    char why[128] = "";
    regerror(code, &regex, why, sizeof(why));
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`: %s, expected a port name or a regular expression",
                    text,
                    why);
  }
  regfree(&regex);
  return store_text(option, text, value, error);
}

static HcStatus
store_outputs(const char* const text,
              HcOutputs* const  value,
              HcError* const    error)
{
  static const char* const words[] = {[HC_OUTPUTS_NONE]   = "none",
                                      [HC_OUTPUTS_DIFF]   = "diff",
                                      [HC_OUTPUTS_COMMON] = "common",
                                      [HC_OUTPUTS_BOTH]   = "both"};

  for (unsigned i = 0; i <= HC_OUTPUTS_BOTH; ++i) {
    if (!strcmp(text, words[i])) {
      *value = (HcOutputs)i;
      return HC_SUCCESS;
    }
  }
  return hc_error(
    error, HC_BAD_USAGE, "`%s`, expected none, diff, common or both", text);
}

static bool
read_channels(const char* const text, unsigned numbers[3])
{
  char   part[16] = "";
  size_t n        = 0;
  for (const char* rest = text; n < 3; ++n) {
    const size_t size = strcspn(rest, ",");
    snprintf(part, sizeof(part), "%.*s", (int)(size < 15 ? size : 15), rest);
    if (!hc_text_whole(part, MAX_CHANNELS, &numbers[n]) || !numbers[n]) {
      return false;
    }
    if (!rest[size]) {
      return n > 0;
    }
    rest += size + 1;
  }
  return false;
}

static HcStatus
store_channels(const char* const text,
               HcChannels* const value,
               HcError* const    error)
{
  unsigned   numbers[3] = {0, 0, 0};
  const bool read       = read_channels(text, numbers);
  if (!read || numbers[0] == numbers[1]) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected HOT,COLD[,REF], different channels "
                    "counted from 1",
                    text);
  }

  const HcChannels channels = {numbers[0], numbers[1], numbers[2]};
  *value                    = channels;
  return HC_SUCCESS;
}

HcStatus
hc_value_store(const HcOption* const option,
               const char* const     text,
               void* const           into,
               HcError* const        error)
{
  void* const field = (char*)into + option->offset;
  switch (option->type) {
  case HC_TYPE_FLAG:
    *(bool*)field = true;
    return HC_SUCCESS;
  case HC_TYPE_BOOLEAN:
    return store_boolean(text, (bool*)field, error);
  case HC_TYPE_NUMBER:
    return store_number(option, text, (double*)field, error);
  case HC_TYPE_COUNT:
    return store_count(option, text, (unsigned*)field, error);
  case HC_TYPE_TEXT:
  case HC_TYPE_NAME:
    return store_text(option, text, (char*)field, error);
  case HC_TYPE_PORT:
    return store_port(option, text, (char*)field, error);
  case HC_TYPE_OUTPUTS:
    return store_outputs(text, (HcOutputs*)field, error);
  case HC_TYPE_CHANNELS:
    return store_channels(text, (HcChannels*)field, error);
  case HC_TYPE_LISTEN:
  case HC_TYPE_TARGET:
  case HC_TYPE_ALLOW:
    return hc_value_network(option->type, text, (HcSettings*)into, error);
  case HC_TYPE_LIMIT:
    return hc_value_limit(text, (HcLineSpec*)into, error);
  case HC_TYPE_LINE:
    break;
  }
  return hc_error(error, HC_BAD_USAGE, "`%s`, expected no value", text);
}

void
hc_value_clear(const HcOption* const option, HcSettings* const settings)
{
  if (option->type == HC_TYPE_ALLOW) {
    settings->n_allow = 0;
  } else if (option->type == HC_TYPE_TARGET) {
    settings->n_targets = 0;
  }
}
