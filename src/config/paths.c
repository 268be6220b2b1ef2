// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char* const name = "hotcold/hotcold.conf";

static bool
exists(const int length, const char* const path, const size_t size)
{
  return length > 0 && (size_t)length < size && path[0] == '/' &&
         !access(path, F_OK);
}

static bool
is_in_home(char* const path, const size_t size)
{
  const char* const config = getenv("XDG_CONFIG_HOME");
  const char* const home   = getenv("HOME");
  if (config && config[0] == '/') {
    return exists(snprintf(path, size, "%s/%s", config, name), path, size);
  }
  return home &&
         exists(snprintf(path, size, "%s/.config/%s", home, name), path, size);
}

static bool
is_in_dirs(char* const path, const size_t size)
{
  const char* const given = getenv("XDG_CONFIG_DIRS");
  const char*       rest  = given && *given ? given : "/etc/xdg";
  while (*rest) {
    const size_t length = strcspn(rest, ":");
    if (length < size &&
        exists(snprintf(path, size, "%.*s/%s", (int)length, rest, name),
               path,
               size)) {
      return true;
    }
    rest += length + (rest[length] == ':');
  }
  return false;
}

bool
hc_config_path(char* const path, const size_t size)
{
  if (is_in_home(path, size) || is_in_dirs(path, size) ||
      exists(snprintf(path, size, "/etc/hotcold.conf"), path, size)) {
    return true;
  }
  *path = '\0';
  return false;
}
