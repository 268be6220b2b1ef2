// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/peers.h"

#include <hotcold/status.h>

#include <jack/jack.h>

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
compare(const void* const a, const void* const b)
{
  return strcmp(*(const char* const*)a, *(const char* const*)b);
}

void
hc_peers_init(HcPeers* const       peers,
              jack_client_t* const client,
              const unsigned long  direction)
{
  peers->client    = client;
  peers->direction = direction;
  peers->n         = 0;
  peers->names =
    jack_get_ports(client, NULL, JACK_DEFAULT_AUDIO_TYPE, direction);
  while (peers->names && peers->names[peers->n]) {
    ++peers->n;
  }
  if (peers->n) {
    qsort(peers->names, peers->n, sizeof(peers->names[0]), compare);
  }
}

void
hc_peers_finish(HcPeers* const peers)
{
  jack_free(peers->names);
  peers->names = NULL;
  peers->n     = 0;
}

static bool
is_listed(const HcPeers* const peers, const char* const name)
{
  return peers->n &&
         bsearch(
           &name, peers->names, peers->n, sizeof(peers->names[0]), compare);
}

static bool
is_alias(const HcPeers* const peers, const char* const name)
{
  const jack_port_t* const port = jack_port_by_name(peers->client, name);
  return port && ((unsigned long)jack_port_flags(port) & peers->direction);
}

static bool
is_mine(const HcPeers* const peers, const char* const name)
{
  const jack_port_t* const port = jack_port_by_name(peers->client, name);
  return !port || jack_port_is_mine(peers->client, port);
}

static HcPortMatch
match_expression(const HcPeers* const peers,
                 const regex_t* const regex,
                 char* const          name,
                 const size_t         size)
{
  const char* matches[2] = {NULL, NULL};
  size_t      n          = 0;
  for (size_t i = 0; i < peers->n && n < 2; ++i) {
    if (!regexec(regex, peers->names[i], 0, NULL, 0) &&
        !is_mine(peers, peers->names[i])) {
      matches[n++] = peers->names[i];
    }
  }

  if (n == 2) {
    snprintf(name, size, "%s, %s", matches[0], matches[1]);
  } else if (n == 1) {
    snprintf(name, size, "%s", matches[0]);
  }
  return n == 2 ? HC_PORT_SEVERAL : n == 1 ? HC_PORT_FOUND : HC_PORT_NONE;
}

// True if the pattern is the full name of a port, without special characters.
// It matches this port only, also while the port does not exist.
static bool
is_plain_name(const char* const pattern)
{
  return strchr(pattern, ':') && !strpbrk(pattern, ".[]()*+?{}|^$\\");
}

HcPortMatch
hc_peers_find(const HcPeers* const peers,
              const char* const    pattern,
              char* const          name,
              const size_t         size)
{
  if (is_listed(peers, pattern) || is_alias(peers, pattern)) {
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
  const HcPortMatch match = match_expression(peers, &regex, name, size);
  regfree(&regex);
  return match;
}

bool
hc_peers_physical(const HcPeers* const peers,
                  const unsigned       number,
                  char* const          name,
                  const size_t         size)
{
  const char** const ports =
    jack_get_ports(peers->client,
                   NULL,
                   JACK_DEFAULT_AUDIO_TYPE,
                   peers->direction | JackPortIsPhysical);
  unsigned n = 0;
  while (ports && ports[n] && n + 1U < number) {
    ++n;
  }

  const bool found = number && ports && ports[n];
  if (found) {
    snprintf(name, size, "%s", ports[n]);
  }
  jack_free(ports);
  return found;
}

HcStatus
hc_peers_check_pattern(const char* const pattern, HcError* const error)
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
