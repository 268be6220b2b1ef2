// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The client's own ports. Main thread.

#ifndef HOTCOLD_JACK_OWN_PORTS_H
#define HOTCOLD_JACK_OWN_PORTS_H

#include "jack/cycle.h"
#include "jack/settings.h"

#include <hotcold/status.h>

/// Register all ports of `settings` with the open client `audio->client`, which
/// is not active yet. HC_BAD_USAGE: the server does not have room for all
/// ports.
HcStatus
hc_own_ports_register(const HcJackSettings* settings,
                      HcJackAudio*          audio,
                      HcError*              error);

/// Put the ports' names into the server's metadata. Only while the client is
/// active: jackd 1.9.21 notifies each client of every change, some time later.
/// A client that is being closed does not read notices, and the server would
/// wait for it forever. Closing an active client begins with a request that is
/// answered after all notices; closing a client that is not active does not.
void
hc_own_ports_set_names(const HcJackSettings* settings,
                       const HcJackAudio*    audio);

/// Remove the names again. Call it before an active client is closed. Else
/// jackd 1.9.21 removes them when the client does not read notices any more,
/// and with 35 or more named ports it would wait forever.
void
hc_own_ports_clear_names(const HcJackAudio* audio);

/// The client is closed: its ports do not exist any more
void
hc_own_ports_forget(HcJackAudio* audio);

#endif // HOTCOLD_JACK_OWN_PORTS_H
