// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs the table "Accuracy to reach" and prints one row per target:
///
///     accuracy [--long] [GROUP]...
///
/// Exit status 1 if a row fails. Lines that are indented tell what went wrong.
/// Truth comes from circuits (src/model), standards and exact arithmetic, never
/// from formulas of the estimators. The tests run the short version, group by
/// group; together they take about a minute on four cores.
///
/// Groups `day`, `music` and `speech` play files from tests/accuracy/tracks in
/// the build folder, or from $HOTCOLD_TEST_MUSIC; fetch_music.sh fills it.
///
/// The long version takes the better part of an hour: a day of music, 400 takes
/// for each coverage, 20 takes of each line, all tracks. What it printed is
/// kept in tests/accuracy/results/DATE.txt. To run it again:
///
///     cd build/tests/accuracy
///     ../../../tests/accuracy/fetch_music.sh tracks ./accuracy --long
///
/// Not part of this: reversed lines, references and calibrations, which have
/// tests of their own.

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
  {"transitions", rows_of_transitions},
  {"music", rows_of_music},
  {"speech", rows_of_speech},
  {"day", rows_of_a_day},
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
  Table table = {.is_long = false};
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
