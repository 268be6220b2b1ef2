// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds numbers in sentences, however these are worded.

#ifndef HOTCOLD_TEST_CITES_H
#define HOTCOLD_TEST_CITES_H

#include <hotcold/verdict.h>

#include <stdbool.h>

/// Is there a number in `sentence`, followed by `unit` at any distance, that is
/// `value` rounded to the digits it has? It has `digits` or more of them behind
/// the point.
bool
cites(const char* sentence, double value, int digits, const char* unit);

/// The same in any of the reasons
bool
any_cites(const HcJudgement* judgement,
          double             value,
          int                digits,
          const char*        unit);

#endif // HOTCOLD_TEST_CITES_H
