// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a configuration file is looked for. Reads the environment; main
/// thread.

#ifndef HOTCOLD_CONFIG_PATHS_H
#define HOTCOLD_CONFIG_PATHS_H

#include <stdbool.h>
#include <stddef.h>

/// Write the path of the first configuration file that exists to `path`:
/// $XDG_CONFIG_HOME/hotcold/hotcold.conf ($HOME/.config if unset), the same
/// under each of $XDG_CONFIG_DIRS (/etc/xdg if unset), /etc/hotcold.conf (XDG
/// Base Directory Specification 0.8; relative paths are ignored as it says).
/// False, and an empty `path`, if there is none.
bool
hc_config_path(char* path, size_t size);

#endif // HOTCOLD_CONFIG_PATHS_H
