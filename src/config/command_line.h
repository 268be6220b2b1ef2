// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The words after a subcommand: --key VALUE, --key=VALUE, -c FILE, operands,
/// and `--`, after which all are operands. One thread at a time.

#ifndef HOTCOLD_CONFIG_COMMAND_LINE_H
#define HOTCOLD_CONFIG_COMMAND_LINE_H

#include "config/settings.h"

#include <hotcold/status.h>

/// Check all words and store --config and the operand in `settings`, which is
/// what must be known before a file is read. argv[0] is the subcommand.
HcStatus
hc_command_line_scan(HcSettings*        settings,
                     HcCommand          command,
                     int                argc,
                     const char* const* argv,
                     HcError*           error);

/// Store all options in `settings`, over what is there
HcStatus
hc_command_line_apply(HcSettings*        settings,
                      HcCommand          command,
                      int                argc,
                      const char* const* argv,
                      HcError*           error);

#endif // HOTCOLD_CONFIG_COMMAND_LINE_H
