// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/ports.h"

#include <hotcold/status.h>

#include <jack/jack.h>

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What the library takes when no server is named
static const char*
default_server(void)
{
  const char* const name = getenv("JACK_DEFAULT_SERVER");
  return name && *name ? name : "default";
}

static void
ignore_message(const char* const text)
{
  (void)text;
}

HcStatus
hc_ports_reach(const char* const     client_name,
               const char* const     server_name,
               jack_client_t** const client,
               HcError* const        error)
{
  jack_status_t status = (jack_status_t)0;
  jack_set_error_function(ignore_message);
  jack_set_info_function(ignore_message);
  *client =
    server_name
      ? jack_client_open(
          client_name, JackNoStartServer | JackServerName, &status, server_name)
      : jack_client_open(client_name, JackNoStartServer, &status);
  return *client ? HC_SUCCESS
                 : hc_error(error,
                            HC_NO_DATA,
                            "no JACK server `%s` (status 0x%x), expected jackd "
                            "or PipeWire to run",
                            server_name ? server_name : default_server(),
                            (unsigned)status);
}

static bool
is_source(jack_client_t* const client, const char* const name)
{
  jack_port_t* const port = jack_port_by_name(client, name);
  return port && (jack_port_flags(port) & JackPortIsOutput);
}

static bool
is_candidate(jack_client_t* const client,
             const regex_t* const regex,
             const char* const    name)
{
  const jack_port_t* const port = jack_port_by_name(client, name);
  return port && !jack_port_is_mine(client, port) &&
         !regexec(regex, name, 0, NULL, 0);
}

static HcPortMatch
match_regex(jack_client_t* const client,
            const regex_t* const regex,
            char* const          name,
            const size_t         size)
{
  const char** const ports =
    jack_get_ports(client, NULL, JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput);
  const char* matches[2] = {NULL, NULL};
  size_t      n          = 0;
  for (size_t i = 0; ports && ports[i] && n < 2; ++i) {
    if (is_candidate(client, regex, ports[i])) {
      matches[n++] = ports[i];
    }
  }

  if (n == 2) {
    snprintf(name, size, "%s, %s", matches[0], matches[1]);
  } else if (n == 1) {
    snprintf(name, size, "%s", matches[0]);
  }
  jack_free(ports);
  return n == 2 ? HC_PORT_SEVERAL : n == 1 ? HC_PORT_FOUND : HC_PORT_NONE;
}

// A whole name of JACK's form, of characters that mean themselves: it names
// that port alone, even while it is not there
static bool
is_plain_name(const char* const pattern)
{
  return strchr(pattern, ':') && !strpbrk(pattern, ".[]()*+?{}|^$\\");
}

HcPortMatch
hc_ports_find(jack_client_t* const client,
              const char* const    pattern,
              char* const          name,
              const size_t         size)
{
  if (is_source(client, pattern)) {
    snprintf(name, size, "%s", pattern);
    return HC_PORT_FOUND;
  }
  if (is_plain_name(pattern)) {
    return HC_PORT_NONE;
  }

  regex_t regex;
  if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB)) {
    return HC_PORT_NONE;
  }
  const HcPortMatch match = match_regex(client, &regex, name, size);
  regfree(&regex);
  return match;
}

bool
hc_ports_physical(jack_client_t* const client,
                  const size_t         index,
                  char* const          name,
                  const size_t         size)
{
  const char** const ports =
    jack_get_ports(client,
                   NULL,
                   JACK_DEFAULT_AUDIO_TYPE,
                   JackPortIsOutput | JackPortIsPhysical);
  size_t n = 0;
  while (ports && ports[n] && n < index) {
    ++n;
  }

  const bool found = ports && ports[n];
  if (found) {
    snprintf(name, size, "%s", ports[n]);
  }
  jack_free(ports);
  return found;
}

HcStatus
hc_ports_check(const char* const pattern, HcError* const error)
{
  regex_t   regex;
  const int code = regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB);
  if (code) {
    char why[128] = "";
    regerror(code, &regex, why, sizeof(why));
    return hc_error(error,
                    HC_BAD_USAGE,
                    "port `%s`: %s, expected a port name or a regular "
                    "expression",
                    pattern,
                    why);
  }
  regfree(&regex);
  return HC_SUCCESS;
}
