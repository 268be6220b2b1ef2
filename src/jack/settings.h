// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The settings of a JACK backend: the ports, the connections that they should
/// have, and the functions to call. Plain data.

#ifndef HOTCOLD_JACK_SETTINGS_H
#define HOTCOLD_JACK_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One cycle, as the process function sees it. Buffers are planar and of
/// `n_frames` samples each. They are valid in this cycle only.
typedef struct {
  const float* const* inputs;      ///< n_inputs; NULL: no audio in this cycle
  float* const*       outputs;     ///< n_outputs, to be filled; NULL: no port
  uint32_t            n_frames;    ///< Any number; it may change in each cycle
  uint32_t            frame_time;  ///< Time of the first frame; wraps at 2^32
  uint32_t            sample_rate; ///< Hz; PipeWire changes it at any time
  bool                is_first; ///< The first cycle since a server was opened
} HcJackCycle;

/// An input port. With `name` NULL there is no port: the place in the list
/// stays empty, and its buffer is always NULL.
typedef struct {
  const char* name;        ///< Port name without the name of the client
  const char* pretty_name; ///< For the server's metadata; NULL: none
  const char* source;      ///< The port to connect to it: see below
  unsigned    physical;    ///< Without `source`: take the physical capture port
                           ///< of this number, from 1; 0: connect nothing
} HcJackInput;

/// An output port; `name` and `pretty_name` as in HcJackInput
typedef struct {
  const char*        name;
  const char*        pretty_name;
  size_t             n_targets;
  const char* const* targets; ///< The ports to connect it to: see below
} HcJackOutput;

/// Settings that do not change during the life of a backend; all borrowed.
///
/// A source or target is the name of a port (or an alias of it), or else a
/// POSIX extended regular expression that matches some part of exactly one
/// port's name. A name of the form CLIENT:PORT without special characters is
/// never taken as an expression. Own ports are never matched.
typedef struct {
  const char*         client_name;
  const char*         server_name; ///< NULL: the default server
  size_t              n_inputs;
  const HcJackInput*  inputs;
  size_t              n_outputs;
  const HcJackOutput* outputs;

  /// Called on the audio thread in every cycle. It must not allocate, lock,
  /// wait, log or call the system.
  void (*process)(void* process_data, const HcJackCycle* cycle);
  void* process_data;

  /// Called by hc_jack_open() and hc_jack_poll() with one line about what
  /// happened: a server came or went, a port was connected or is missing. NULL:
  /// notices are not wanted.
  void (*notice)(void* notice_data, const char* text);
  void* notice_data;
} HcJackSettings;

#endif // HOTCOLD_JACK_SETTINGS_H
