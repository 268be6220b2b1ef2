// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/port_names.h"

#include "jack/reach.h"

#include <hotcold/status.h>

#include <jack/jack.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static bool
is_physical(jack_client_t* const client, const char* const name)
{
  const jack_port_t* const port = jack_port_by_name(client, name);
  return port && (jack_port_flags(port) & JackPortIsPhysical);
}

// One allocation with the pointers, NULL, and then the text they point to
static char**
allocate(const char* const* const ports, size_t* const n)
{
  size_t bytes = sizeof(char*);
  *n           = 0;
  for (; ports && ports[*n]; ++*n) {
    bytes += sizeof(char*) + strlen(ports[*n]) + 1U;
  }
  return (char**)calloc(1, bytes);
}

static void
copy(jack_client_t* const     client,
     const char* const* const ports,
     const size_t             n,
     char** const             names)
{
  char*  text = (char*)(names + n + 1U);
  size_t k    = 0;
  for (int pass = 0; pass < 2; ++pass) {
    for (size_t i = 0; i < n; ++i) {
      if (is_physical(client, ports[i]) == !pass) {
        const size_t size = strlen(ports[i]) + 1U;
        names[k++]        = (char*)memcpy(text, ports[i], size);
        text += size;
      }
    }
  }
}

HcStatus
hc_jack_port_names(const char* const server_name,
                   char*** const     names,
                   HcError* const    error)
{
  jack_client_t* client = NULL;
  const HcStatus st =
    hc_jack_reach("hotcold-ports", server_name, &client, error);
  if (st) {
    return st;
  }

  const char** const ports =
    jack_get_ports(client, NULL, JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput);
  size_t n = 0;
  *names   = allocate(ports, &n);
  if (*names) {
    copy(client, ports, n, *names);
  }
  jack_free(ports);
  jack_client_close(client);
  return *names ? HC_SUCCESS : hc_error(error, HC_NO_MEMORY, "out of memory");
}
