// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Child processes of a program that ends them. One thread.

#ifndef HOTCOLD_APP_CHILD_H
#define HOTCOLD_APP_CHILD_H

#include <hotcold/status.h>

#include <stdbool.h>

#include <sys/types.h>

/// Start `argv[0]`, looked up in PATH, with what it prints thrown away if
/// `quiet`. HC_NO_DATA when it cannot be started.
HcStatus
hc_child_start(const char* const* argv,
               bool               quiet,
               pid_t*             child,
               HcError*           error);

/// Has the child ended? `exit_status` is set if so.
bool
hc_child_ended(pid_t child, int* exit_status);

/// Ask the child to end, then make it; waits until it is gone. 0 is fine.
void
hc_child_end(pid_t child);

#endif // HOTCOLD_APP_CHILD_H
