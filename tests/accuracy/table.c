// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"

#include "open_rows.h"

#include <stdio.h>
#include <string.h>

static bool
is_open(const char* const name)
{
  for (size_t i = 0; i < N_OPEN_ROWS; ++i) {
    if (!strcmp(name, open_rows[i])) {
      return true;
    }
  }
  return false;
}

// An open row that is met has to leave the list: that counts as failed too.
// The long run knows no excuses.
static const char*
judge(Table* const table, const char* const name, const bool passes)
{
  const bool open = !table->is_long && is_open(name);
  table->open += open && !passes;
  table->failed += open == passes;
  return open && passes ? "MET: take it off the list of open rows"
         : open         ? "open"
         : passes       ? "pass"
                        : "FAIL";
}

static void
print_row(Table* const      table,
          const char* const what,
          const double      figure,
          const char* const target,
          const char* const unit,
          const bool        passes)
{
  char name[160];
  snprintf(name,
           sizeof(name),
           "%s%s%s",
           table->section ? table->section : "",
           table->section ? ": " : "",
           what);
  printf("%-56s %12.6g %16s %-7s %s\n",
         name,
         figure,
         target,
         unit,
         judge(table, name, passes));
  fflush(stdout);
  ++table->rows;
}

void
table_at_most(Table* const      table,
              const char* const what,
              const double      figure,
              const double      target,
              const char* const unit)
{
  char text[32];
  snprintf(text, sizeof(text), "<= %g", target);
  print_row(table, what, figure, text, unit, figure <= target);
}

void
table_within(Table* const      table,
             const char* const what,
             const double      figure,
             const double      low,
             const double      high,
             const char* const unit)
{
  char text[32];
  snprintf(text, sizeof(text), "%g .. %g", low, high);
  print_row(table, what, figure, text, unit, figure >= low && figure <= high);
}
