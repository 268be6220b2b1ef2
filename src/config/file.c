// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/file.h"

#include "config/text.h"
#include "config/value.h"

#include <ini.h>

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// The state of reading one file with inih
typedef struct {
  const char* path;
  FILE*       file;
  HcSettings* settings;
  HcLineSpec* everywhere; // Receives the limits of all lines; NULL: the file
                          // is not one of limits
  HcError* error;

  size_t    number;       // Number of the line that was read last, from 1
  HcStatus  status;       // Status of the first error
  size_t    wrong;        // Number of the line with the first error
  bool      outside;      // Before the first section
  HcSection section;      // HC_SECTION_NONE: [limits]
  size_t    heading;      // Number of the line with the section's heading
  uint64_t  given_shared; // Options given in [hotcold] and [osc]
  uint64_t  given_line;   // Options given in this [line NAME]
} Reader;

// Add file and line to `error`, and stop reading
static void
fail_at(Reader* const self, const size_t number)
{
  self->wrong  = number;
  self->status = hc_error_prefix(self->error, "%s:%zu:", self->path, number);
}

// The line of the current section is always the newest one
static HcLineSpec*
current_line(const Reader* const self)
{
  return &self->settings->lines[self->settings->n_lines - 1];
}

// Check at the end of a section that nothing is missing in it
static void
end_section(Reader* const self)
{
  if (self->section != HC_SECTION_LINE || self->everywhere || self->status) {
    return;
  }

  const HcLineSpec* const line = current_line(self);
  if (!*line->hot || !*line->cold) {
    hc_error(self->error,
             HC_BAD_USAGE,
             "line `%s` lacks %s, expected hot = PORT and cold = PORT",
             line->name,
             *line->hot    ? "cold"
             : *line->cold ? "hot"
                           : "hot and cold");
    fail_at(self, self->heading);
  }
}

// The name in "line NAME", or NULL
static const char*
name_of_line(const char* const heading)
{
  const size_t blank = strspn(heading + 4, " \t");
  return strncmp(heading, "line", 4) || !blank || !heading[4 + blank]
           ? NULL
           : heading + 4 + blank;
}

static void
begin_section(Reader* const self, const char* const heading)
{
  end_section(self);
  if (self->status) {
    return;
  }

  const char* const name = strlen(heading) > 4 ? name_of_line(heading) : NULL;
  self->outside          = false;
  self->heading          = self->number;
  self->given_line       = 0;
  if (!strcmp(heading, "hotcold")) {
    self->section = HC_SECTION_HOTCOLD;
  } else if (!strcmp(heading, "osc")) {
    self->section = HC_SECTION_OSC;
  } else if (!strcmp(heading, "limits") && self->everywhere) {
    self->section = HC_SECTION_NONE;
  } else if (name) {
    self->section = HC_SECTION_LINE;
    if (!hc_settings_add_line(self->settings, name, self->error)) {
      fail_at(self, self->number);
    }
  } else {
    hc_error(self->error,
             HC_BAD_USAGE,
             "section `[%s]`, expected [hotcold], [osc]%s or [line NAME]",
             heading,
             self->everywhere ? ", [limits]" : "");
    fail_at(self, self->number);
  }
}

// Headings are read here, because inih cuts long names of sections and ignores
// any text behind them
static void
read_heading(Reader* const self, char* const text)
{
  char* const  end   = strchr(text, ']');
  const size_t after = end ? 1 + strspn(end + 1, " \t\r\n") : 0;
  if (!end || (end[after] && end[after] != ';' && end[after] != '#')) {
    hc_error(self->error,
             HC_BAD_USAGE,
             "`%.*s`, expected [SECTION] and nothing after it",
             (int)strcspn(text, "\r\n"),
             text);
    fail_at(self, self->number);
    return;
  }

  char              heading[300] = "";
  const char* const start        = text + 1 + strspn(text + 1, " \t");
  size_t            size         = end > start ? (size_t)(end - start) : 0;
  while (size && strchr(" \t", start[size - 1])) {
    --size;
  }
  snprintf(heading, sizeof(heading), "%.*s", (int)size, start);
  begin_section(self, heading);
}

// Read a line with its newline, as fgets() does. But NUL bytes and lines that
// do not fit the buffer are errors.
static bool
read_bytes(Reader* const self, char* const text, const size_t size)
{
  size_t n = 0;
  for (int c = getc(self->file); c != EOF; c = getc(self->file)) {
    if (!c || n + 2 > size) {
      hc_error(self->error,
               HC_BAD_USAGE,
               c ? "`%.20s...` is too long, expected up to %zu bytes in a line"
                 : "`%.20s` and then a NUL byte, expected only text",
               text,
               size - 2);
      fail_at(self, self->number);
      return false;
    }
    text[n++] = (char)c;
    text[n]   = '\0';
    if (c == '\n') {
      break;
    }
  }

  if (ferror(self->file)) {
    hc_error(
      self->error, HC_BAD_USAGE, "%s, expected a text file", strerror(errno));
    fail_at(self, self->number);
    return false;
  }
  return n > 0;
}

// inih calls this to read each line
static char*
read_line(char* const text, const int size, void* const stream)
{
  Reader* const self = (Reader*)stream;
  ++self->number;
  *text = '\0';
  if (self->status || !read_bytes(self, text, (size_t)size)) {
    return NULL;
  }

  const bool   mark  = self->number == 1 && !strncmp(text, "\xEF\xBB\xBF", 3);
  char* const  start = text + (mark ? 3 : 0);
  const size_t blank = strspn(start, " \t");
  memmove(text, start + blank, strlen(start + blank) + 1);
  if (*text == '[') {
    read_heading(self, text);
  }
  return self->status ? NULL : text;
}

static void
unknown_key(const Reader* const self, const char* const key)
{
  static const char* const sections[] = {[HC_SECTION_HOTCOLD] = "[hotcold]",
                                         [HC_SECTION_OSC]     = "[osc]",
                                         [HC_SECTION_LINE]    = "[line NAME]"};

  char      hint[80] = "";
  HcNearest nearest  = hc_nearest(key);
  for (size_t i = 0; i < hc_option_count(); ++i) {
    if (hc_option(i)->section == self->section) {
      hc_nearest_offer(&nearest, hc_option(i)->key);
    }
  }
  hc_nearest_hint(&nearest, hint, sizeof(hint));
  hc_error(self->error,
           HC_BAD_USAGE,
           "`%s`, expected a key of %s%s",
           key,
           sections[self->section],
           hint);
}

static HcStatus
store_limit_of_all(Reader* const     self,
                   const char* const key,
                   const char* const value)
{
  if (self->outside && !self->everywhere) {
    return hc_error(self->error,
                    HC_BAD_USAGE,
                    "`%s` is before the first section, expected [hotcold], "
                    "[osc] or [line NAME] first",
                    key);
  }
  if (strcmp(key, "limit")) {
    return hc_error(
      self->error, HC_BAD_USAGE, "`%s`, expected limit = ...", key);
  }
  return hc_value_limit(value, self->everywhere, self->error)
           ? hc_error_prefix(self->error, "limit")
           : HC_SUCCESS;
}

static HcStatus
store_key(Reader* const self, const char* const key, const char* const value)
{
  const HcOption* const option = hc_option_of_section(self->section, key);
  if (!option) {
    unknown_key(self, key);
    return HC_BAD_USAGE;
  }

  const bool      of_line = self->section == HC_SECTION_LINE;
  uint64_t* const given   = of_line ? &self->given_line : &self->given_shared;
  const uint64_t  bit     = (uint64_t)1 << (option - hc_option(0));
  if ((*given & bit) && !option->repeatable) {
    return hc_error(self->error,
                    HC_BAD_USAGE,
                    "%s `%s`, expected %s only once in this section",
                    key,
                    value,
                    key);
  }
  if (!(*given & bit) && !of_line) {
    hc_value_clear(option, self->settings);
  }

  *given |= bit;
  void* const into =
    of_line ? (void*)current_line(self) : (void*)self->settings;
  return hc_value_store(option, value, into, self->error)
           ? hc_error_prefix(self->error, "%s", key)
           : HC_SUCCESS;
}

// inih calls this for each key with its value
static int
handle_key(void* const       user,
           const char* const section,
           const char* const key,
           const char* const value)
{
  Reader* const self = (Reader*)user;
  (void)section;
  if (!self->status && (self->outside || self->section == HC_SECTION_NONE
                          ? store_limit_of_all(self, key, value)
                          : store_key(self, key, value))) {
    fail_at(self, self->number);
  }
  return !self->status;
}

static HcStatus
read_open_file(Reader* const self)
{
  const int line = ini_parse_stream(read_line, self, handle_key, self);
  if (line < 0) {
    return hc_error(self->error, HC_NO_MEMORY, "%s: out of memory", self->path);
  }
  if (line > 0 && (!self->status || (size_t)line < self->wrong)) {
    hc_error(self->error,
             HC_BAD_USAGE,
             "this is neither a heading nor a key, expected [SECTION] or "
             "KEY = VALUE");
    fail_at(self, (size_t)line);
  }
  end_section(self);
  return self->status;
}

HcStatus
hc_file_read_limits(const char* const path,
                    HcSettings* const settings,
                    HcLineSpec* const everywhere,
                    HcError* const    error)
{
  HcError     unwanted = {HC_SUCCESS, ""};
  FILE* const file     = fopen(path, "r");
  Reader      reader   = {.path       = path,
                          .file       = file,
                          .settings   = settings,
                          .everywhere = everywhere,
                          .error      = error ? error : &unwanted,
                          .outside    = true};
  if (!file) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "%s: %s, expected a readable file",
                    path,
                    strerror(errno));
  }

  const HcStatus status = read_open_file(&reader);
  fclose(file);
  return status;
}

HcStatus
hc_file_read(const char* const path,
             HcSettings* const settings,
             HcError* const    error)
{
  return hc_file_read_limits(path, settings, NULL, error);
}
