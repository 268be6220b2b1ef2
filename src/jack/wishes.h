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
  unsigned    physical;  ///< Its number, from 1
  bool        is_made;   ///< An output: the server took it in this span
  bool        was_told;  ///< The user knows that the other port is missing
  double      retry;     ///< Monotonic seconds before which not to try again
} HcWish;

/// All of them
typedef struct {
  const HcJackSettings* settings; ///< Borrowed
  const HcJackAudio*    audio;    ///< Borrowed: the ports
  size_t                n;
  HcWish*               wishes; ///< n
  size_t                next;   ///< Whose turn it is
  double                until;  ///< Monotonic seconds until which to try
} HcWishes;

/// All wishes of `settings`, with their patterns checked: HC_BAD_USAGE,
/// HC_NO_MEMORY. To be undone with hc_wishes_finish(), whatever is returned.
HcStatus
hc_wishes_init(HcWishes*             wishes,
               const HcJackSettings* settings,
               const HcJackAudio*    audio,
               HcError*              error);

/// Free the list. A zeroed object is fine.
void
hc_wishes_finish(HcWishes* wishes);

/// A server was opened, or a port appeared at `now`: try for a while, since not
/// all can be connected at once
void
hc_wishes_renew(HcWishes* wishes, double now);

/// The client is closed: nothing is connected, and nobody was told
void
hc_wishes_forget(HcWishes* wishes);

/// Connect what is due at `now`, and tell the user what is missing. Takes 0.1 s
/// and the time of one connection at most; the next call goes on.
void
hc_wishes_poll(HcWishes* wishes, double now);

/// As hc_jack_connect()
HcStatus
hc_wishes_connect_all(HcWishes* wishes, HcError* error);

#endif // HOTCOLD_JACK_WISHES_H
