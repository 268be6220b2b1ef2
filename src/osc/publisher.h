// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Readings over OSC: a thread with a socket of its own, bound to exactly one
/// address. It reads the lines through a reader of the hub, answers commands,
/// and sends to subscribers and targets. It never blocks on the network.

#ifndef HOTCOLD_OSC_PUBLISHER_H
#define HOTCOLD_OSC_PUBLISHER_H

#include "hub/hub.h"
#include "net/address.h"
#include "osc/publisher_settings.h"

#include <hotcold/status.h>

/// Opaque
typedef struct HcPublisher HcPublisher;

/// Bind the socket. `hub` must outlive the publisher; the publisher does not
/// poll it. NULL with HC_BAD_USAGE if listening on the address is not possible
/// (port in use, not an address of this machine, no permission), HC_NO_MEMORY
/// or HC_SYSTEM_FAILURE.
HcPublisher*
hc_publisher_new(const HcPublisherSettings* settings,
                 HcHub*                     hub,
                 HcError*                   error);

/// Stop the thread if it runs, close the socket. NULL is allowed.
void
hc_publisher_free(HcPublisher* publisher);

/// Start the thread. HC_SYSTEM_FAILURE if the system cannot create it.
HcStatus
hc_publisher_start(HcPublisher* publisher, HcError* error);

/// Stop the thread and wait for its end, some ms. It may be called again.
void
hc_publisher_stop(HcPublisher* publisher);

/// The address on which it listens, with the port that the system chose if 0
/// was asked for. Any thread.
HcAddress
hc_publisher_address(const HcPublisher* publisher);

#endif // HOTCOLD_OSC_PUBLISHER_H
