// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/limits.h"

#include "config/file.h"
#include "config/settings.h"

#include <stddef.h>
#include <string.h>

// Append the limits of `from` to those of `line`; `from` may be NULL
static HcStatus
append(HcLineSpec* const       line,
       const HcLineSpec* const from,
       const char* const       path,
       HcError* const          error)
{
  const size_t n = from ? from->n_limits : 0;
  if (line->n_limits + n > HC_MAX_LIMITS) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "%s: %zu limits for line `%s`, expected at most %d",
                    path,
                    line->n_limits + n,
                    line->name,
                    HC_MAX_LIMITS);
  }

  for (size_t i = 0; i < n; ++i) {
    line->limits[line->n_limits++] = from->limits[i];
  }
  return HC_SUCCESS;
}

static HcStatus
apply(const HcSettings* const file,
      const HcLineSpec* const everywhere,
      const char* const       path,
      HcLineSpec* const       lines,
      const size_t            n_lines,
      HcError* const          error)
{
  const bool single = n_lines == 1 && file->n_lines == 1;
  for (size_t i = 0; i < n_lines; ++i) {
    HcLineSpec* const       line = &lines[i];
    const HcLineSpec* const own =
      single ? file->lines : hc_settings_find_line(file, line->name);
    line->n_limits = 0;
    if (append(line, everywhere, path, error) ||
        append(line, own, path, error)) {
      return error->status;
    }
    if (!line->n_limits) {
      return hc_error(error,
                      HC_BAD_USAGE,
                      "%s: no limit for line `%s`, expected limit = READING "
                      "min|max VALUE at its top or in [line %s]",
                      path,
                      line->name,
                      line->name);
    }
  }
  return HC_SUCCESS;
}

HcStatus
hc_limits_load(const char* const path,
               HcLineSpec* const lines,
               const size_t      n_lines,
               HcError* const    error)
{
  HcSettings file       = {.n_lines = 0};
  HcLineSpec everywhere = {.n_limits = 0};
  HcStatus   status     = hc_file_read_limits(path, &file, &everywhere, error);
  if (!status) {
    status = apply(&file, &everywhere, path, lines, n_lines, error);
  }
  hc_settings_finish(&file);
  return status;
}
