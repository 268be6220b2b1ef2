// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/backend.h"

#include "jack/callbacks.h"
#include "jack/clock.h"
#include "jack/cycle.h"
#include "jack/notice.h"
#include "jack/own_ports.h"
#include "jack/reach.h"
#include "jack/wishes.h"

#include <hotcold/status.h>

#include <jack/jack.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Seconds between two attempts to reach a server, or to open a client after the
// server refused it
static const double open_pause    = 0.25;
static const double refused_pause = 5.0;

// If a server runs for so many seconds without calling us, we register again.
// jackd 1.9.21 can lose a client for good when connections change on a busy
// machine.
static const double not_called_after = 3.0;

// Seconds between two checks of the connections if no change was reported. JACK
// reports every change, but PipeWire's library does not report some.
static const double look_pause = 0.5;

struct HcJack {
  HcJackSettings settings;
  HcJackShared   shared;
  HcWishes       wishes;
  char           implementation[64];
  char           client_name[128]; ///< Name to ask for: wished, then held

  // Used by the main thread only; times are monotonic seconds
  double         next_open;    ///< Next attempt to open a client
  double         next_look;    ///< Next check of connections, at the latest
  HcStatus       reported;     ///< Reported reason why the client is not open
  uint64_t       frames;       ///< Frames received when that last changed
  double         frames_at;    ///< Time of that change
  jack_nframes_t server_frame; ///< Frame time of the server at that time

  // Written by the main thread, read by any thread
  atomic_bool    is_open;
  atomic_uint    n_opened;
  _Atomic double load;        ///< Percent
  atomic_uint*   connections; ///< n_inputs
};

static void
name_implementation(HcJack* const self)
{
  const char* const version  = jack_get_version_string();
  const char* const pipewire = strstr(version, "PipeWire ");
  if (pipewire) {
    snprintf(self->implementation,
             sizeof(self->implementation),
             "PipeWire %.*s",
             (int)strcspn(pipewire + 9, ")"),
             pipewire + 9);
  } else {
    snprintf(
      self->implementation, sizeof(self->implementation), "jackd %s", version);
  }
}

// A client whose name was taken got another one. It asks for that one again:
// when a server comes back, two clients would else exchange their names, and
// with them their cables.
static void
keep_name(HcJack* const self, const char* const name)
{
  snprintf(self->client_name, sizeof(self->client_name), "%s", name);
}

// One more of each than needed, because calloc() may return NULL for none
static HcStatus
allocate(HcJack* const self, HcError* const error)
{
  HcJackAudio* const audio = &self->shared.audio;
  const size_t       n_in  = self->settings.n_inputs + 1U;
  const size_t       n_out = self->settings.n_outputs + 1U;
  audio->inputs            = (jack_port_t**)calloc(n_in, sizeof(jack_port_t*));
  audio->outputs           = (jack_port_t**)calloc(n_out, sizeof(jack_port_t*));
  audio->input_buffers     = (const float**)calloc(n_in, sizeof(float*));
  audio->output_buffers    = (float**)calloc(n_out, sizeof(float*));
  self->connections        = (atomic_uint*)calloc(n_in, sizeof(atomic_uint));
  self->shared.events.patches = (atomic_uint*)calloc(n_in, sizeof(atomic_uint));
  return audio->inputs && audio->outputs && audio->input_buffers &&
             audio->output_buffers && self->connections &&
             self->shared.events.patches
           ? HC_SUCCESS
           : hc_error(error, HC_NO_MEMORY, "out of memory");
}

HcStatus
hc_jack_new(const HcJackSettings* const settings,
            HcJack** const              jack,
            HcError* const              error)
{
  HcJack* const self = (HcJack*)calloc(1, sizeof(HcJack));
  if (!self) {
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }

  HcJackAudio* const audio = &self->shared.audio;
  self->settings           = *settings;
  audio->n_inputs          = settings->n_inputs;
  audio->n_outputs         = settings->n_outputs;
  audio->process           = settings->process;
  audio->data              = settings->process_data;
  name_implementation(self);
  keep_name(self, settings->client_name);

  HcStatus st = allocate(self, error);
  if (!st) {
    st = hc_wishes_init(&self->wishes, &self->settings, audio, error);
  }
  if (st) {
    hc_jack_free(self);
    return st;
  }
  *jack = self;
  return HC_SUCCESS;
}

static void
close_client(HcJack* const self)
{
  HcJackAudio* const audio = &self->shared.audio;
  if (!audio->client) {
    return;
  }
  if (atomic_load(&self->is_open) && !atomic_load(&self->shared.events.gone)) {
    hc_own_ports_clear_names(audio);
  }
  jack_client_close(audio->client);
  audio->client = NULL;
  hc_own_ports_forget(audio);
  hc_wishes_forget(&self->wishes);
  for (size_t i = 0; i < audio->n_inputs; ++i) {
    atomic_store_explicit(&self->connections[i], 0U, memory_order_relaxed);
  }
  atomic_store(&self->is_open, false);
  atomic_store(&self->load, 0.0);
  atomic_store(&self->shared.events.freewheel, false);
}

void
hc_jack_free(HcJack* const self)
{
  if (self) {
    close_client(self);
    hc_wishes_finish(&self->wishes);
    free(self->shared.events.patches);
    free(self->connections);
    free(self->shared.audio.output_buffers);
    free(self->shared.audio.input_buffers);
    free(self->shared.audio.outputs);
    free(self->shared.audio.inputs);
    free(self);
  }
}

static HcStatus
start_client(HcJack* const self, HcError* const error)
{
  HcJackAudio* const audio = &self->shared.audio;
  atomic_store(&self->shared.events.gone, false);
  atomic_store(&audio->rate, jack_get_sample_rate(audio->client));
  audio->is_first = true;
  hc_jack_set_callbacks(&self->shared);

  const HcStatus st = hc_own_ports_register(&self->settings, audio, error);
  if (!st && jack_activate(audio->client)) {
    return hc_error(
      error, HC_NO_DATA, "the JACK server did not activate the client");
  }
  return st;
}

HcStatus
hc_jack_open(HcJack* const self, HcError* const error)
{
  HcJackAudio* const audio = &self->shared.audio;
  HcStatus           st    = hc_jack_reach(
    self->client_name, self->settings.server_name, &audio->client, error);
  if (st) {
    self->next_open = hc_monotonic() + open_pause;
    return st;
  }
  st = start_client(self, error);
  if (st) {
    close_client(self);
    self->next_open = hc_monotonic() + refused_pause;
    return st;
  }

  keep_name(self, jack_get_client_name(audio->client));
  const double now = hc_monotonic();
  self->next_open  = 0.0;
  self->reported   = HC_SUCCESS;
  self->frames_at  = 0.0;
  self->next_look  = now;
  hc_own_ports_set_names(&self->settings, audio);
  hc_wishes_renew(&self->wishes, now);
  atomic_store(&self->is_open, true);
  atomic_fetch_add(&self->n_opened, 1U);
  hc_jack_notice(&self->settings,
                 "client %s on %s, %u Hz",
                 jack_get_client_name(audio->client),
                 self->implementation,
                 jack_get_sample_rate(audio->client));
  return HC_SUCCESS;
}

// A new server may not have enough ports for us. Wait for another one then; but
// with the first server this is an error.
static HcStatus
try_to_open(HcJack* const self, HcError* const error)
{
  HcError        why = {HC_SUCCESS, ""};
  const HcStatus st  = hc_jack_open(self, &why);
  if (st == HC_BAD_USAGE && !atomic_load(&self->n_opened)) {
    return hc_error(error, st, "%s", why.text);
  }
  if (st && st != self->reported) {
    hc_jack_notice(&self->settings, "waiting: %s", why.text);
    self->reported = st;
  }
  return HC_SUCCESS;
}

// True if the server runs, but does not call us
static bool
is_not_called(HcJack* const self, const double now)
{
  jack_client_t* const client = self->shared.audio.client;
  const uint64_t       frames = atomic_load(&self->shared.audio.frames);
  if (frames != self->frames || self->frames_at <= 0.0) {
    self->frames       = frames;
    self->frames_at    = now;
    self->server_frame = jack_last_frame_time(client);
  }
  return now - self->frames_at >= not_called_after &&
         jack_last_frame_time(client) != self->server_frame;
}

static void
leave_lost_server(HcJack* const self, const double now)
{
  if (!self->shared.audio.client) {
    return;
  }
  if (atomic_load(&self->shared.events.gone)) {
    close_client(self);
    hc_jack_notice(&self->settings, "the JACK server is gone, waiting for it");
    self->reported = HC_NO_DATA;
  } else if (is_not_called(self, now)) {
    close_client(self);
    hc_jack_notice(
      &self->settings,
      "the JACK server does not call us any more, registering again");
  }
}

static void
look_at_connections(HcJack* const self, const double now)
{
  const HcJackAudio* const audio = &self->shared.audio;
  if (!atomic_exchange(&self->shared.events.graph_changed, false) &&
      now < self->next_look) {
    return;
  }
  for (size_t i = 0; i < audio->n_inputs; ++i) {
    const int n = audio->inputs[i] ? jack_port_connected(audio->inputs[i]) : 0;
    atomic_store_explicit(
      &self->connections[i], n > 0 ? (unsigned)n : 0U, memory_order_relaxed);
  }
  self->next_look = now + look_pause;
}

HcStatus
hc_jack_poll(HcJack* const self, HcError* const error)
{
  const double now = hc_monotonic();
  leave_lost_server(self, now);
  if (!self->shared.audio.client && now >= self->next_open) {
    const HcStatus st = try_to_open(self, error);
    if (st) {
      return st;
    }
  }
  if (self->shared.audio.client) {
    if (atomic_exchange(&self->shared.events.ports_changed, false)) {
      hc_wishes_renew(&self->wishes, now);
    }
    hc_wishes_poll(&self->wishes, now);
    look_at_connections(self, now);
    atomic_store(&self->load, (double)jack_cpu_load(self->shared.audio.client));
  }
  return HC_SUCCESS;
}

HcStatus
hc_jack_connect(HcJack* const self, HcError* const error)
{
  return self->shared.audio.client
           ? hc_wishes_connect_all(&self->wishes, error)
           : hc_error(error, HC_NO_DATA, "there is no JACK server");
}

void
hc_jack_latency(const HcJack* const self,
                const size_t        input,
                uint32_t* const     least,
                uint32_t* const     greatest)
{
  jack_port_t* const   port  = self->shared.audio.inputs[input];
  jack_latency_range_t range = {0, 0};
  if (port) {
    jack_port_get_latency_range(port, JackCaptureLatency, &range);
  }
  *least    = range.min;
  *greatest = range.max;
}

unsigned
hc_jack_connections(const HcJack* const self, const size_t input)
{
  return atomic_load_explicit(&self->connections[input], memory_order_relaxed);
}

unsigned
hc_jack_patches(const HcJack* const self, const size_t input)
{
  return atomic_load_explicit(&self->shared.events.patches[input],
                              memory_order_relaxed);
}

HcJackHealth
hc_jack_health(const HcJack* const self)
{
  const HcJackAudio* const  audio  = &self->shared.audio;
  const HcJackEvents* const events = &self->shared.events;
  HcJackHealth              health = {.is_open = atomic_load(&self->is_open) &&
                                                 !atomic_load(&events->gone),
                                      .is_freewheeling = atomic_load(&events->freewheel),
                                      .n_opened = atomic_load(&self->n_opened),
                                      .sample_rate = atomic_load(&audio->rate),
                                      .frame_time = atomic_load(&audio->frame_time),
                                      .frames     = atomic_load(&audio->frames),
                                      .load       = atomic_load(&self->load)};
  memcpy(
    health.implementation, self->implementation, sizeof(health.implementation));
  return health;
}
