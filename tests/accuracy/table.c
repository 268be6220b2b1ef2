// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"

#include <stdio.h>

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
         passes ? "pass" : "FAIL");
  fflush(stdout);
  ++table->rows;
  table->failed += passes ? 0U : 1U;
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
