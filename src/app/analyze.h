// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold analyze FILE`: a take from a recording, then its result.

#ifndef HOTCOLD_APP_ANALYZE_H
#define HOTCOLD_APP_ANALYZE_H

/// Run the subcommand; `argv[0]` is its name. Returns the exit status of the
/// program. Main thread.
int
hc_analyze(int argc, char** argv);

#endif // HOTCOLD_APP_ANALYZE_H
