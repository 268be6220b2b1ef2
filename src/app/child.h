// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Child processes, each started and ended by this program. Main thread.

#ifndef HOTCOLD_APP_CHILD_H
#define HOTCOLD_APP_CHILD_H

#include <hotcold/status.h>

#include <stdbool.h>

#include <sys/types.h>

/// Start `argv[0]`, which is looked for in PATH; `argv` ends with NULL. If
/// `quiet`, what it prints is dropped. The child has the usual signals, also if
/// this program blocks or ignores some. HC_NO_DATA: it cannot be started.
HcStatus
hc_child_start(const char* const* argv,
               bool               quiet,
               pid_t*             child,
               HcError*           error);

/// Has the child ended? Then `exit_status` is what it returned, or 128 after a
/// signal. True once only.
bool
hc_child_ended(pid_t child, int* exit_status);

/// End the child with SIGTERM, and after 2 s with SIGKILL. Returns when the
/// child has ended. Does nothing for 0.
void
hc_child_end(pid_t child);

#endif // HOTCOLD_APP_CHILD_H
