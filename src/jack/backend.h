// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The JACK client of a program: input ports, output ports, the connections
/// that they should have, and one function that runs on the audio thread. It
/// comes back to a server that went away. Works on jackd and on PipeWire's JACK
/// library. It knows nothing of what the audio means.
///
/// Functions are grouped by the thread that may call them. No function but
/// those of the first group changes anything.

#ifndef HOTCOLD_JACK_BACKEND_H
#define HOTCOLD_JACK_BACKEND_H

#include "jack/settings.h"

#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Opaque
typedef struct HcJack HcJack;

/// How the client and its server are, as of the last poll or cycle
typedef struct {
  char     implementation[64]; ///< "jackd 1.9.21", "PipeWire 0.3.65"
  bool     is_open;            ///< Connected to a server that is alive
  bool     is_freewheeling;    ///< Time runs faster than the clock
  uint32_t n_opened;           ///< Times that a server was opened since new
  uint32_t sample_rate;        ///< Hz; 0 before the first server
  uint32_t frame_time;         ///< Of the newest cycle
  uint64_t frames;             ///< Given to the process function since new
  double   load;               ///< The server's DSP load, percent
} HcJackHealth;

/** Main thread: the one that calls hc_jack_poll() */

/// A backend that is not open yet. HC_BAD_USAGE: a source or target is neither
/// a name nor a regular expression. HC_NO_MEMORY.
HcStatus
hc_jack_new(const HcJackSettings* settings, HcJack** jack, HcError* error);

/// Closes the client; the process function is not called any more. NULL is
/// fine.
void
hc_jack_free(HcJack* jack);

/// Connect to the server now, register all ports and start. Never starts a
/// server. HC_NO_DATA: there is no server. HC_BAD_USAGE: the server has no room
/// for all ports.
HcStatus
hc_jack_open(HcJack* jack, HcError* error);

/// Do what is due: leave a server that is gone, come back to one, connect
/// ports. Call it about every 50 ms. It takes 0.1 s at most to connect ports,
/// and then goes on at the next call. HC_SUCCESS also while it waits for a
/// server. HC_BAD_USAGE: the first server that was found has no room for all
/// ports; after it has been open once, this is a notice and it tries again.
HcStatus
hc_jack_poll(HcJack* jack, HcError* error);

/// Make all connections now. HC_SUCCESS: the server took them all, though
/// PipeWire makes them a little later. Else `error` says which port is missing
/// (HC_NO_DATA), or that several match (HC_BAD_USAGE).
HcStatus
hc_jack_connect(HcJack* jack, HcError* error);

/// The capture latencies of an open client's input, in frames: the least and
/// the greatest over all ways from a physical port. Zeros for an empty place.
void
hc_jack_latency(const HcJack* jack,
                size_t        input,
                uint32_t*     least,
                uint32_t*     greatest);

/** Any thread but audio */

/// Connections of an input as of the last poll; JACK adds their signals up
unsigned
hc_jack_connections(const HcJack* jack, size_t input);

/// Consistent in each field, not between fields
HcJackHealth
hc_jack_health(const HcJack* jack);

#endif // HOTCOLD_JACK_BACKEND_H
