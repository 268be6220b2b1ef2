// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// All of the backend that runs on the audio thread, and only that.
///
/// The main thread fills HcJackAudio while the client is not active. While it
/// is active the audio thread owns it, but for the atomic words: those are
/// counters without order between them, and any thread may read them.

#ifndef HOTCOLD_JACK_CYCLE_H
#define HOTCOLD_JACK_CYCLE_H

#include "jack/settings.h"

#include <hotcold/attributes.h>

#include <jack/jack.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What the audio thread uses
typedef struct {
  jack_client_t* client; ///< NULL: not open
  size_t         n_inputs;
  size_t         n_outputs;
  jack_port_t**  inputs;         ///< n_inputs; NULL: an empty place
  jack_port_t**  outputs;        ///< n_outputs; NULL: an empty place
  const float**  input_buffers;  ///< n_inputs, of the cycle at hand
  float**        output_buffers; ///< n_outputs, of the cycle at hand
  bool           is_first;       ///< No cycle was run on this server yet
  void (*process)(void* data, const HcJackCycle* cycle);
  void* data;

  // Written by JACK's threads, read by any
  _Atomic uint32_t rate;       ///< Hz; also set when a server is opened
  _Atomic uint32_t frame_time; ///< Of the newest cycle
  _Atomic uint64_t frames;     ///< Given to `process`
} HcJackAudio;

/// JACK's process callback; `data` is an HcJackAudio. Returns 0.
int
hc_jack_cycle(jack_nframes_t n_frames, void* data) HC_REALTIME;

#endif // HOTCOLD_JACK_CYCLE_H
