// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"

#include <math.h>
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

void
table_share(Table* const      table,
            const char* const what,
            const size_t      good,
            const size_t      takes,
            const double      least)
{
  char         name[120];
  const double n     = (double)takes;
  const double slack = 2.33 * sqrt(least * (100.0 - least) / n);
  const double from  = table->is_long ? least : fmax(least - slack, 0.0);
  snprintf(name, sizeof(name), "%s: %.0f %% of takes", what, least);
  table_within(table, name, 100.0 * (double)good / n, from, 100.0, "%");
}
