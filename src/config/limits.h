// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Files of limits, for takes that pass or fail. One thread at a time.

#ifndef HOTCOLD_CONFIG_LIMITS_H
#define HOTCOLD_CONFIG_LIMITS_H

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <stddef.h>

/// Replace the limits of `n_lines` lines by those of the file at `path`:
/// `limit = READING min|max VALUE [hold SECONDS]` before any section or in
/// [limits] for every line, in [line NAME] for the line of that name. One
/// single [line NAME] applies to one single line whatever its name. A whole
/// hotcold.conf will do. HC_BAD_USAGE with "file:line: ..." in `error` (not
/// NULL), also if a line is left without any limit, so that nothing passes
/// because nothing was asked; or HC_NO_MEMORY.
HcStatus
hc_limits_load(const char* path,
               HcLineSpec* lines,
               size_t      n_lines,
               HcError*    error);

#endif // HOTCOLD_CONFIG_LIMITS_H
