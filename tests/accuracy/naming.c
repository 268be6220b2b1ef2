// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "naming.h"

#include "lines.h"

#include <stdio.h>

// Percent of takes, as for all that has a chance
#define IN_TIME 95.0

Naming
naming_start(void)
{
  const Naming naming = {watch_start(NULL, "all"), watch_start(NULL, "all")};
  return naming;
}

void
naming_add(Naming* const naming, Table* const table, const Watch* const all)
{
  char       what[80];
  const bool hidden = lines_are_hidden(all->kind);
  snprintf(what, sizeof(what), "%s: misnamed for", all->kind->name);
  table_at_most(table, what, all->wrong, 0.0, "s");
  if (all->first > WATCH_FIRST_WITHIN || all->firm > WATCH_FIRM_WITHIN) {
    printf("  named after %.2f s (%s), firmly after %.2f s\n",
           all->first,
           all->programme,
           all->firm);
  }
  watch_join(hidden ? &naming->hidden : &naming->told, all);
}

void
naming_end(const Naming* const naming, Table* const table)
{
  const Watch* const told   = &naming->told;
  const Watch* const hidden = &naming->hidden;
  table_at_most(table,
                "named after, by programme, worst",
                told->first,
                WATCH_FIRST_WITHIN,
                "s");
  table_at_most(table,
                "firm after, by programme, worst",
                told->firm,
                WATCH_FIRM_WITHIN,
                "s");
  table_share(table,
              "named as soon as ri can be told",
              hidden->takes - hidden->late,
              hidden->takes,
              IN_TIME);
  table_share(table,
              "firm as soon as ri can be told",
              hidden->takes - hidden->late_firm,
              hidden->takes,
              IN_TIME);
}
