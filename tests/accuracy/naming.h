// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows about what lines are called, and how soon. Those that programme tells
/// have to be named in time, all of them. Those that pick-up has to tell cannot
/// be while programme hides it: they have the time that no estimate of ri could
/// do without (hidden.h), and as it may go against an estimate for a while, a
/// few takes may have more.

#ifndef HOTCOLD_ACCURACY_NAMING_H
#define HOTCOLD_ACCURACY_NAMING_H

#include "table.h"
#include "watch.h"

/// The worst of each kind
typedef struct {
  Watch told;
  Watch hidden;
} Naming;

Naming
naming_start(void);

/// Add all takes of one kind of line, and their row
void
naming_add(Naming* naming, Table* table, const Watch* all);

/// Add the rows of time
void
naming_end(const Naming* naming, Table* table);

#endif // HOTCOLD_ACCURACY_NAMING_H
