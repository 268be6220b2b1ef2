// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold run`: the analyzer, JACK in, OSC out, until stopped

#ifndef HOTCOLD_APP_RUN_H
#define HOTCOLD_APP_RUN_H

/// The subcommand, with argv[0] its name; the exit status
int
hc_run(int argc, char** argv);

#endif // HOTCOLD_APP_RUN_H
