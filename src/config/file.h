// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Configuration files: INI as inih reads it, with every doubt an error that
/// names file and line. One thread at a time.
///
/// What inih would pass over in silence and is refused here: a line longer
/// than its buffer, text after a section's `]`, a section without keys, an
/// indented line that it takes for the continuation of the value above (here
/// indentation means nothing), a NUL byte.

#ifndef HOTCOLD_CONFIG_FILE_H
#define HOTCOLD_CONFIG_FILE_H

#include "config/settings.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

/// Read the configuration at `path` into `settings`, over what is there.
/// HC_BAD_USAGE with "file:line: ..." in `error`, or HC_NO_MEMORY.
HcStatus
hc_file_read(const char* path, HcSettings* settings, HcError* error);

/// Read a file of limits: `limit` before any section or in [limits] goes to
/// `everywhere`; all else as in a configuration, but that lines need no ports.
HcStatus
hc_file_read_limits(const char* path,
                    HcSettings* settings,
                    HcLineSpec* everywhere,
                    HcError*    error);

#endif // HOTCOLD_CONFIG_FILE_H
