// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What every subcommand does with an error. Main thread.

#ifndef HOTCOLD_APP_FAIL_H
#define HOTCOLD_APP_FAIL_H

#include <hotcold/status.h>

/// Print `error` to stderr as one line; returns the exit status it calls for
int
hc_fail(const HcError* error);

#endif // HOTCOLD_APP_FAIL_H
