// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs the table "Accuracy to reach" and prints one row per target.
/// accuracy [--long] [GROUP]...; exit status 1 if a row fails.

#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char* name;
  void (*rows)(Table* table);
} Group;

static const Group groups[] = {
  {"balance", rows_of_balance},
  {"legs", rows_of_legs},
  {"levels", rows_of_levels},
  {"rates", rows_of_rates},
  {"intervals", rows_of_intervals},
  {"averages", rows_of_averages},
  {"pickup", rows_of_pickup},
  {"verdict", rows_of_verdicts},
  {"music", rows_of_music},
  {"speech", rows_of_speech},
};

#define N_GROUPS (sizeof(groups) / sizeof(groups[0]))

// Whether `name` was asked for; without names all are
static bool
is_wanted(const char* const name, const int argc, char** const argv)
{
  bool any = false;
  for (int i = 1; i < argc; ++i) {
    if (strcmp(argv[i], "--long")) {
      any = true;
      if (!strcmp(argv[i], name)) {
        return true;
      }
    }
  }
  return !any;
}

int
main(const int argc, char** const argv)
{
  Table table = {false, 0, 0};
  for (int i = 1; i < argc; ++i) {
    table.is_long = table.is_long || !strcmp(argv[i], "--long");
  }
  for (size_t i = 0; i < N_GROUPS; ++i) {
    if (is_wanted(groups[i].name, argc, argv)) {
      groups[i].rows(&table);
    }
  }
  printf("%zu rows, %zu failed\n", table.rows, table.failed);
  return table.rows && !table.failed ? EXIT_SUCCESS : EXIT_FAILURE;
}
