// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads configuration files: INI files, with inih. Every mistake is an error
/// that names the file and the line. One thread at a time.
///
/// Some mistakes would go unnoticed with inih alone, and are errors here: a
/// line longer than its buffer, text after the `]` of a section, an unknown
/// section without keys, a NUL byte. Also, inih takes an indented line for a
/// continuation of the value above; here indentation has no meaning.

#ifndef HOTCOLD_CONFIG_FILE_H
#define HOTCOLD_CONFIG_FILE_H

#include "config/settings.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

/// Read the configuration at `path` into `settings`, where it replaces what is
/// there. Returns HC_BAD_USAGE with "file:line: ..." in `error`, or
/// HC_NO_MEMORY.
HcStatus
hc_file_read(const char* path, HcSettings* settings, HcError* error);

/// Read a file of limits. A `limit` before the first section or in [limits] is
/// added to `everywhere`. Otherwise the file is like a configuration, except
/// that its lines need no ports. Returns the same as hc_file_read().
HcStatus
hc_file_read_limits(const char* path,
                    HcSettings* settings,
                    HcLineSpec* everywhere,
                    HcError*    error);

#endif // HOTCOLD_CONFIG_FILE_H
