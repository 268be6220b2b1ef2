// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/line_client.h"

#include "app/line_player.h"
#include "jack/ports.h"

#include <jack/jack.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

/// Seconds between tries to reach a server
static const double open_pause = 0.25;

struct HcLineClient {
  HcLinePlayer           player;
  const HcModelSettings* settings;
  const char*            server;
  jack_client_t*         client; ///< NULL: not open
  jack_port_t*           programme;
  jack_port_t*           hot;
  jack_port_t*           cold;
  atomic_bool            gone; ///< The server has left us
  double                 next; ///< Monotonic time of the next try
};

static double
monotonic(void)
{
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (1e-9 * (double)now.tv_nsec);
}

static int
process(const jack_nframes_t frames, void* const data)
{
  HcLineClient* const self = (HcLineClient*)data;
  hc_line_player_run(
    &self->player,
    (const float*)jack_port_get_buffer(self->programme, frames),
    (float*)jack_port_get_buffer(self->hot, frames),
    (float*)jack_port_get_buffer(self->cold, frames),
    frames);
  return 0;
}

static int
take_rate(const jack_nframes_t rate, void* const data)
{
  HcLineClient* const self = (HcLineClient*)data;
  atomic_store(&self->player.rate, rate);
  return 0;
}

static int
look_at_connections(void* const data)
{
  HcLineClient* const self = (HcLineClient*)data;
  atomic_store(&self->player.connected,
               jack_port_connected(self->programme) > 0);
  return 0;
}

// PipeWire calls only this one, jackd either or both
static void
leave(void* const data)
{
  HcLineClient* const self = (HcLineClient*)data;
  atomic_store(&self->gone, true);
}

static void
leave_telling(const jack_status_t code, const char* const why, void* const data)
{
  (void)code;
  (void)why;
  leave(data);
}

HcLineClient*
hc_line_client_new(const HcModelSettings* const settings,
                   const char* const            server)
{
  HcLineClient* const self = (HcLineClient*)calloc(1, sizeof(HcLineClient));
  if (self) {
    self->settings = settings;
    self->server   = server;
  }
  return self;
}

static void
close_client(HcLineClient* const self)
{
  if (self->client) {
    jack_client_close(self->client);
    self->client = NULL;
    atomic_store(&self->player.connected, false);
  }
}

void
hc_line_client_free(HcLineClient* const client)
{
  if (client) {
    close_client(client);
    hc_line_player_finish(&client->player);
    free(client);
  }
}

static bool
register_ports(HcLineClient* const self)
{
  self->programme = jack_port_register(
    self->client, "programme", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
  self->hot = jack_port_register(
    self->client, "hot", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
  self->cold = jack_port_register(
    self->client, "cold", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
  return self->programme && self->hot && self->cold;
}

static bool
set_callbacks(HcLineClient* const self)
{
  jack_on_shutdown(self->client, leave, self);
  jack_on_info_shutdown(self->client, leave_telling, self);
  return !jack_set_process_callback(self->client, process, self) &&
         !jack_set_sample_rate_callback(self->client, take_rate, self) &&
         !jack_set_graph_order_callback(
           self->client, look_at_connections, self);
}

HcStatus
hc_line_client_open(HcLineClient* const client, HcError* const error)
{
  HcStatus st =
    hc_ports_reach("hotcold-line", client->server, &client->client, error);
  if (st) {
    return st;
  }

  atomic_store(&client->gone, false);
  atomic_store(&client->player.rate, jack_get_sample_rate(client->client));
  st = hc_line_player_tend(&client->player, client->settings, error);
  if (!st && (!register_ports(client) || !set_callbacks(client) ||
              jack_activate(client->client))) {
    st = hc_error(error,
                  HC_NO_DATA,
                  "the JACK server refused hotcold-line, expected ports");
  }
  if (st) {
    close_client(client);
  }
  return st;
}

HcStatus
hc_line_client_poll(HcLineClient* const client, HcError* const error)
{
  if (client->client && atomic_load(&client->gone)) {
    close_client(client);
    client->next = monotonic() + open_pause;
  }
  if (client->client) {
    look_at_connections(client);
    return hc_line_player_tend(&client->player, client->settings, error);
  }
  if (monotonic() < client->next) {
    return HC_SUCCESS;
  }
  client->next      = monotonic() + open_pause;
  const HcStatus st = hc_line_client_open(client, error);
  return st == HC_NO_DATA ? HC_SUCCESS : st;
}

double
hc_line_client_seconds(const HcLineClient* const client)
{
  const uint32_t rate = atomic_load(&client->player.rate);
  return rate ? (double)atomic_load(&client->player.frames) / rate : 0.0;
}
