// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fake_jack.h"

#include <jack/jack.h>
#include <jack/metadata.h>
#include <jack/uuid.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Test scaffolding: the library has one state for the whole program as well
static FakeJack fake;

FakeJack*
fake_jack(void)
{
  return &fake;
}

void
fake_jack_start(void)
{
  memset(&fake, 0, sizeof(fake));
  fake.is_running    = true;
  fake.rate          = 48000U;
  fake.max_own_ports = FAKE_MAX_PORTS;
}

jack_port_t*
fake_jack_port(const char* const name)
{
  for (size_t i = 0; i < fake.n_ports; ++i) {
    if (!strcmp(fake.ports[i].name, name) ||
        (*name && !strcmp(fake.ports[i].alias, name))) {
      return &fake.ports[i];
    }
  }
  return NULL;
}

jack_port_t*
fake_jack_add(const char* const name, const int flags)
{
  jack_port_t* const port = &fake.ports[fake.n_ports++];
  memset(port, 0, sizeof(*port));
  snprintf(port->name, sizeof(port->name), "%s", name);
  port->flags = flags;
  if (fake.is_active) {
    fake.registered((jack_port_id_t)fake.n_ports, 1, fake.registered_data);
  }
  return port;
}

void
fake_jack_cycle(void)
{
  fake.process(FAKE_FRAMES, fake.process_data);
  fake.frame_time += FAKE_FRAMES;
}

void
fake_jack_die(void)
{
  fake.is_running = false;
  fake.n_ports    = 0;
  fake.shutdown(fake.shutdown_data);
}

// The library

const char*
jack_get_version_string(void)
{
  return "1.9.99";
}

jack_client_t*
jack_client_open(const char*    name,
                 jack_options_t options,
                 jack_status_t* st,
                 ...)
{
  (void)name;
  (void)options;
  *st          = fake.is_running ? (jack_status_t)0 : JackServerFailed;
  fake.is_open = fake.is_running;
  return fake.is_running ? (jack_client_t*)&fake : NULL;
}

int
jack_client_close(jack_client_t* client)
{
  size_t kept = 0;
  (void)client;
  for (size_t i = 0; i < fake.n_ports; ++i) {
    if (fake.ports[i].is_mine) {
      fake.n_left += fake.ports[i].has_name;
    } else {
      fake.ports[kept++] = fake.ports[i];
    }
  }
  fake.n_ports   = kept;
  fake.is_open   = false;
  fake.is_active = false;
  ++fake.n_closed;
  return 0;
}

int
jack_activate(jack_client_t* client)
{
  (void)client;
  fake.is_active = true;
  return 0;
}

char*
jack_get_client_name(jack_client_t* client)
{
  static char name[] = "own";
  (void)client;
  return name;
}

jack_nframes_t
jack_get_sample_rate(jack_client_t* client)
{
  (void)client;
  return fake.rate;
}

jack_nframes_t
jack_last_frame_time(const jack_client_t* client)
{
  (void)client;
  return fake.frame_time;
}

float
jack_cpu_load(jack_client_t* client)
{
  (void)client;
  return 12.5F;
}

jack_port_t*
jack_port_register(jack_client_t* client,
                   const char*    name,
                   const char*    type,
                   unsigned long  flags,
                   unsigned long  size)
{
  char full[64] = "";
  (void)client;
  (void)type;
  (void)size;
  if (!fake.max_own_ports) {
    return NULL;
  }
  --fake.max_own_ports;
  snprintf(full, sizeof(full), "own:%s", name);
  jack_port_t* const port = fake_jack_add(full, (int)flags);
  port->is_mine           = true;
  return port;
}

void*
jack_port_get_buffer(jack_port_t* port, jack_nframes_t n_frames)
{
  (void)n_frames;
  return port->buffer;
}

jack_uuid_t
jack_port_uuid(const jack_port_t* port)
{
  return (jack_uuid_t)(port - fake.ports);
}

int
jack_set_property(jack_client_t* client,
                  jack_uuid_t    subject,
                  const char*    key,
                  const char*    value,
                  const char*    type)
{
  (void)client;
  (void)key;
  (void)value;
  (void)type;
  fake.n_early += !fake.is_active;
  fake.ports[subject].has_name = true;
  return 0;
}

int
jack_remove_properties(jack_client_t* client, jack_uuid_t subject)
{
  (void)client;
  fake.n_early += !fake.is_active;
  fake.ports[subject].has_name = false;
  return 1;
}

const char**
jack_get_ports(jack_client_t* client,
               const char*    name,
               const char*    type,
               unsigned long  flags)
{
  const char** const names =
    (const char**)calloc(fake.n_ports + 1U, sizeof(char*));
  size_t n = 0;
  (void)client;
  (void)name;
  (void)type;
  ++fake.n_get_ports;
  for (size_t i = 0; i < fake.n_ports; ++i) {
    if (((unsigned long)fake.ports[i].flags & flags) == flags) {
      names[n++] = fake.ports[i].name;
    }
  }
  return names;
}

void
jack_free(void* memory)
{
  free(memory);
}

jack_port_t*
jack_port_by_name(jack_client_t* client, const char* name)
{
  (void)client;
  ++fake.n_by_name;
  return fake_jack_port(name);
}

int
jack_port_flags(const jack_port_t* port)
{
  return port->flags;
}

int
jack_port_is_mine(const jack_client_t* client, const jack_port_t* port)
{
  (void)client;
  return port->is_mine;
}

const char*
jack_port_name(const jack_port_t* port)
{
  return port->name;
}

const char*
jack_port_short_name(const jack_port_t* port)
{
  return strchr(port->name, ':') + 1;
}

int
jack_port_name_size(void)
{
  return 64;
}

int
jack_port_connected(const jack_port_t* port)
{
  ++fake.n_connected;
  return port->n_connections;
}

void
jack_port_get_latency_range(jack_port_t*                 port,
                            jack_latency_callback_mode_t mode,
                            jack_latency_range_t*        range)
{
  (void)mode;
  *range = port->latency;
}

int
jack_connect(jack_client_t* client, const char* from, const char* to)
{
  jack_port_t* const source = fake_jack_port(from);
  jack_port_t* const sink   = fake_jack_port(to);
  (void)client;
  ++fake.n_connect;
  if (!source || !sink || !(source->flags & JackPortIsOutput) ||
      !(sink->flags & JackPortIsInput)) {
    return ENOENT;
  }
  if (!fake.is_slow) {
    ++source->n_connections;
    ++sink->n_connections;
    fake.graph(fake.graph_data);
  }
  return 0;
}

// A port's number is its place
jack_port_t*
jack_port_by_id(jack_client_t* const client, const jack_port_id_t id)
{
  (void)client;
  return id < fake_jack()->n_ports ? &fake_jack()->ports[id] : NULL;
}
