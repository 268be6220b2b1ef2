// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ports.h"

#include "app/fail.h"
#include "config/settings.h"
#include "jack/ports.h"

#include <hotcold/status.h>

#include <jack/jack.h>

#include <stddef.h>
#include <stdio.h>

// Physical ports first: these are what a line is usually taken from
static void
print_ports(jack_client_t* const client, const int physical)
{
  const char** const ports =
    jack_get_ports(client, NULL, JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput);
  for (size_t i = 0; ports && ports[i]; ++i) {
    const jack_port_t* const port  = jack_port_by_name(client, ports[i]);
    const int                flags = port ? jack_port_flags(port) : 0;
    if (!(flags & JackPortIsPhysical) == !physical) {
      printf("%s\n", ports[i]);
    }
  }
  jack_free(ports);
}

static int
list(const char* const server)
{
  HcError        error  = {HC_SUCCESS, ""};
  jack_client_t* client = NULL;
  if (hc_ports_reach("hotcold-ports", server, &client, &error)) {
    return hc_fail(&error);
  }
  print_ports(client, 1);
  print_ports(client, 0);
  jack_client_close(client);
  return 0;
}

int
hc_ports(const int argc, char** const argv)
{
  HcError        error    = {HC_SUCCESS, ""};
  HcSettings     settings = {0};
  const HcStatus st       = hc_settings_load(
    &settings, HC_PORTS, argc, (const char* const*)argv, &error);
  const int status =
    st ? hc_fail(&error)
       : list(*settings.jack_server ? settings.jack_server : NULL);
  hc_settings_finish(&settings);
  return status;
}
