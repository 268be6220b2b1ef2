// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows about verdicts: are they right, and how soon do they come. Where
/// programme decides on the verdict, every take must have it in time. Where
/// pick-up decides, no verdict is possible while programme hides the pick-up.
/// These takes also get the time that any estimate of ri needs (hidden.h).
/// Since chance may delay an estimate, a few takes may need more time.

#ifndef HOTCOLD_ACCURACY_NAMING_H
#define HOTCOLD_ACCURACY_NAMING_H

#include "table.h"
#include "watch.h"

/// The worst takes of both groups
typedef struct {
  Watch told;   ///< Programme decides
  Watch hidden; ///< Pick-up decides, and programme may hide it
} Naming;

/// Start without takes
Naming
naming_start(void);

/// Add all takes of one kind of line, and add their row to `table`
void
naming_add(Naming* naming, Table* table, const Watch* all);

/// Add the rows about time to `table`
void
naming_end(const Naming* naming, Table* table);

#endif // HOTCOLD_ACCURACY_NAMING_H
