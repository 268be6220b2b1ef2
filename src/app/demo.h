// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold demo`: four modelled lines, the analyzer and the monitor, on a JACK
/// server of its own.

#ifndef HOTCOLD_APP_DEMO_H
#define HOTCOLD_APP_DEMO_H

/// Run the subcommand; `argv[0]` is its name. Returns the exit status of the
/// program. Main thread.
int
hc_demo(int argc, char** argv);

#endif // HOTCOLD_APP_DEMO_H
