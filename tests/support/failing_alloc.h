// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Make the n-th allocation fail, to walk every out-of-memory path of a
/// constructor. Works on code that is linked statically, through --wrap.

#ifndef HOTCOLD_TEST_FAILING_ALLOC_H
#define HOTCOLD_TEST_FAILING_ALLOC_H

#include <stddef.h>

/// From now on the allocation numbered `nth` (from 1) fails, once; 0: none.
/// Starts counting anew.
void
failing_alloc_set(size_t nth);

/// Allocations since failing_alloc_set()
size_t
failing_alloc_count(void);

#endif // HOTCOLD_TEST_FAILING_ALLOC_H
