// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A take with something of everything, for the tests of its faces.

#ifndef HOTCOLD_TESTS_REPORT_EXAMPLE_TAKE_H
#define HOTCOLD_TESTS_REPORT_EXAMPLE_TAKE_H

#include "report/take.h"

/// Fill `line` as a balanced line with mains pick-up; `take` shows it alone
void
example_take_init(HcTake* take, HcTakeLine* line);

#endif // HOTCOLD_TESTS_REPORT_EXAMPLE_TAKE_H
