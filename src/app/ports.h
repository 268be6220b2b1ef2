// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold ports`: the ports a line can be taken from

#ifndef HOTCOLD_APP_PORTS_H
#define HOTCOLD_APP_PORTS_H

/// The subcommand, with argv[0] its name; the exit status
int
hc_ports(int argc, char** argv);

#endif // HOTCOLD_APP_PORTS_H
