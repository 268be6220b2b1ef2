// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// `hotcold ports`: list the ports to which a line can be connected.

#ifndef HOTCOLD_APP_PORTS_H
#define HOTCOLD_APP_PORTS_H

/// Run the subcommand; `argv[0]` is its name. Returns the exit status of the
/// program. Main thread.
int
hc_ports(int argc, char** argv);

#endif // HOTCOLD_APP_PORTS_H
