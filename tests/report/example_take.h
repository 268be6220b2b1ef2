// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A take with an example of everything, for the tests of JSON and report.

#ifndef HOTCOLD_TESTS_REPORT_EXAMPLE_TAKE_H
#define HOTCOLD_TESTS_REPORT_EXAMPLE_TAKE_H

#include "report/take.h"

/// Make `line` a balanced line with mains hum, and `take` a take of this line
/// only. `line` must live as long as `take`.
void
example_take_init(HcTake* take, HcTakeLine* line);

#endif // HOTCOLD_TESTS_REPORT_EXAMPLE_TAKE_H
