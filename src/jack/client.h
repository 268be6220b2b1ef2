// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The JACK client of an analyzer: registers ports for all lines, connects
/// them, and stays through the server's death and return. Works the same on
/// jackd and on PipeWire's JACK library. All functions but the atomic readers
/// belong to one thread, the one that calls hc_jack_poll().

#ifndef HOTCOLD_JACK_CLIENT_H
#define HOTCOLD_JACK_CLIENT_H

#include "stream/process.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// What is fixed for the life of the client; all of it is borrowed
typedef struct {
  const char*       client_name;
  const char*       server_name; ///< NULL: the default server
  bool              diff;        ///< Register NAME_diff
  bool              common;      ///< Register NAME_common
  size_t            n_lines;
  const HcLineSpec* lines; ///< Empty hot and cold: the first physical ports

  /// Told in one line what happens to the client; may be NULL
  void (*notice)(void* notice_data, const char* text);
  void* notice_data;
} HcJackSettings;

/// Opaque
typedef struct HcJack HcJack;

/// A client that is not open yet, feeding `process`, which must outlive it.
/// HC_BAD_USAGE for a port pattern that is no regular expression.
HcStatus
hc_jack_new(const HcJackSettings* settings,
            HcProcess*            process,
            HcJack**              jack,
            HcError*              error);

/// Closes the client. NULL is fine.
void
hc_jack_free(HcJack* jack);

/// Connect to the server now: HC_NO_DATA when there is none
HcStatus
hc_jack_open(HcJack* jack, HcError* error);

/// Do what is due: come back to a server, connect ports that have appeared,
/// look at connections. Call it every 100 ms or so.
void
hc_jack_poll(HcJack* jack);

/// Is the client open, and its server alive?
bool
hc_jack_is_open(const HcJack* jack);

/// Are all legs connected? If not, `error` says which port is missing
/// (HC_NO_DATA) or matches several (HC_BAD_USAGE).
HcStatus
hc_jack_check_ports(HcJack* jack, HcError* error);

/// From the connection counts of the line's ports, as of the last poll: ok,
/// many-sources, one-leg or disconnected. Any thread.
HcLineState
hc_jack_connections(const HcJack* jack, size_t line);

/// The server's DSP load in percent, as of the last poll. Any thread.
double
hc_jack_load(const HcJack* jack);

/// Any thread
bool
hc_jack_is_freewheeling(const HcJack* jack);

/// "jackd 1.9.21", "PipeWire 0.3.65": the JACK library in use. Any thread.
const char*
hc_jack_implementation(const HcJack* jack);

#endif // HOTCOLD_JACK_CLIENT_H
