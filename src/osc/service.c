// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/service.h"

#include "osc/line_messages.h"
#include "osc/packer.h"
#include "osc/packet.h"
#include "osc/schema.h"
#include "osc/schedule.h"
#include "osc/subscribers.h"
#include "hub/watch.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct HcExchange {
  HcSource        source;
  HcWatch*        watch;
  HcSubscribers*  subscribers;
  HcLineMessages* messages;
  HcNetwork*      allow;
  HcCommands      commands;
  HcSend          send;
  void*           context;
  int32_t         sequence;     ///< Of the next heartbeat
  int64_t         heartbeat_at; ///< When that is due, in us
};

/// Datagrams of one turn on their way to one receiver
typedef struct {
  const HcExchange* exchange;
  HcAddress         to;
} Delivery;

static HcNetwork*
copy_networks(const HcPublisherSettings* const settings, size_t* const n)
{
  static const HcNetwork loopback = {0x7F000000U, 0xFF000000U};
  const HcNetwork* const from = settings->n_allow ? settings->allow : &loopback;

  *n                    = settings->n_allow ? settings->n_allow : 1;
  HcNetwork* const copy = (HcNetwork*)calloc(*n, sizeof(*copy));
  if (copy) {
    memcpy(copy, from, *n * sizeof(*copy));
  }
  return copy;
}

HcExchange*
hc_exchange_new(const HcPublisherSettings* const settings,
                const HcSource* const            source,
                const HcSend                     send,
                void* const                      context,
                const int64_t                    now)
{
  HcExchange* const self = (HcExchange*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }

  size_t n_allow    = 0;
  self->source      = *source;
  self->allow       = copy_networks(settings, &n_allow);
  self->watch       = hc_watch_new(&self->source, now);
  self->messages    = hc_line_messages_new(source->n_lines);
  self->subscribers = hc_subscribers_new(source->n_lines,
                                         settings->targets,
                                         settings->n_targets,
                                         settings->rate,
                                         settings->bundle);
  if (!self->allow || !self->watch || !self->messages || !self->subscribers) {
    hc_exchange_free(self);
    return NULL;
  }

  const HcCommands commands = {&self->source,
                               self->watch,
                               self->subscribers,
                               self->allow,
                               n_allow,
                               settings->rate,
                               settings->bundle,
                               send,
                               context,
                               HC_ERROR_BURST,
                               now};
  self->commands            = commands;
  self->send                = send;
  self->context             = context;
  self->heartbeat_at        = now;
  return self;
}

void
hc_exchange_free(HcExchange* const self)
{
  if (self) {
    hc_subscribers_free(self->subscribers);
    hc_line_messages_free(self->messages);
    hc_watch_free(self->watch);
    free(self->allow);
    free(self);
  }
}

void
hc_exchange_receive(HcExchange* const self,
                    const HcAddress   from,
                    const void* const data,
                    const size_t      size,
                    const int64_t     now)
{
  hc_commands_receive(&self->commands, from, data, size, now);
}

static void
deliver(void* const context, const void* const data, const size_t size)
{
  const Delivery* const   delivery = (const Delivery*)context;
  const HcExchange* const exchange = delivery->exchange;
  exchange->send(exchange->context, delivery->to, data, size);
}

/// Take what is new and put it on every receiver's account
static void
listen_to_source(HcExchange* const self, const int64_t now)
{
  const bool was_stalled = self->watch->stalled;
  hc_watch_poll(self->watch, now);
  for (size_t line = 0; line < self->source.n_lines; ++line) {
    if (self->watch->lines[line].fresh.rate) {
      hc_subscribers_hear(
        self->subscribers, line, &self->watch->lines[line].fresh);
    }
  }

  // Slow receivers too must hear of it within a second
  if (self->watch->stalled && !was_stalled) {
    for (size_t i = 0; i < self->subscribers->n; ++i) {
      HcSubscriber* const subscriber = &self->subscribers->all[i];
      subscriber->due = subscriber->active ? now : subscriber->due;
    }
  }
}

/// Encode the heartbeat if it is due, else nothing
static size_t
encode_heartbeat(HcExchange* const self,
                 uint8_t* const    message,
                 const size_t      capacity,
                 const int64_t     now)
{
  if (now < self->heartbeat_at) {
    return 0;
  }

  const HcHealth* const health = &self->watch->health;
  const uint64_t        lost =
    health->lost > INT32_MAX ? (uint64_t)INT32_MAX : health->lost;
  self->heartbeat_at += HC_HEARTBEAT_TIME;
  if (self->heartbeat_at <= now) {
    self->heartbeat_at = now + HC_HEARTBEAT_TIME;
  }

  const int32_t sequence = self->sequence;
  self->sequence         = sequence < INT32_MAX ? sequence + 1 : 0;
  return hc_osc_encode(message,
                       capacity,
                       hc_osc_info(HC_OSC_HEARTBEAT)->address,
                       "iiif",
                       sequence,
                       hc_watch_age(self->watch, now),
                       (int32_t)lost,
                       health->load);
}

int64_t
hc_exchange_turn(HcExchange* const self, const int64_t now)
{
  uint8_t heartbeat[64];
  listen_to_source(self, now);
  hc_subscribers_expire(self->subscribers, now);
  const size_t size = encode_heartbeat(self, heartbeat, sizeof(heartbeat), now);

  int64_t next = now + HC_IDLE_TIME;
  next         = self->heartbeat_at < next ? self->heartbeat_at : next;
  for (size_t i = 0; i < self->subscribers->n; ++i) {
    HcSubscriber* const subscriber = &self->subscribers->all[i];
    if (subscriber->active) {
      Delivery    delivery = {self, subscriber->address};
      HcOscPacker packer;
      hc_osc_packer_init(&packer, subscriber->bundle, deliver, &delivery);
      hc_osc_packer_add(&packer, heartbeat, size);
      hc_round_turn(self->watch, self->messages, subscriber, &packer, now);
      hc_osc_packer_flush(&packer);

      const int64_t due = hc_round_due(self->watch, subscriber, now);
      next              = due < next ? due : next;
    }
  }
  return next;
}
