// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// All of publishing but the socket and the clock: datagrams and time come in,
/// datagrams go out. It reads the lines from the hub and decides nothing about
/// them. One thread.

#ifndef HOTCOLD_OSC_SERVICE_H
#define HOTCOLD_OSC_SERVICE_H

#include "hub/hub.h"
#include "net/address.h"
#include "osc/commands.h"
#include "osc/publisher_settings.h"

#include <hotcold/status.h>

#include <stddef.h>
#include <stdint.h>

/// Time between two heartbeats, in us
#define HC_HEARTBEAT_TIME 500000

/// Longest time between two turns, in us: receivers must hear within a second
/// that audio stopped
#define HC_IDLE_TIME 100000

/// Opaque
typedef struct HcOscService HcOscService;

/// Publish the lines of `hub`, which must outlive the service, through `send`,
/// which is called with `context`. Settings are copied. Times are in us of
/// hc_hub_clock(). NULL with HC_NO_MEMORY, or as hc_hub_reader_new().
HcOscService*
hc_osc_service_new(const HcPublisherSettings* settings,
                   HcHub*                     hub,
                   HcSend                     send,
                   void*                      context,
                   int64_t                    now,
                   HcError*                   error);

/// NULL is allowed
void
hc_osc_service_free(HcOscService* service);

/// Answer one datagram of `size` bytes from `from`. Any bytes.
void
hc_osc_service_receive(HcOscService* service,
                       HcAddress     from,
                       const void*   data,
                       size_t        size,
                       int64_t       now);

/// Send all that is due. Returns when the next turn is wanted, in us.
int64_t
hc_osc_service_turn(HcOscService* service, int64_t now);

#endif // HOTCOLD_OSC_SERVICE_H
