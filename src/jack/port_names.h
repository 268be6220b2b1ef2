// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The ports of a server, for listing. Main thread.

#ifndef HOTCOLD_JACK_PORT_NAMES_H
#define HOTCOLD_JACK_PORT_NAMES_H

#include <hotcold/status.h>

/// Ask the server `server_name` (NULL: the default server) for the full names
/// of the audio ports that one can capture from, physical ports first. `names`
/// receives an array that ends with NULL, and that the caller frees with one
/// free(). HC_NO_DATA: there is no server. HC_NO_MEMORY.
HcStatus
hc_jack_port_names(const char* server_name, char*** names, HcError* error);

#endif // HOTCOLD_JACK_PORT_NAMES_H
