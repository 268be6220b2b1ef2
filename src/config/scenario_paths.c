// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/scenario.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Bytes for the path of a folder or file, with its terminator
#define PATH_SIZE 1024

/// Greatest number of folders that are searched
#define MAX_FOLDERS 16

/// Greatest number of scenarios that are listed
#define MAX_LISTED 512

#define SUFFIX ".conf"

// The folders of scenarios, in the order in which they are searched
typedef struct {
  size_t n;
  char   at[MAX_FOLDERS][PATH_SIZE];
} Folders;

static void
add_folder(Folders* const    folders,
           const char* const base,
           const size_t      length,
           const char* const rest)
{
  // The XDG specification says that relative paths are ignored
  if (!length || *base != '/' || folders->n == MAX_FOLDERS) {
    return;
  }
  char* const fresh = folders->at[folders->n];
  snprintf(fresh, PATH_SIZE, "%.*s%s", (int)length, base, rest);
  for (size_t i = 0; i < folders->n; ++i) {
    if (!strcmp(folders->at[i], fresh)) {
      return;
    }
  }
  ++folders->n;
}

static void
add_each(Folders* const folders, const char* const list)
{
  const char* base = list;
  while (*base) {
    const size_t length = strcspn(base, ":");
    add_folder(folders, base, length, "/hotcold/scenarios");
    base += length + (base[length] ? 1U : 0U);
  }
}

static void
find_folders(Folders* const folders)
{
  const char* const data = getenv("XDG_DATA_HOME");
  const char* const home = getenv("HOME");
  const char* const dirs = getenv("XDG_DATA_DIRS");
  folders->n             = 0;
  if (data && *data) {
    add_folder(folders, data, strlen(data), "/hotcold/scenarios");
  } else if (home) {
    add_folder(folders, home, strlen(home), "/.local/share/hotcold/scenarios");
  }
  add_each(folders, dirs && *dirs ? dirs : "/usr/local/share:/usr/share");
  add_each(folders, HC_DATA_DIR);
  add_folder(folders, HC_SOURCE_DIR, strlen(HC_SOURCE_DIR), "");
}

static bool
is_readable(const char* const path)
{
  FILE* const file     = fopen(path, "r");
  const bool  readable = file;
  if (file) {
    fclose(file);
  }
  return readable;
}

static bool
is_path(const char* const name)
{
  const size_t length = strlen(name);
  const size_t suffix = strlen(SUFFIX);
  return strchr(name, '/') ||
         (length >= suffix && !strcmp(name + length - suffix, SUFFIX));
}

static HcStatus
not_found(const char* const    name,
          const Folders* const folders,
          HcError* const       error)
{
  char   list[400] = "";
  size_t used      = 0;
  for (size_t i = 0; i < folders->n && used < sizeof(list) - 1U; ++i) {
    snprintf(
      list + used, sizeof(list) - used, "%s%s", i ? ", " : "", folders->at[i]);
    used = strlen(list);
  }
  return hc_error(error,
                  HC_BAD_USAGE,
                  "unknown scenario `%s`, expected one that `hotcold simulate "
                  "--list` shows; searched in %s",
                  name,
                  list);
}

HcStatus
hc_scenario_find(const char* const name,
                 char* const       path,
                 const size_t      size,
                 HcError* const    error)
{
  if (is_path(name)) {
    const int length = snprintf(path, size, "%s", name);
    return length >= 0 && (size_t)length < size
             ? HC_SUCCESS
             : hc_error(error,
                        HC_BAD_USAGE,
                        "scenario `%.40s...`, expected a path of less than "
                        "%zu bytes",
                        name,
                        size);
  }

  Folders folders;
  find_folders(&folders);
  for (size_t i = 0; i < folders.n; ++i) {
    const int length =
      snprintf(path, size, "%s/%s%s", folders.at[i], name, SUFFIX);
    if (length >= 0 && (size_t)length < size && is_readable(path)) {
      return HC_SUCCESS;
    }
  }
  return not_found(name, &folders, error);
}

/// If the file `entry` is a scenario whose name is not in the list, add it
static size_t
add_name(char (*const names)[64], const size_t n, const char* const entry)
{
  const size_t length = strlen(entry);
  const size_t suffix = strlen(SUFFIX);
  if (n >= MAX_LISTED || !is_path(entry) || length <= suffix ||
      length - suffix >= sizeof(names[0]) || *entry == '.') {
    return n;
  }
  char name[64];
  snprintf(name, sizeof(name), "%.*s", (int)(length - suffix), entry);
  for (size_t i = 0; i < n; ++i) {
    if (!strcmp(names[i], name)) {
      return n;
    }
  }
  memcpy(names[n], name, sizeof(name));
  return n + 1U;
}

static int
compare_names(const void* const a, const void* const b)
{
  return strcmp((const char*)a, (const char*)b);
}

void
hc_scenario_each(void (*const visit)(void*       data,
                                     const char* name,
                                     const char* path),
                 void* const data)
{
  char    names[MAX_LISTED][64];
  size_t  n = 0;
  Folders folders;
  find_folders(&folders);
  for (size_t i = 0; i < folders.n; ++i) {
    DIR* const folder = opendir(folders.at[i]);
    for (struct dirent* entry = folder ? readdir(folder) : NULL; entry;
         entry                = readdir(folder)) {
      n = add_name(names, n, entry->d_name);
    }
    if (folder) {
      closedir(folder);
    }
  }
  qsort(names, n, sizeof(names[0]), compare_names);
  for (size_t i = 0; i < n; ++i) {
    char path[PATH_SIZE];
    if (!hc_scenario_find(names[i], path, sizeof(path), NULL)) {
      visit(data, names[i], path);
    }
  }
}
