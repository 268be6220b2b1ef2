// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The client's own ports. Main thread.

#ifndef HOTCOLD_JACK_OWN_PORTS_H
#define HOTCOLD_JACK_OWN_PORTS_H

#include "jack/cycle.h"
#include "jack/settings.h"

#include <hotcold/status.h>

/// Register all ports of `settings` with the open client `audio->client`, which
/// is not active yet. HC_BAD_USAGE: the server has no room for all.
HcStatus
hc_own_ports_register(const HcJackSettings* settings,
                      HcJackAudio*          audio,
                      HcError*              error);

/// Put the ports' names into the server's metadata. Only while the client is
/// active: jackd 1.9.21 sends each client a notice of every change, and does so
/// some time later. A closing client reads no notices, and the server would
/// wait for it for ever. Closing an active client begins with a request that is
/// answered after all notices; closing another one does not.
void
hc_own_ports_set_names(const HcJackSettings* settings,
                       const HcJackAudio*    audio);

/// Take the names out again. To be called before an active client is closed, or
/// else jackd 1.9.21 does it when the client reads no notices any more: from 35
/// named ports on, it would wait for ever.
void
hc_own_ports_clear_names(const HcJackAudio* audio);

/// The client is closed: its ports are no more
void
hc_own_ports_forget(HcJackAudio* audio);

#endif // HOTCOLD_JACK_OWN_PORTS_H
