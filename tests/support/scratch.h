// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Temporary files for tests.

#ifndef HOTCOLD_TEST_SCRATCH_H
#define HOTCOLD_TEST_SCRATCH_H

#include <check.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Bytes for the path of a temporary file, with its terminator
#define SCRATCH_SIZE 64

/// Make a file with the first `size` bytes of `text`, and write its path to
/// `path`. The caller unlinks the file.
static inline void
scratch_write(char path[SCRATCH_SIZE], const char* const text, size_t size)
{
  snprintf(path, SCRATCH_SIZE, "%s", "/tmp/hotcold-test-XXXXXX");
  const int file = mkstemp(path);
  ck_assert_int_ge(file, 0);
  ck_assert_int_eq((int)write(file, text, size), (int)size);
  close(file);
}

#endif // HOTCOLD_TEST_SCRATCH_H
