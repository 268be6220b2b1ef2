// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/callbacks.h"

#include "jack/cycle.h"

#include <jack/jack.h>

#if defined(__SSE2__)
#  include <xmmintrin.h>
#endif

#include <stdatomic.h>
#include <stddef.h>
#include <stdbool.h>

// With denormals, a signal that fades out would cost many times more than a
// loud one
static void
on_thread(void* const data)
{
  (void)data;
#if defined(__SSE2__)
  enum { FLUSH_TO_ZERO = 0x8000, DENORMALS_ARE_ZERO = 0x0040 };
  _mm_setcsr(_mm_getcsr() | FLUSH_TO_ZERO | DENORMALS_ARE_ZERO);
#endif
}

// PipeWire changes the rate of a running client
static int
on_sample_rate(const jack_nframes_t rate, void* const data)
{
  HcJackShared* const self = (HcJackShared*)data;
  atomic_store_explicit(&self->audio.rate, rate, memory_order_relaxed);
  return 0;
}

static void
on_freewheel(const int starting, void* const data)
{
  atomic_store(&((HcJackShared*)data)->events.freewheel, starting != 0);
}

static void
on_port(const jack_port_id_t port, const int registered, void* const data)
{
  (void)port;
  if (registered) {
    atomic_store(&((HcJackShared*)data)->events.ports_changed, true);
  }
}

// A source can be exchanged between two polls: then only this count changes
static void
on_connect(const jack_port_id_t a,
           const jack_port_id_t b,
           const int            connected,
           void* const          data)
{
  HcJackShared* const      self  = (HcJackShared*)data;
  const HcJackAudio* const audio = &self->audio;
  const jack_port_t* const port  = jack_port_by_id(audio->client, b);
  (void)a;
  (void)connected;
  for (size_t i = 0; port && i < audio->n_inputs; ++i) {
    if (audio->inputs[i] == port) {
      atomic_fetch_add_explicit(
        &self->events.patches[i], 1U, memory_order_relaxed);
    }
  }
}

static int
on_graph(void* const data)
{
  atomic_store(&((HcJackShared*)data)->events.graph_changed, true);
  return 0;
}

// PipeWire calls only this one; jackd calls this one or both
static void
on_shutdown(void* const data)
{
  atomic_store(&((HcJackShared*)data)->events.gone, true);
}

static void
on_info_shutdown(const jack_status_t code,
                 const char* const   reason,
                 void* const         data)
{
  (void)code;
  (void)reason;
  on_shutdown(data);
}

void
hc_jack_set_callbacks(HcJackShared* const self)
{
  jack_client_t* const client = self->audio.client;
  jack_set_thread_init_callback(client, on_thread, self);
  jack_set_process_callback(client, hc_jack_cycle, &self->audio);
  jack_set_sample_rate_callback(client, on_sample_rate, self);
  jack_set_freewheel_callback(client, on_freewheel, self);
  jack_set_port_registration_callback(client, on_port, self);
  jack_set_port_connect_callback(client, on_connect, self);
  jack_set_graph_order_callback(client, on_graph, self);
  jack_on_shutdown(client, on_shutdown, self);
  jack_on_info_shutdown(client, on_info_shutdown, self);
}
