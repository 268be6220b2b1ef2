// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the files of the JACK client share; nobody else includes it.

#ifndef HOTCOLD_JACK_INTERNAL_H
#define HOTCOLD_JACK_INTERNAL_H

#include "jack/client.h"
#include "stream/process.h"

#include <hotcold/attributes.h>
#include <hotcold/status.h>

#include <jack/jack.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Input ports of a line
enum { HC_HOT_PORT, HC_COLD_PORT, HC_REFERENCE_PORT, HC_N_INPUTS };

/// One input port and where its signal should come from
typedef struct {
  jack_port_t* port;    ///< NULL: the line has no such input
  const char*  pattern; ///< Port name or regular expression; empty: physical
  bool         told;    ///< The user knows that nothing fits `pattern`
  double       retry;   ///< Monotonic seconds before which not to try again
} HcInput;

/// One line's ports
typedef struct {
  HcInput      inputs[HC_N_INPUTS];
  jack_port_t* diff;   ///< NULL: not wanted
  jack_port_t* common; ///< Likewise
  unsigned     skewed; ///< Looks in a row at which the legs' latencies differed
} HcJackLine;

struct HcJack {
  HcJackSettings settings;
  HcProcess*     process;
  jack_client_t* client; ///< NULL: not open
  HcJackLine*    lines;
  char           implementation[64];
  double         next_open;     ///< Monotonic seconds of the next try
  double         connect_until; ///< Ports that appear may need a while
  size_t         next_line;     ///< Whose turn it is to be connected
  bool           waiting;       ///< The user knows that there is no server
  uint64_t       progress;      ///< Frames taken in at the last poll
  double         progress_at;   ///< Monotonic seconds when they last changed
  jack_nframes_t server_frame;  ///< Where the server was then

  // Written by JACK's threads, read by the thread that polls
  atomic_bool gone;          ///< The server closed or died
  atomic_bool ports_changed; ///< A port came

  // Written by the thread that polls, or JACK's, read by any
  atomic_bool    freewheel;
  _Atomic double load;        ///< Percent
  atomic_int*    connections; ///< HcLineState per line
};

/// Tell the user, printf-like
void
hc_jack_notice(const HcJack* jack, const char* format, ...) HC_PRINTF(2, 3);

/// Have JACK call us; before activation
void
hc_jack_set_callbacks(HcJack* jack);

/// Register all ports of all lines
HcStatus
hc_jack_register(HcJack* jack, HcError* error);

/// Take the ports' names out of the server's metadata, before closing. A
/// closing client reads no notices, and jackd 1.9.21 sends one for every
/// property it removes itself: from 17 lines on it would wait for us for ever.
void
hc_jack_clear_names(HcJack* jack);

/// Monotonic seconds
double
hc_jack_monotonic(void);

/// Connect inputs that are not, and say what is missing. Returns false if time
/// ran out before all lines had their turn: the next call goes on.
bool
hc_jack_connect(HcJack* jack, double now);

/// Look at what is connected to every line
void
hc_jack_look(HcJack* jack);

#endif // HOTCOLD_JACK_INTERNAL_H
