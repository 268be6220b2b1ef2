// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Make allocations fail, to walk every path on which memory runs out. Works on
/// code that is linked statically, through --wrap: malloc(), calloc(),
/// realloc(), posix_memalign(), strdup(), fftwf_malloc() and FFTW's plans.

#ifndef HOTCOLD_TEST_FAILING_ALLOC_H
#define HOTCOLD_TEST_FAILING_ALLOC_H

#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// From now on the allocation numbered `nth` (from 1) fails, once; 0: none.
/// Starts counting anew.
void
failing_alloc_set(size_t nth);

/// Allocations since failing_alloc_set()
size_t
failing_alloc_count(void);

/// Count an allocation; true if it has to fail. For wrappers elsewhere.
bool
failing_alloc_next(void);

/// Do once what is tested, and undo it. Returns HC_SUCCESS, or HC_NO_MEMORY if
/// that was reported, or anything else that was wrong. Asserts nothing, because
/// Check allocates too, from the same functions.
typedef HcStatus (*FailingAllocRun)(void* context);

/// Count the allocations of one run; then fail each of them in turn, one in
/// each run. Asserts that the first run and the last, in which nothing fails,
/// return HC_SUCCESS, and all between HC_NO_MEMORY. What such a run leaves
/// behind is found by LeakSanitizer, where it watches. Returns the count, which
/// is above 0.
size_t
failing_alloc_replay(FailingAllocRun run, void* context);

#endif // HOTCOLD_TEST_FAILING_ALLOC_H
