// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold monitor`: a terminal view of a running analyzer, over OSC alone

#ifndef HOTCOLD_APP_MONITOR_H
#define HOTCOLD_APP_MONITOR_H

/// The subcommand, with argv[0] its name. Returns the exit status: 0, 2 for
/// wrong usage, 3 if the host is unknown or --seconds passed without an answer.
int
hc_monitor(int argc, char** argv);

#endif // HOTCOLD_APP_MONITOR_H
