// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Loads files of limits, by which takes pass or fail. One thread at a time.

#ifndef HOTCOLD_CONFIG_LIMITS_H
#define HOTCOLD_CONFIG_LIMITS_H

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <stddef.h>

/// Replace the limits of `n_lines` lines with those of the file at `path`. In
/// the file, `limit = READING min|max VALUE [hold SECONDS]` is for every line
/// if it is before the first section or in [limits], and for one line if it is
/// in [line NAME]. If there is only one line and only one [line NAME], they
/// belong together whatever their names are. A complete hotcold.conf is a valid
/// file of limits.
///
/// `error` must not be NULL. Returns HC_BAD_USAGE with "file:line: ..." in it,
/// or HC_NO_MEMORY. A line without any limit is an error too; otherwise it
/// would pass although nothing was checked.
HcStatus
hc_limits_load(const char* path,
               HcLineSpec* lines,
               size_t      n_lines,
               HcError*    error);

#endif // HOTCOLD_CONFIG_LIMITS_H
