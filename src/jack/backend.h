// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The JACK client of a program: input ports, output ports, the connections
/// that they should have, and one function that runs on the audio thread. When
/// a server is restarted, it connects to it again. Works on jackd and on
/// PipeWire's JACK library. The meaning of the audio is not known here.
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

/// Health of the client and its server at the last poll or cycle
typedef struct {
  char     implementation[64]; ///< "jackd 1.9.21", "PipeWire 0.3.65"
  bool     is_open;            ///< Connected to a server that is alive
  bool     is_freewheeling;    ///< The server runs faster than real time
  uint32_t n_opened;           ///< Number of times a server was opened
  uint32_t sample_rate;        ///< Hz; 0 before the first server
  uint32_t frame_time;         ///< Frame time of the newest cycle
  uint64_t frames;             ///< Frames given to the process function so far
  double   load;               ///< The server's DSP load, percent
} HcJackHealth;

/** Main thread: the one that calls hc_jack_poll() */

/// A backend that is not open yet. HC_BAD_USAGE: a source or target is neither
/// a name nor a regular expression. HC_NO_MEMORY.
HcStatus
hc_jack_new(const HcJackSettings* settings, HcJack** jack, HcError* error);

/// Close the client and free the backend; the process function is not called
/// any more. NULL is allowed.
void
hc_jack_free(HcJack* jack);

/// Connect to the server now, register all ports and start. Never starts a
/// server. HC_NO_DATA: there is no server. HC_BAD_USAGE: the server has no room
/// for all ports.
HcStatus
hc_jack_open(HcJack* jack, HcError* error);

/// Do the work that is due: leave a server that is gone, connect to a new one,
/// connect ports. Call it about every 50 ms. It connects ports for at most 0.1
/// s and continues at the next call. HC_SUCCESS also while it waits for a
/// server. HC_BAD_USAGE: the first server that was found does not have room for
/// all ports. After a server has been open once, this is a notice, and it tries
/// again.
HcStatus
hc_jack_poll(HcJack* jack, HcError* error);

/// Make all connections now. HC_SUCCESS: the server accepted all of them, but
/// PipeWire makes them a little later. Else `error` says which port is missing
/// (HC_NO_DATA), or that several ports match (HC_BAD_USAGE).
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

/// A number that changes whenever a connection of an input is made or broken,
/// also if its source was exchanged for another one between two polls
unsigned
hc_jack_patches(const HcJack* jack, size_t input);

/// Each field is consistent, but they may belong to different times
HcJackHealth
hc_jack_health(const HcJack* jack);

#endif // HOTCOLD_JACK_BACKEND_H
