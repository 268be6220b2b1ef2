// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/service.h"

#include "hub/hub.h"
#include "hub/line_status.h"
#include "osc/line_messages.h"
#include "osc/packer.h"
#include "osc/packet.h"
#include "osc/schedule.h"
#include "osc/schema.h"
#include "osc/subscribers.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct HcOscService {
  HcHub*         hub;
  HcHubReader*   reader;
  HcShownLines   lines;
  HcSubscribers* subscribers;
  HcNetwork*     allow;
  HcCommands     commands;
  HcSend         send;
  void*          context;
  int32_t        sequence;     ///< Number of the next heartbeat
  int64_t        heartbeat_at; ///< When the next heartbeat is due, in us
};

/// Sends the datagrams of one turn to one receiver
typedef struct {
  const HcOscService* service;
  HcAddress           to;
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

static bool
allocate(HcOscService* const              self,
         const HcPublisherSettings* const settings,
         size_t* const                    n_allow)
{
  const size_t n       = hc_hub_n_lines(self->hub);
  self->allow          = copy_networks(settings, n_allow);
  self->lines.hub      = self->hub;
  self->lines.n_lines  = n;
  self->lines.status   = (HcLineStatus*)calloc(n, sizeof(HcLineStatus));
  self->lines.messages = hc_line_messages_new(n);
  self->subscribers    = hc_subscribers_new(n,
                                         settings->targets,
                                         settings->n_targets,
                                         settings->rate,
                                         settings->bundle);
  return self->allow && self->lines.status && self->lines.messages &&
         self->subscribers;
}

static HcOscService*
give_up(HcOscService* const self, HcError* const error)
{
  hc_osc_service_free(self);
  hc_error(error, HC_NO_MEMORY, "out of memory for publishing");
  return NULL;
}

HcOscService*
hc_osc_service_new(const HcPublisherSettings* const settings,
                   HcHub* const                     hub,
                   const HcSend                     send,
                   void* const                      context,
                   const int64_t                    now,
                   HcError* const                   error)
{
  HcOscService* const self = (HcOscService*)calloc(1, sizeof(*self));
  if (!self) {
    return give_up(self, error);
  }

  size_t n_allow     = 0;
  self->hub          = hub;
  self->send         = send;
  self->context      = context;
  self->heartbeat_at = now;
  if (!allocate(self, settings, &n_allow)) {
    return give_up(self, error);
  }

  self->reader = hc_hub_reader_new(hub, error);
  if (!self->reader) {
    hc_osc_service_free(self);
    return NULL;
  }

  const HcCommands commands = {hub,
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
  return self;
}

void
hc_osc_service_free(HcOscService* const self)
{
  if (self) {
    hc_hub_reader_free(self->reader);
    hc_subscribers_free(self->subscribers);
    hc_line_messages_free(self->lines.messages);
    free(self->lines.status);
    free(self->allow);
    free(self);
  }
}

void
hc_osc_service_receive(HcOscService* const self,
                       const HcAddress     from,
                       const void* const   data,
                       const size_t        size,
                       const int64_t       now)
{
  hc_commands_receive(&self->commands, from, data, size, now);
}

static void
deliver(void* const context, const void* const data, const size_t size)
{
  const Delivery* const     delivery = (const Delivery*)context;
  const HcOscService* const service  = delivery->service;
  service->send(service->context, delivery->to, data, size);
}

/// Receivers with a low rate, too, must be informed within a second that audio
/// has stopped
static void
make_all_due(HcOscService* const self, const int64_t now)
{
  for (size_t i = 0; i < self->subscribers->n; ++i) {
    HcSubscriber* const subscriber = &self->subscribers->all[i];
    if (subscriber->active) {
      subscriber->account.due = now;
    }
  }
}

/// Read the new windows, and count new audio for each receiver
static void
read_hub(HcOscService* const self, const int64_t now)
{
  bool has_stopped = false;
  for (size_t i = 0; i < self->lines.n_lines; ++i) {
    HcLineStatus* const status = &self->lines.status[i];
    const HcLineState   before = status->state;
    hc_hub_read_line(self->reader, i, status);
    has_stopped |= status->state != before && status->state == HC_STATE_STALLED;
    if (status->window.rate) {
      hc_subscribers_add(self->subscribers, i, &status->window);
    }
  }
  if (has_stopped) {
    make_all_due(self, now);
  }
}

/// Encode the heartbeat if it is due
static size_t
encode_heartbeat(HcOscService* const self,
                 uint8_t* const      message,
                 const size_t        capacity,
                 const int64_t       now)
{
  if (now < self->heartbeat_at) {
    return 0;
  }

  const HcHubHealth health = hc_hub_health(self->hub);
  const uint64_t    frames = health.engine.lost;
  const int32_t     lost   = frames > INT32_MAX ? INT32_MAX : (int32_t)frames;
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
                       hc_hub_audio_age(&health, now),
                       lost,
                       health.engine.load);
}

int64_t
hc_osc_service_turn(HcOscService* const self, const int64_t now)
{
  uint8_t heartbeat[64];
  read_hub(self, now);
  hc_subscribers_expire(self->subscribers, now);
  const size_t size = encode_heartbeat(self, heartbeat, sizeof(heartbeat), now);

  int64_t next = now + HC_IDLE_TIME;
  next         = self->heartbeat_at < next ? self->heartbeat_at : next;
  for (size_t i = 0; i < self->subscribers->n; ++i) {
    HcSubscriber* const subscriber = &self->subscribers->all[i];
    if (subscriber->active) {
      Delivery    delivery = {self, subscriber->address};
      HcOscPacker packer;
      hc_osc_packer_init(
        &packer, subscriber->account.bundle, deliver, &delivery);
      hc_osc_packer_add(&packer, heartbeat, size);
      hc_schedule_turn(&self->lines, &subscriber->account, &packer, now);
      hc_osc_packer_flush(&packer);

      const int64_t due =
        hc_schedule_due(&self->lines, &subscriber->account, now);
      next = due < next ? due : next;
    }
  }
  return next;
}
