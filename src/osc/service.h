// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// All of publishing but the socket and the clock: datagrams and time go in,
/// datagrams come out. Pure but for the calls to HcSource; one thread.

#ifndef HOTCOLD_OSC_SERVICE_H
#define HOTCOLD_OSC_SERVICE_H

#include "engine/source.h"
#include "net/address.h"
#include "osc/commands.h"
#include "osc/publisher_settings.h"

#include <stddef.h>
#include <stdint.h>

/// Heartbeats go out so often, in us
#define HC_HEARTBEAT_TIME 500000

/// Longest time between two turns, in us: audio must be taken, and its end
/// noticed
#define HC_IDLE_TIME 100000

/// Opaque
typedef struct HcExchange HcExchange;

/// Publish `source`, which stays the caller's, through `send`. Settings are
/// copied. Times are in us of one monotonic clock. NULL when out of memory.
HcExchange*
hc_exchange_new(const HcPublisherSettings* settings,
                const HcSource*            source,
                HcSend                     send,
                void*                      context,
                int64_t                    now);

/// NULL is fine
void
hc_exchange_free(HcExchange* exchange);

/// Answer one datagram. Any bytes.
void
hc_exchange_receive(HcExchange* exchange,
                    HcAddress   from,
                    const void* data,
                    size_t      size,
                    int64_t     now);

/// Send all that is due. Returns when the next turn is wanted.
int64_t
hc_exchange_turn(HcExchange* exchange, int64_t now);

#endif // HOTCOLD_OSC_SERVICE_H
