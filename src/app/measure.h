// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold measure`: one take from JACK, then its result.

#ifndef HOTCOLD_APP_MEASURE_H
#define HOTCOLD_APP_MEASURE_H

/// Run the subcommand; `argv[0]` is its name. Returns the exit status of the
/// program. Main thread.
int
hc_measure(int argc, char** argv);

#endif // HOTCOLD_APP_MEASURE_H
