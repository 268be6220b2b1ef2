// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold measure`: a take from JACK

#ifndef HOTCOLD_APP_MEASURE_H
#define HOTCOLD_APP_MEASURE_H

/// The subcommand, with argv[0] its name; the exit status
int
hc_measure(int argc, char** argv);

#endif // HOTCOLD_APP_MEASURE_H
