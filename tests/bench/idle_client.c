// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A JACK client with input ports and a process callback that does nothing:
/// what any client with these ports and connections costs the server.
///
/// Usage: idle_client PORTS SECONDS [SOURCE]...; input number i is connected
/// to source i modulo their number. Prints the mean of the server's DSP load
/// in percent over SECONDS, and the frames that the server skipped in that
/// time. Exits 0; 3 without a server.

#include <jack/jack.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
  MAX_PORTS  = 1024,
  LOOKS      = 10, // At the load, per second
  SETTLE     = 3,  // Seconds from the last connection to the first look
  NAP_NS     = 1000000000 / LOOKS,
  BAD_USAGE  = 2,
  NO_SERVER  = 3,
  SOURCES_AT = 3, // In argv
};

typedef struct {
  jack_client_t*   client;
  jack_nframes_t   expected; // Frame time of the next cycle
  bool             running;  // That means something
  _Atomic uint64_t lost;     // Frames skipped so far
} Idle;

// Nothing but what tells skipped frames
static int
on_process(const jack_nframes_t n, void* const data)
{
  Idle* const          self    = (Idle*)data;
  const jack_nframes_t time    = jack_last_frame_time(self->client);
  const int32_t        skipped = (int32_t)(time - self->expected);
  if (self->running && skipped > 0) {
    atomic_fetch_add(&self->lost, (uint64_t)skipped);
  }
  self->running  = true;
  self->expected = time + n;
  return 0;
}

static bool
add_ports(jack_client_t* const client, jack_port_t** const ports, const int n)
{
  for (int i = 0; i < n; ++i) {
    char name[32];
    snprintf(name, sizeof(name), "in_%d", i + 1);
    ports[i] = jack_port_register(
      client, name, JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
    if (!ports[i]) {
      return false;
    }
  }
  return true;
}

static void
connect_ports(jack_client_t* const client,
              jack_port_t** const  ports,
              const int            n,
              char** const         sources,
              const int            n_sources)
{
  for (int i = 0; i < n && n_sources; ++i) {
    const char* const source = sources[i % n_sources];
    if (jack_connect(client, source, jack_port_name(ports[i]))) {
      fprintf(stderr, "idle_client: %s is not connected\n", source);
    }
  }
}

// The mean load, and `lost` from the time when all has settled on
static double
mean_load(Idle* const self, const int seconds, uint64_t* const lost)
{
  const struct timespec nap    = {0, NAP_NS};
  double                sum    = 0.0;
  uint64_t              before = 0;
  for (int i = 0; i < LOOKS * (SETTLE + seconds); ++i) {
    nanosleep(&nap, NULL);
    if (i < LOOKS * SETTLE) {
      before = atomic_load(&self->lost);
    } else {
      sum += (double)jack_cpu_load(self->client);
    }
  }
  *lost = atomic_load(&self->lost) - before;
  return sum / (LOOKS * seconds);
}

int
main(int argc, char** argv)
{
  const int n       = argc > 1 ? atoi(argv[1]) : 0;
  const int seconds = argc > 2 ? atoi(argv[2]) : 0;
  if (n < 0 || n > MAX_PORTS || seconds < 1) {
    return BAD_USAGE;
  }
  jack_client_t* const client =
    jack_client_open("idle", JackNoStartServer, NULL);
  if (!client) {
    return NO_SERVER;
  }

  jack_port_t* ports[MAX_PORTS] = {NULL};
  Idle         idle             = {.client = client};
  jack_set_process_callback(client, on_process, &idle);
  const bool ok = add_ports(client, ports, n) && !jack_activate(client);
  if (ok) {
    connect_ports(client, ports, n, argv + SOURCES_AT, argc - SOURCES_AT);
    uint64_t     lost = 0;
    const double load = mean_load(&idle, seconds, &lost);
    printf("%.2f %llu\n", load, (unsigned long long)lost);
  }
  jack_client_close(client);
  return ok ? EXIT_SUCCESS : NO_SERVER;
}
