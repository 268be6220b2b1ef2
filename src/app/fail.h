// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What every subcommand does with an error. Main thread.

#ifndef HOTCOLD_APP_FAIL_H
#define HOTCOLD_APP_FAIL_H

#include <hotcold/status.h>

#include <stddef.h>

/// Exit status of a take that exceeds a limit; 0 is success, and greater ones
/// are errors
enum { HC_EXIT_LIMIT = 1 };

/// Print `error` to stderr as one line. Returns the exit status of the program
/// for it: 2 or 3.
int
hc_fail(const HcError* error);

/// If `error` says that memory ran out, say that it did for `n_lines` lines and
/// make it HC_BAD_USAGE: fewer lines would do. Returns the status.
HcStatus
hc_blame_lines(HcError* error, size_t n_lines);

#endif // HOTCOLD_APP_FAIL_H
