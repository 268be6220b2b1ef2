// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Readings over OSC: a thread with a socket of its own, bound to exactly one
/// address. It takes from the engine through HcSource, answers commands and
/// sends to subscribers and targets. Never blocks on the network; never
/// touches the audio thread.

#ifndef HOTCOLD_OSC_PUBLISHER_H
#define HOTCOLD_OSC_PUBLISHER_H

#include "engine/source.h"
#include "net/address.h"
#include "osc/publisher_settings.h"

#include <hotcold/status.h>

#include <stdint.h>

/// 127.0.0.1:7770, 20 Hz, bundles, loopback allowed, no targets
HcPublisherSettings
hc_publisher_defaults(void);

/// Opaque
typedef struct HcPublisher HcPublisher;

/// Bind the socket. `source` must live longer than the publisher. NULL with
/// HC_BAD_USAGE if the address cannot be listened on (port in use, no own
/// address, no permission), HC_NO_MEMORY or HC_SYSTEM_FAILURE.
HcPublisher*
hc_publisher_new(const HcPublisherSettings* settings,
                 const HcSource*            source,
                 HcError*                   error);

/// Stop if running, close the socket. NULL is fine.
void
hc_publisher_free(HcPublisher* publisher);

/// Start the thread; from now on it alone calls the source
HcStatus
hc_publisher_start(HcPublisher* publisher, HcError* error);

/// Stop the thread and wait for its end, some ms. May be called again.
void
hc_publisher_stop(HcPublisher* publisher);

/// Where it listens, the port as it came out. Any thread.
HcAddress
hc_publisher_address(const HcPublisher* publisher);

/// The port of hc_publisher_address()
uint16_t
hc_publisher_port(const HcPublisher* publisher);

#endif // HOTCOLD_OSC_PUBLISHER_H
