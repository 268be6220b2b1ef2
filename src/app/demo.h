// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold demo`: everything at once, on a server of its own

#ifndef HOTCOLD_APP_DEMO_H
#define HOTCOLD_APP_DEMO_H

/// The subcommand, with argv[0] its name; the exit status
int
hc_demo(int argc, char** argv);

#endif // HOTCOLD_APP_DEMO_H
