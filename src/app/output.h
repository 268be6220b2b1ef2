// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Standard output of a program that may be used in a pipe. Main thread.

#ifndef HOTCOLD_APP_OUTPUT_H
#define HOTCOLD_APP_OUTPUT_H

#include <stdbool.h>

/// Call this before anything else. A write to a pipe that nobody reads becomes
/// an error instead of a signal. If the caller closed a standard stream, then
/// no file or socket can take its place: what is written to it is an error.
void
hc_output_init(void);

/// Has the reader of stdout gone? Only a pipe or a socket has one.
bool
hc_output_is_closed(void);

/// Flush stdout at the end. Returns the exit status of the program: `status` if
/// all was written, or if nobody reads it any more. Else returns 3 and prints
/// the error to stderr, unless `status` is an error already.
int
hc_output_finish(int status);

#endif // HOTCOLD_APP_OUTPUT_H
