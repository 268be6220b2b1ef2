// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold simulate`: play a modelled line into JACK, or render it to a file.

#ifndef HOTCOLD_APP_SIMULATE_H
#define HOTCOLD_APP_SIMULATE_H

/// Run the subcommand; `argv[0]` is its name. Returns the exit status of the
/// program. Main thread.
int
hc_simulate(int argc, char** argv);

#endif // HOTCOLD_APP_SIMULATE_H
