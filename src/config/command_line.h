// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the command line after the subcommand: --key VALUE, --key=VALUE,
/// -c FILE, operands, and `--`, after which every word is an operand. One
/// thread at a time.

#ifndef HOTCOLD_CONFIG_COMMAND_LINE_H
#define HOTCOLD_CONFIG_COMMAND_LINE_H

#include "config/settings.h"

#include <hotcold/status.h>

/// Check the option names of all words, and store --config and the operand in
/// `settings`; both are needed before a file can be read. argv[0] is the
/// subcommand. Returns HC_BAD_USAGE with one line in `error` for an unknown
/// option, an option without its value or given twice, and a wrong operand.
HcStatus
hc_command_line_scan(HcSettings*        settings,
                     HcCommand          command,
                     int                argc,
                     const char* const* argv,
                     HcError*           error);

/// Store all options in `settings`, where they replace what a file has set.
/// Call it after hc_command_line_scan() with the same words. Returns
/// HC_BAD_USAGE or HC_NO_MEMORY with one line in `error`.
HcStatus
hc_command_line_apply(HcSettings*        settings,
                      HcCommand          command,
                      int                argc,
                      const char* const* argv,
                      HcError*           error);

#endif // HOTCOLD_CONFIG_COMMAND_LINE_H
