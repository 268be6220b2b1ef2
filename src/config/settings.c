// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/settings.h"

#include "config/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
hc_settings_finish(HcSettings* const self)
{
  if (self) {
    free(self->lines);
    self->lines   = NULL;
    self->n_lines = 0;
  }
}

HcLineSpec*
hc_settings_find_line(const HcSettings* const self, const char* const name)
{
  for (size_t i = 0; i < self->n_lines; ++i) {
    if (!strcmp(self->lines[i].name, name)) {
      return &self->lines[i];
    }
  }
  return NULL;
}

static const HcLineSpec*
find_line_with_ports_of(const HcSettings* const self, const char* const name)
{
  char wanted[HC_LINE_NAME_SIZE] = "";
  char port[HC_LINE_NAME_SIZE]   = "";
  hc_line_port_name(name, "", wanted, sizeof(wanted));
  for (size_t i = 0; i < self->n_lines; ++i) {
    hc_line_port_name(self->lines[i].name, "", port, sizeof(port));
    if (!strcmp(port, wanted)) {
      return &self->lines[i];
    }
  }
  return NULL;
}

static HcStatus
check_line_name(const HcSettings* const self,
                const char* const       name,
                HcError* const          error)
{
  const size_t length = strlen(name);
  if (!length || length >= HC_LINE_NAME_SIZE || !hc_text_is_clean(name)) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "line `%s`, expected a name of 1 to %d bytes of UTF-8",
                    name,
                    HC_LINE_NAME_SIZE - 1);
  }
  if (hc_settings_find_line(self, name)) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "line `%s` exists already, expected each name only once",
                    name);
  }

  const HcLineSpec* const other = find_line_with_ports_of(self, name);
  return other ? hc_error(error,
                          HC_BAD_USAGE,
                          "line `%s` would have the same JACK ports as line "
                          "`%s`, expected names that differ in A-Z, a-z, "
                          "0-9 or -",
                          name,
                          other->name)
               : HC_SUCCESS;
}

HcLineSpec*
hc_settings_add_line(HcSettings* const self,
                     const char* const name,
                     HcError* const    error)
{
  if (check_line_name(self, name, error)) {
    return NULL;
  }
  if (self->n_lines == HC_MAX_LINES) {
    hc_error(error,
             HC_BAD_USAGE,
             "line `%s`, expected at most %d lines",
             name,
             HC_MAX_LINES);
    return NULL;
  }

  HcLineSpec* const lines = (HcLineSpec*)realloc(
    self->lines, (self->n_lines + 1) * sizeof(*self->lines));
  if (!lines) {
    hc_error(error, HC_NO_MEMORY, "line `%s`: out of memory", name);
    return NULL;
  }

  HcLineSpec* const line = &lines[self->n_lines++];
  self->lines            = lines;
  memset(line, 0, sizeof(*line));
  memcpy(line->name, name, strlen(name));
  line->dbu_at_full_scale = (double)NAN;
  return line;
}
