// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Opening a client of a server that runs already. Main thread.

#ifndef HOTCOLD_JACK_REACH_H
#define HOTCOLD_JACK_REACH_H

#include <hotcold/status.h>

#include <jack/jack.h>

/// Open a client called `client_name` on `server_name` (NULL: the default
/// server). Never starts a server. The caller closes the client. The messages
/// of JACK's library are not printed, because `error` has the reason.
/// HC_NO_DATA: there is no server.
HcStatus
hc_jack_reach(const char*     client_name,
              const char*     server_name,
              jack_client_t** client,
              HcError*        error);

#endif // HOTCOLD_JACK_REACH_H
