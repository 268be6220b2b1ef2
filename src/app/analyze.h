// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold analyze FILE`: a take from a recording

#ifndef HOTCOLD_APP_ANALYZE_H
#define HOTCOLD_APP_ANALYZE_H

/// The subcommand, with argv[0] its name; the exit status
int
hc_analyze(int argc, char** argv);

#endif // HOTCOLD_APP_ANALYZE_H
