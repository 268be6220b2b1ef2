// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A JACK library without a server: one client, ports in a table, and a count
/// of the calls that cost a real library time with the number of ports. Linked
/// in front of the real library. One thread.

#ifndef HOTCOLD_TEST_FAKE_JACK_H
#define HOTCOLD_TEST_FAKE_JACK_H

#include <jack/jack.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FAKE_MAX_PORTS = 2048, FAKE_FRAMES = 64 };

/// One port of the server
struct _jack_port {
  char                 name[64];
  char                 alias[64];
  int                  flags;
  bool                 is_mine;
  bool                 has_name; ///< In the metadata
  int                  n_connections;
  jack_latency_range_t latency;
  float                buffer[FAKE_FRAMES];
};

/// All there is
typedef struct {
  bool        is_running; ///< Is there a server to open a client of?
  bool        is_slow;    ///< Connections are promised only, as on PipeWire
  bool        is_active;
  bool        is_open;
  uint32_t    rate;
  uint32_t    frame_time;
  size_t      max_own_ports;
  size_t      n_ports;
  jack_port_t ports[FAKE_MAX_PORTS];

  size_t n_get_ports; ///< Calls of jack_get_ports()
  size_t n_by_name;   ///< Calls of jack_port_by_name()
  size_t n_connected; ///< Calls of jack_port_connected()
  size_t n_connect;   ///< Calls of jack_connect()
  size_t n_closed;    ///< Clients closed
  size_t n_left;      ///< Named ports that a closed client left behind
  size_t n_early;     ///< Names set or removed while the client is not active

  JackProcessCallback          process;
  void*                        process_data;
  JackSampleRateCallback       rate_changed;
  void*                        rate_data;
  JackPortRegistrationCallback registered;
  void*                        registered_data;
  JackPortConnectCallback      connected;
  void*                        connected_data;
  JackGraphOrderCallback       graph;
  void*                        graph_data;
  JackShutdownCallback         shutdown;
  void*                        shutdown_data;
} FakeJack;

/// The one there is
FakeJack*
fake_jack(void);

/// A running server at 48 kHz with no ports, and no calls counted
void
fake_jack_start(void);

/// A port of another client appears; told to ours if it is active
jack_port_t*
fake_jack_add(const char* name, int flags);

/// The port called `name`, or NULL
jack_port_t*
fake_jack_port(const char* name);

/// Run one cycle of FAKE_FRAMES frames
void
fake_jack_cycle(void);

/// The server dies: all ports are gone and no client can be opened
void
fake_jack_die(void);

#endif // HOTCOLD_TEST_FAKE_JACK_H
