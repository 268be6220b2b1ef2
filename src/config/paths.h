// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the configuration file. Reads the environment; main thread.

#ifndef HOTCOLD_CONFIG_PATHS_H
#define HOTCOLD_CONFIG_PATHS_H

#include <stdbool.h>
#include <stddef.h>

/// Write the path of the first configuration file that exists to `path`, which
/// has `size` bytes. The places are, in this order: hotcold/hotcold.conf in
/// $XDG_CONFIG_HOME ($HOME/.config if unset), the same in each folder of
/// $XDG_CONFIG_DIRS (/etc/xdg if unset), and /etc/hotcold.conf. Folders with a
/// relative path are ignored, as the XDG Base Directory Specification 0.8
/// demands. If there is no such file, returns false with an empty `path`.
bool
hc_config_path(char* path, size_t size);

#endif // HOTCOLD_CONFIG_PATHS_H
