// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/wishes.h"

#include "jack/clock.h"
#include "jack/cycle.h"
#include "jack/notice.h"
#include "jack/peers.h"
#include "jack/settings.h"

#include <hotcold/status.h>

#include <jack/jack.h>

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// After ports have appeared, connecting is attempted for so many seconds
static const double span = 2.0;

// Seconds between two attempts for one port: PipeWire makes a link some time
// after it has accepted the request
static const double retry_pause = 0.5;

// Longest time for connecting in one poll, in seconds: jackd needs a few ms for
// each connection of a client with hundreds of ports
static const double turn = 0.1;

// The lists of ports for one pass; each is read when the first wish needs it
typedef struct {
  jack_client_t* client;
  HcPeers        sources;
  HcPeers        sinks;
} Pass;

static const HcPeers*
peers_of(Pass* const pass, const HcWish* const wish)
{
  HcPeers* const peers = wish->is_output ? &pass->sinks : &pass->sources;
  if (!peers->client) {
    hc_peers_init(peers,
                  pass->client,
                  wish->is_output ? JackPortIsInput : JackPortIsOutput);
  }
  return peers;
}

static void
pass_finish(Pass* const pass)
{
  hc_peers_finish(&pass->sources);
  hc_peers_finish(&pass->sinks);
}

static size_t
count_wishes(const HcJackSettings* const settings)
{
  size_t n = settings->n_inputs;
  for (size_t i = 0; i < settings->n_outputs; ++i) {
    n += settings->outputs[i].n_targets;
  }
  return n;
}

static void
add(HcWishes* const   self,
    const size_t      port,
    const bool        is_output,
    const char* const pattern,
    const unsigned    physical)
{
  HcWish* const wish = &self->wishes[self->n++];
  wish->port         = port;
  wish->is_output    = is_output;
  wish->pattern      = pattern;
  wish->physical     = physical;
}

static void
add_all(HcWishes* const self, const HcJackSettings* const settings)
{
  for (size_t i = 0; i < settings->n_inputs; ++i) {
    const HcJackInput* const input = &settings->inputs[i];
    if (input->name && (input->source || input->physical)) {
      add(self, i, false, input->source, input->physical);
    }
  }
  for (size_t i = 0; i < settings->n_outputs; ++i) {
    const HcJackOutput* const output = &settings->outputs[i];
    for (size_t k = 0; output->name && k < output->n_targets; ++k) {
      add(self, i, true, output->targets[k], 0U);
    }
  }
}

HcStatus
hc_wishes_init(HcWishes* const             self,
               const HcJackSettings* const settings,
               const HcJackAudio* const    audio,
               HcError* const              error)
{
  memset(self, 0, sizeof(*self));
  self->settings = settings;
  self->audio    = audio;
  self->wishes   = (HcWish*)calloc(count_wishes(settings) + 1U, sizeof(HcWish));
  if (!self->wishes) {
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }

  add_all(self, settings);
  HcStatus st = HC_SUCCESS;
  for (size_t i = 0; i < self->n && !st; ++i) {
    const char* const pattern = self->wishes[i].pattern;
    st = pattern ? hc_peers_check_pattern(pattern, error) : HC_SUCCESS;
  }
  return st;
}

void
hc_wishes_finish(HcWishes* const self)
{
  free(self->wishes);
  self->wishes = NULL;
  self->n      = 0;
}

void
hc_wishes_renew(HcWishes* const self, const double now)
{
  self->until = now + span;
  for (size_t i = 0; i < self->n; ++i) {
    HcWish* const wish = &self->wishes[i];
    wish->is_made      = false;
    wish->retry        = wish->was_reported ? 0.0 : wish->retry;
  }
}

void
hc_wishes_forget(HcWishes* const self)
{
  self->until = 0.0;
  for (size_t i = 0; i < self->n; ++i) {
    self->wishes[i].is_made      = false;
    self->wishes[i].was_reported = false;
    self->wishes[i].retry        = 0.0;
  }
}

static jack_port_t*
own_port(const HcWishes* const self, const HcWish* const wish)
{
  return wish->is_output ? self->audio->outputs[wish->port]
                         : self->audio->inputs[wish->port];
}

static HcStatus
missing(const HcWish* const wish,
        jack_port_t* const  own,
        const HcPortMatch   match,
        const char* const   name,
        HcError* const      error)
{
  if (match == HC_PORT_SEVERAL) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "port `%s`: matches several (%s, ...), expected one",
                    wish->pattern,
                    name);
  }
  if (!wish->pattern) {
    return hc_error(error,
                    HC_NO_DATA,
                    "no physical capture port for `%s`, expected two; name "
                    "ports with --line",
                    jack_port_short_name(own));
  }
  return hc_error(error,
                  HC_NO_DATA,
                  wish->is_output ? "port `%s` does not exist, expected a "
                                    "port that one can play to"
                                  : "port `%s` does not exist, expected a "
                                    "capture port from `hotcold ports`",
                  wish->pattern);
}

static HcStatus
link_ports(const HcWishes* const self,
           const HcWish* const   wish,
           const char* const     other,
           HcError* const        error)
{
  const char* const own  = jack_port_name(own_port(self, wish));
  const char* const from = wish->is_output ? own : other;
  const char* const to   = wish->is_output ? other : own;
  const int         code = jack_connect(self->audio->client, from, to);
  if (!code) {
    hc_jack_notice(self->settings, "connected %s to %s", from, to);
  }
  return !code || code == EEXIST
           ? HC_SUCCESS
           : hc_error(error,
                      HC_NO_DATA,
                      "port `%s`: the server did not connect it to %s",
                      other,
                      own);
}

static HcStatus
fulfil(HcWishes* const self,
       HcWish* const   wish,
       Pass* const     pass,
       HcError* const  error)
{
  const size_t size = (size_t)jack_port_name_size() * 2U;
  char* const  name = (char*)calloc(1, size);
  if (!name) {
    return hc_error(error, HC_NO_MEMORY, "out of memory");
  }

  const HcPeers* const peers = peers_of(pass, wish);
  HcPortMatch          match = HC_PORT_NONE;
  if (wish->pattern) {
    match = hc_peers_find(peers, wish->pattern, name, size);
  } else if (hc_peers_physical(peers, wish->physical, name, size)) {
    match = HC_PORT_FOUND;
  }

  const HcStatus st =
    match == HC_PORT_FOUND
      ? link_ports(self, wish, name, error)
      : missing(wish, own_port(self, wish), match, name, error);
  wish->is_made = !st;
  free(name);
  return st;
}

// For an input any connection counts, because the user may have connected
// another port to it
static bool
is_fulfilled(const HcWishes* const self, const HcWish* const wish)
{
  return wish->is_output ? wish->is_made
                         : jack_port_connected(own_port(self, wish)) > 0;
}

// The outcome of one wish in one pass
typedef enum { FULFILLED, MADE, WAITING } Outcome;

static Outcome
try_wish(HcWishes* const self,
         HcWish* const   wish,
         Pass* const     pass,
         const double    now)
{
  if (is_fulfilled(self, wish)) {
    return FULFILLED;
  }
  if (now < wish->retry) {
    return WAITING;
  }

  HcError error = {HC_SUCCESS, ""};
  wish->retry   = now + retry_pause;
  if (!fulfil(self, wish, pass, &error)) {
    wish->was_reported = false;
    return MADE;
  }
  if (!wish->was_reported) {
    hc_jack_notice(self->settings, "waiting: %s", error.text);
    wish->was_reported = true;
  }
  return WAITING;
}

void
hc_wishes_poll(HcWishes* const self, const double now)
{
  if (now >= self->until) {
    return;
  }

  Pass   pass     = {.client = self->audio->client};
  size_t count[3] = {0, 0, 0}; // Number of wishes with each outcome
  bool   is_late  = false;
  for (size_t i = 0; i < self->n && !is_late; ++i) {
    ++count[try_wish(self, &self->wishes[self->next], &pass, now)];
    self->next = (self->next + 1U) % self->n;
    is_late    = hc_monotonic() >= now + turn;
  }
  pass_finish(&pass);

  if (count[FULFILLED] == self->n) {
    self->until = 0.0;
  } else if (is_late && count[MADE]) {
    self->until = hc_monotonic() + span;
  }
}

HcStatus
hc_wishes_connect_all(HcWishes* const self, HcError* const error)
{
  Pass     pass = {.client = self->audio->client};
  HcStatus st   = HC_SUCCESS;
  for (size_t i = 0; i < self->n && !st; ++i) {
    if (!is_fulfilled(self, &self->wishes[i])) {
      st = fulfil(self, &self->wishes[i], &pass, error);
    }
  }
  pass_finish(&pass);
  return st;
}
