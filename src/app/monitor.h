// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold monitor`: a terminal view of a running analyzer, over OSC alone

#ifndef HOTCOLD_APP_MONITOR_H
#define HOTCOLD_APP_MONITOR_H

/// Run the subcommand; `argv[0]` is its name. Returns the exit status of the
/// program: 0; 2 for wrong usage; 3 if the host is unknown or there was no
/// answer within --seconds. Main thread.
int
hc_monitor(int argc, char** argv);

#endif // HOTCOLD_APP_MONITOR_H
