// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The connections that own ports should have. Main thread.

#ifndef HOTCOLD_JACK_WISHES_H
#define HOTCOLD_JACK_WISHES_H

#include "jack/cycle.h"
#include "jack/settings.h"

#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// One connection that a port should have
typedef struct {
  size_t      port;      ///< Index into the inputs or outputs
  bool        is_output; ///< Which of them
  const char* pattern;   ///< Name or regular expression; NULL: a physical port
  unsigned    physical;  ///< Number of the physical port, from 1
  bool        is_made;   ///< Output: the server accepted it in this span
  bool        was_reported; ///< The missing other port has been reported
  double      retry;        ///< Time of the next attempt, monotonic seconds
} HcWish;

/// The wishes of all ports
typedef struct {
  const HcJackSettings* settings; ///< Borrowed
  const HcJackAudio*    audio;    ///< Borrowed: the ports
  size_t                n;
  HcWish*               wishes; ///< n
  size_t                next;   ///< The wish to be tried next
  double                until; ///< Attempts end at this time, monotonic seconds
} HcWishes;

/// Make the list of all wishes of `settings` and check their patterns:
/// HC_BAD_USAGE, HC_NO_MEMORY. Call hc_wishes_finish() later, also after an
/// error.
HcStatus
hc_wishes_init(HcWishes*             wishes,
               const HcJackSettings* settings,
               const HcJackAudio*    audio,
               HcError*              error);

/// Free the list. A zeroed struct is allowed.
void
hc_wishes_finish(HcWishes* wishes);

/// Call when a server was opened or a port appeared at `now`. Connecting is
/// then attempted for some time, because some ports can be connected only
/// later.
void
hc_wishes_renew(HcWishes* wishes, double now);

/// The client is closed: nothing is connected, and nothing has been reported
void
hc_wishes_forget(HcWishes* wishes);

/// Try the wishes that are due at `now`, and report missing ports. Takes at
/// most 0.1 s and the time of one connection; the next call continues.
void
hc_wishes_poll(HcWishes* wishes, double now);

/// As hc_jack_connect()
HcStatus
hc_wishes_connect_all(HcWishes* wishes, HcError* error);

#endif // HOTCOLD_JACK_WISHES_H
