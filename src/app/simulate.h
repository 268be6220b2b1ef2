// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold simulate`: a modelled line, played into JACK or rendered to a file

#ifndef HOTCOLD_APP_SIMULATE_H
#define HOTCOLD_APP_SIMULATE_H

/// The subcommand, with argv[0] its name; the exit status
int
hc_simulate(int argc, char** argv);

#endif // HOTCOLD_APP_SIMULATE_H
