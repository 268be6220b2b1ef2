// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes `--help` from the option table. Any thread.

#ifndef HOTCOLD_CONFIG_HELP_H
#define HOTCOLD_CONFIG_HELP_H

#include "config/options.h"

#include <stdio.h>

/// Write the usage, the description and the options of `command` to `stream`
void
hc_help_command(FILE* stream, HcCommand command);

#endif // HOTCOLD_CONFIG_HELP_H
