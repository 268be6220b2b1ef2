// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/reach.h"

#include <hotcold/status.h>

#include <jack/jack.h>

#include <stdlib.h>

// The name that the library uses if none is given
static const char*
default_server(void)
{
  const char* const name = getenv("JACK_DEFAULT_SERVER");
  return name && *name ? name : "default";
}

static void
drop_message(const char* const text)
{
  (void)text;
}

HcStatus
hc_jack_reach(const char* const     client_name,
              const char* const     server_name,
              jack_client_t** const client,
              HcError* const        error)
{
  jack_status_t status = (jack_status_t)0;
  jack_set_error_function(drop_message);
  jack_set_info_function(drop_message);
  *client =
    server_name
      ? jack_client_open(
          client_name, JackNoStartServer | JackServerName, &status, server_name)
      : jack_client_open(client_name, JackNoStartServer, &status);
  if (*client) {
    return HC_SUCCESS;
  }
  const char* const name = server_name ? server_name : default_server();
  return status & JackServerFailed
           ? hc_error(error,
                      HC_NO_DATA,
                      "no JACK server `%s`, expected jackd to run, or PipeWire "
                      "and `pw-jack hotcold ...`",
                      name)
           : hc_error(error,
                      HC_NO_DATA,
                      "JACK server `%s` refused a client (status 0x%x), "
                      "expected it to take one",
                      name,
                      (unsigned)status);
}
