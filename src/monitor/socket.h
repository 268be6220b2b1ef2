// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The monitor's end of the wire: subscribes, keeps the lease, takes datagrams
/// of that one analyzer. Main thread.

#ifndef HOTCOLD_MONITOR_SOCKET_H
#define HOTCOLD_MONITOR_SOCKET_H

#include "monitor/model.h"
#include "net/address.h"

#include <hotcold/status.h>

/// One subscription
typedef struct {
  int    fd;    ///< UDP, connected, non-blocking; to be polled for input
  double rate;  ///< Hz asked for
  double asked; ///< When the subscription was last sent; HC_NEVER: not yet
} HcMonitorSocket;

/// Open a socket to `address`; nothing is sent yet. To be undone by
/// hc_monitor_socket_finish(). HC_SYSTEM_FAILURE.
HcStatus
hc_monitor_socket_init(HcMonitorSocket* socket,
                       HcAddress        address,
                       double           rate,
                       HcError*         error);

/// Unsubscribe and close
void
hc_monitor_socket_finish(HcMonitorSocket* socket);

/// Subscribe if it is time to: the first time, well before the lease ends, and
/// every second while no answer comes. To be called several times a second.
void
hc_monitor_socket_tend(HcMonitorSocket* socket,
                       HcMonitorModel*  model,
                       double           now);

/// Feed all datagrams that wait to `model`
void
hc_monitor_socket_receive(const HcMonitorSocket* socket,
                          HcMonitorModel*        model,
                          double                 now);

#endif // HOTCOLD_MONITOR_SOCKET_H
