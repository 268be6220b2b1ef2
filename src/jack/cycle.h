// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of the backend that runs on the audio thread.
///
/// The main thread fills HcJackAudio while the client is not active. While the
/// client is active, the audio thread owns it. Any thread may read the atomic
/// counters, but one may change before another.

#ifndef HOTCOLD_JACK_CYCLE_H
#define HOTCOLD_JACK_CYCLE_H

#include "jack/settings.h"

#include <hotcold/attributes.h>

#include <jack/jack.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The data of the audio thread
typedef struct {
  jack_client_t* client; ///< NULL: not open
  size_t         n_inputs;
  size_t         n_outputs;
  jack_port_t**  inputs;         ///< n_inputs; NULL: an empty place
  jack_port_t**  outputs;        ///< n_outputs; NULL: an empty place
  const float**  input_buffers;  ///< n_inputs, of the current cycle
  float**        output_buffers; ///< n_outputs, of the current cycle
  bool           is_first;       ///< No cycle was run on this server yet
  void (*process)(void* data, const HcJackCycle* cycle);
  void* data;

  // Written by JACK's threads, read by any thread
  _Atomic uint32_t rate;       ///< Hz; also set when a server is opened
  _Atomic uint32_t frame_time; ///< Frame time of the newest cycle
  _Atomic uint64_t frames;     ///< Frames given to `process`
} HcJackAudio;

/// JACK's process callback; `data` is an HcJackAudio. Returns 0.
int
hc_jack_cycle(jack_nframes_t n_frames, void* data) HC_REALTIME;

#endif // HOTCOLD_JACK_CYCLE_H
