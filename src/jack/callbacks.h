// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Callbacks on JACK's other threads. They only set flags for the main thread,
/// because JACK may hold locks of its own while it calls.

#ifndef HOTCOLD_JACK_CALLBACKS_H
#define HOTCOLD_JACK_CALLBACKS_H

#include "jack/cycle.h"

#include <stdatomic.h>

/// Set by JACK's threads; the main thread reads them, and clears the changes
typedef struct {
  atomic_bool  gone;          ///< The server closed or died
  atomic_bool  ports_changed; ///< A port was registered
  atomic_bool  graph_changed; ///< Connections changed
  atomic_bool  freewheel;     ///< The server runs faster than real time
  atomic_uint* patches;       ///< n_inputs: connections made or broken; owned
} HcJackEvents;

/// The data that all callbacks use
typedef struct {
  HcJackAudio  audio;
  HcJackEvents events;
} HcJackShared;

/// Make JACK call us. Main thread, while the client is not active; `shared`
/// must outlive the client.
void
hc_jack_set_callbacks(HcJackShared* shared);

#endif // HOTCOLD_JACK_CALLBACKS_H
