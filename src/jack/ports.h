// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Finding the ports that a line's legs come from. Not for the audio thread.

#ifndef HOTCOLD_JACK_PORTS_H
#define HOTCOLD_JACK_PORTS_H

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <jack/jack.h>

#include <stdbool.h>
#include <stddef.h>

/// Open a client called `client_name` on `server_name` (NULL: the default
/// server), without starting one. What the library would print is left out,
/// since `error` says it in better words. HC_NO_DATA when there is no server.
HcStatus
hc_ports_reach(const char*     client_name,
               const char*     server_name,
               jack_client_t** client,
               HcError*        error);

/// How many ports a pattern matches
typedef enum {
  HC_PORT_NONE,
  HC_PORT_FOUND,
  HC_PORT_SEVERAL,
} HcPortMatch;

/// The port that `pattern` names, among the audio ports one can capture from
/// and that are not the client's own. An exact name (or alias) goes before an
/// extended regular expression (POSIX), which may match any part of a name; a
/// whole name without special characters is never taken as an expression.
/// `name` receives the port, or the first two of several, of `size` bytes.
HcPortMatch
hc_ports_find(jack_client_t* client,
              const char*    pattern,
              char*          name,
              size_t         size);

/// The `index`-th physical capture port, from 0; false if there are fewer
bool
hc_ports_physical(jack_client_t* client, size_t index, char* name, size_t size);

/// Is `pattern` a port name or a regular expression at all?
HcStatus
hc_ports_check(const char* pattern, HcError* error);

#endif // HOTCOLD_JACK_PORTS_H
