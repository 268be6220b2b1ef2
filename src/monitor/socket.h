// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The monitor's socket: subscribes, renews the lease, receives datagrams from
/// that one analyzer. Main thread.

#ifndef HOTCOLD_MONITOR_SOCKET_H
#define HOTCOLD_MONITOR_SOCKET_H

#include "monitor/model.h"
#include "net/address.h"

#include <hotcold/status.h>

/// One subscription
typedef struct {
  int    fd;    ///< UDP, connected, non-blocking; poll it for input
  double rate;  ///< Hz asked for
  double asked; ///< When the subscription was last sent, or HC_NEVER
} HcMonitorSocket;

/// Open a socket to `address`; nothing is sent yet. Undo it with
/// hc_monitor_socket_finish(). Returns HC_SYSTEM_FAILURE, with `error`, if the
/// system gives no socket.
HcStatus
hc_monitor_socket_init(HcMonitorSocket* socket,
                       HcAddress        address,
                       double           rate,
                       HcError*         error);

/// Unsubscribe and close
void
hc_monitor_socket_finish(HcMonitorSocket* socket);

/// Send the subscription when it is due: at first, well before the lease ends,
/// and every second while no answer comes. Call it several times a second.
void
hc_monitor_socket_tend(HcMonitorSocket* socket,
                       HcMonitorModel*  model,
                       double           now);

/// Update `model` with the datagrams that have arrived, received at `now`
void
hc_monitor_socket_receive(const HcMonitorSocket* socket,
                          HcMonitorModel*        model,
                          double                 now);

#endif // HOTCOLD_MONITOR_SOCKET_H
