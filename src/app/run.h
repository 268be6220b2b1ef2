// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold run`: analyze lines from JACK and publish readings over OSC, until
/// a signal stops it.

#ifndef HOTCOLD_APP_RUN_H
#define HOTCOLD_APP_RUN_H

/// Run the subcommand; `argv[0]` is its name. Returns the exit status of the
/// program. Main thread.
int
hc_run(int argc, char** argv);

#endif // HOTCOLD_APP_RUN_H
