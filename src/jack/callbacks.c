// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/internal.h"

#include "stream/process.h"

#include <hotcold/attributes.h>

#include <jack/jack.h>

#if defined(__SSE2__)
#  include <xmmintrin.h>
#endif

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

// Denormals would make a fading signal cost many times a loud one
static void
on_thread(void* const data)
{
  (void)data;
#if defined(__SSE2__)
  enum { FLUSH_TO_ZERO = 0x8000, DENORMALS_ARE_ZERO = 0x0040 };
  _mm_setcsr(_mm_getcsr() | FLUSH_TO_ZERO | DENORMALS_ARE_ZERO);
#endif
}

static float*
buffer(jack_port_t* const port, const jack_nframes_t n_frames)
{
  return port ? (float*)jack_port_get_buffer(port, n_frames) : NULL;
}

HC_REALTIME static int
on_process(const jack_nframes_t n_frames, void* const data)
{
  HcJack* const    self    = (HcJack*)data;
  HcProcess* const process = self->process;
  hc_process_begin(process, jack_last_frame_time(self->client), n_frames);
  for (size_t i = 0; i < process->n_lines; ++i) {
    const HcJackLine* const line    = &self->lines[i];
    const HcBuffers         buffers = {
              buffer(line->inputs[HC_HOT_PORT].port, n_frames),
              buffer(line->inputs[HC_COLD_PORT].port, n_frames),
              buffer(line->inputs[HC_REFERENCE_PORT].port, n_frames),
              buffer(line->diff, n_frames),
              buffer(line->common, n_frames)};
    hc_process_line(process, i, &buffers, n_frames);
  }
  hc_process_end(process, n_frames);
  return 0;
}

// PipeWire changes the rate of a running client
static int
on_sample_rate(const jack_nframes_t rate, void* const data)
{
  const HcJack* const self = (const HcJack*)data;
  atomic_store_explicit(
    &self->process->counters.rate, rate, memory_order_relaxed);
  return 0;
}

static void
on_freewheel(const int starting, void* const data)
{
  atomic_store(&((HcJack*)data)->freewheel, starting != 0);
}

static void
on_port(const jack_port_id_t port, const int registered, void* const data)
{
  (void)port;
  if (registered) {
    atomic_store(&((HcJack*)data)->ports_changed, true);
  }
}

// PipeWire calls only this one, jackd this one or both
static void
on_shutdown(void* const data)
{
  atomic_store(&((HcJack*)data)->gone, true);
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
hc_jack_set_callbacks(HcJack* const self)
{
  jack_client_t* const client = self->client;
  jack_set_thread_init_callback(client, on_thread, self);
  jack_set_process_callback(client, on_process, self);
  jack_set_sample_rate_callback(client, on_sample_rate, self);
  jack_set_freewheel_callback(client, on_freewheel, self);
  jack_set_port_registration_callback(client, on_port, self);
  jack_on_shutdown(client, on_shutdown, self);
  jack_on_info_shutdown(client, on_info_shutdown, self);
}
