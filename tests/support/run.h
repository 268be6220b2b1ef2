// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The main() of a Check test program.

#ifndef HOTCOLD_TEST_RUN_H
#define HOTCOLD_TEST_RUN_H

#include <check.h>

#include <stdlib.h>

/// Run `suite`, which prints its results on stdout. Returns the exit status.
static inline int
run_suite(Suite* const suite)
{
  SRunner* const runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif // HOTCOLD_TEST_RUN_H
