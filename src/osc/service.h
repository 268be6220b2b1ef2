// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Publishing without the socket and the clock: the caller passes in datagrams
/// and the time, and gets the datagrams to send. Lines are read from the hub;
/// nothing about them is decided here. One thread.

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

/// Longest time between two turns, in us: receivers must be informed within a
/// second that audio has stopped
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

/// Answer one datagram of `size` bytes from `from`. It may have any content.
void
hc_osc_service_receive(HcOscService* service,
                       HcAddress     from,
                       const void*   data,
                       size_t        size,
                       int64_t       now);

/// Send everything that is due. Returns the time for the next call, in us.
int64_t
hc_osc_service_turn(HcOscService* service, int64_t now);

#endif // HOTCOLD_OSC_SERVICE_H
