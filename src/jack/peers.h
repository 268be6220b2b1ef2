// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A list of the other clients' ports to which our ports can be connected. Main
/// thread.

#ifndef HOTCOLD_JACK_PEERS_H
#define HOTCOLD_JACK_PEERS_H

#include <hotcold/status.h>

#include <jack/jack.h>

#include <stdbool.h>
#include <stddef.h>

/// One list is used for all ports of a pass. If the server was asked again for
/// each port, the time would grow with the square of their number.
typedef struct {
  jack_client_t* client;
  unsigned long  direction; ///< JackPortIsOutput: sources, JackPortIsInput
  const char**   names;     ///< JACK's array, sorted here; NULL: none
  size_t         n;
} HcPeers;

/// Number of ports that a pattern matches
typedef enum {
  HC_PORT_NONE,
  HC_PORT_FOUND,
  HC_PORT_SEVERAL,
} HcPortMatch;

/// Ask the server for its audio ports of one direction. `client` must stay open
/// until hc_peers_finish().
void
hc_peers_init(HcPeers* peers, jack_client_t* client, unsigned long direction);

/// Free the list of names. A zeroed struct is allowed.
void
hc_peers_finish(HcPeers* peers);

/// Find the port that `pattern` means, as HcJackSettings describes it. `name`,
/// of `size` bytes, receives the name of the port, or the first two of several.
HcPortMatch
hc_peers_find(const HcPeers* peers,
              const char*    pattern,
              char*          name,
              size_t         size);

/// The physical port of number `number`, from 1, in the server's order; false
/// if there are fewer
bool
hc_peers_physical(const HcPeers* peers,
                  unsigned       number,
                  char*          name,
                  size_t         size);

/// HC_BAD_USAGE if `pattern` is neither a port's name nor a regular expression
HcStatus
hc_peers_check_pattern(const char* pattern, HcError* error);

#endif // HOTCOLD_JACK_PEERS_H
