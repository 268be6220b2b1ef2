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

/// Take the ports' names out of the server's metadata. To be called before an
/// active client is closed: a closing client reads no notices, and jackd 1.9.21
/// sends it one for every property that it removes itself. From 35 named ports
/// on, the server would wait for us for ever.
void
hc_own_ports_clear_names(const HcJackAudio* audio);

/// The client is closed: its ports are no more
void
hc_own_ports_forget(HcJackAudio* audio);

#endif // HOTCOLD_JACK_OWN_PORTS_H
