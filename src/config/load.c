// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/settings.h"

#include "config/command_line.h"
#include "config/file.h"
#include "config/limits.h"
#include "config/paths.h"
#include "config/text.h"
#include "config/value.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

void
hc_settings_init(HcSettings* const self)
{
  memset(self, 0, sizeof(*self));
  self->analyzer = hc_analyzer_defaults();
  for (size_t i = 0; i < hc_option_count(); ++i) {
    const HcOption* const option = hc_option(i);
    if (option->section != HC_SECTION_LINE && *option->fallback) {
      const HcStatus status =
        hc_value_store(option, option->fallback, self, NULL);
      assert(!status);
      (void)status;
    }
  }
}

static bool
takes(const HcCommand command, const char* const key)
{
  return hc_option_of_command(command, key);
}

static HcStatus
load_file(HcSettings* const settings,
          const HcCommand   command,
          HcError* const    error)
{
  const bool found =
    takes(command, "config") &&
    (*settings->config ||
     hc_config_path(settings->config, sizeof(settings->config)));
  return found ? hc_file_read(settings->config, settings, error) : HC_SUCCESS;
}

// Write the name of the file without folders and extension to `name`, cut to
// the greatest length of a line's name
static void
name_after_file(const char* const path, char* const name, const size_t size)
{
  const char* const slash = strrchr(path, '/');
  const char* const file  = slash ? slash + 1 : path;
  const char* const dot   = strrchr(file, '.');
  const size_t      length =
    dot && dot != file ? (size_t)(dot - file) : strlen(file);
  size_t n = length < size ? length : size - 1;
  while (n && n < length && ((unsigned char)file[n] & 0xC0U) == 0x80U) {
    --n; // Do not cut within a character
  }
  snprintf(name, size, "%.*s", (int)n, file);
}

static HcStatus
add_implied_line(HcSettings* const settings,
                 const HcCommand   command,
                 HcError* const    error)
{
  char name[HC_LINE_NAME_SIZE] = "";
  if (command == HC_ANALYZE && *settings->name) {
    memcpy(name, settings->name, sizeof(name));
  } else if (command == HC_ANALYZE) {
    name_after_file(settings->operand, name, sizeof(name));
  } else if (takes(command, "line") && !settings->n_lines) {
    memcpy(name, "main", 5);
  } else {
    return HC_SUCCESS;
  }

  if (!hc_text_is_clean(name) || !*name) {
    memcpy(name, "file", 5);
  }
  return hc_settings_add_line(settings, name, error) ? HC_SUCCESS
                                                     : error->status;
}

// This version cannot apply a calibration. To ignore it would show readings as
// if they were calibrated.
static HcStatus
refuse_calibrations(const HcSettings* const settings, HcError* const error)
{
  const char* file = settings->calibration;
  for (size_t i = 0; !*file && i < settings->n_lines; ++i) {
    file = settings->lines[i].calibration;
  }
  return *file ? hc_error(error,
                          HC_BAD_USAGE,
                          "calibration `%s`, expected no calibration, because "
                          "this version cannot apply one",
                          file)
               : HC_SUCCESS;
}

HcStatus
hc_settings_load(HcSettings* const        settings,
                 const HcCommand          command,
                 const int                argc,
                 const char* const* const argv,
                 HcError* const           error)
{
  hc_settings_init(settings);
  HcStatus status = hc_command_line_scan(settings, command, argc, argv, error);
  if (!status) {
    status = load_file(settings, command, error);
  }
  if (!status) {
    status = hc_command_line_apply(settings, command, argc, argv, error);
  }
  if (!status) {
    status = add_implied_line(settings, command, error);
  }
  if (!status && *settings->limits) {
    status = hc_limits_load(
      settings->limits, settings->lines, settings->n_lines, error);
  }
  return status ? status : refuse_calibrations(settings, error);
}
