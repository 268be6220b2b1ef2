// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The JACK ports of all lines, for `run` and `measure`. They are registered
/// and connected here, and feed an HcProcess. Main thread, unless said
/// otherwise.

#ifndef HOTCOLD_ENGINE_LINE_PORTS_H
#define HOTCOLD_ENGINE_LINE_PORTS_H

#include "jack/backend.h"
#include "stream/process.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// Settings that do not change during the life of the ports; all borrowed
typedef struct {
  const char*       client_name;
  const char*       server_name; ///< NULL: the default server
  bool              diff;        ///< Register NAME_diff
  bool              common;      ///< Register NAME_common
  size_t            n_lines;     ///< 1..HC_MAX_LINES
  const HcLineSpec* lines; ///< Empty hot and cold: the first physical ports

  /// As in HcJackSettings
  void (*notice)(void* notice_data, const char* text);
  void* notice_data;
} HcLinePortsSettings;

/// A process for the lines of `settings`, with the references that they have.
/// The caller frees it with hc_process_free(). NULL when out of memory.
HcProcess*
hc_line_ports_process(const HcLinePortsSettings* settings);

/// Opaque
typedef struct HcLinePorts HcLinePorts;

/// Ports of a client that is not open yet. They feed `process`, which has
/// `settings->n_lines` lines and must outlive them. HC_BAD_USAGE: the pattern
/// of a port is not a regular expression. HC_NO_MEMORY.
HcStatus
hc_line_ports_new(const HcLinePortsSettings* settings,
                  HcProcess*                 process,
                  HcLinePorts**              ports,
                  HcError*                   error);

/// Close the client and free the ports. NULL is allowed.
void
hc_line_ports_free(HcLinePorts* ports);

/// The backend, to open it and to make connections; owned by `ports`
HcJack*
hc_line_ports_jack(HcLinePorts* ports);

/// As hc_jack_poll(). Also reports legs whose latencies differ.
HcStatus
hc_line_ports_poll(HcLinePorts* ports, HcError* error);

/// HC_STATE_OK, _MANY_SOURCES, _ONE_LEG or _DISCONNECTED, from the connections
/// of the line's legs as of the last poll. Any thread but audio.
HcLineState
hc_line_ports_state(const HcLinePorts* ports, size_t line);

/// A number that changes with every connection of the line's legs that is made
/// or broken. Any thread but audio.
unsigned
hc_line_ports_patches(const HcLinePorts* ports, size_t line);

/// As hc_jack_health(). Any thread but audio.
HcJackHealth
hc_line_ports_health(const HcLinePorts* ports);

#endif // HOTCOLD_ENGINE_LINE_PORTS_H
