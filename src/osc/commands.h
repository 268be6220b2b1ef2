// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Carries out the commands that are received over OSC. An answer is sent to
/// the sender of the command only, and is about as long as the command.
/// Datagrams that are malformed, or from outside the allowed networks, get no
/// answer. Addresses are compared as they are, without patterns. The
/// publisher's thread only.

#ifndef HOTCOLD_OSC_COMMANDS_H
#define HOTCOLD_OSC_COMMANDS_H

#include "hub/hub.h"
#include "net/address.h"
#include "osc/subscribers.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Error replies, to all senders together: most at once, and most per second
/// over a longer time
#define HC_ERROR_BURST 10
#define HC_ERROR_RATE 5

/// Sends one datagram of `size` bytes; it never waits
typedef void (*HcSend)(void*       context,
                       HcAddress   to,
                       const void* data,
                       size_t      size);

/// In the caller's memory; everything it points to is borrowed
typedef struct {
  HcHub*           hub;
  HcSubscribers*   subscribers;
  const HcNetwork* allow;
  size_t           n_allow;
  double           rate;   ///< Hz, for subscribers that do not ask for a rate
  bool             bundle; ///< For subscribers that do not ask for a form
  HcSend           send;
  void*            context;
  double           errors;      ///< Number of errors that may be sent now
  int64_t          errors_time; ///< Time to which `errors` belongs, in us
} HcCommands;

/// Carry out the commands in a datagram of `size` bytes from `from`. It may
/// have any content. `now` is in us.
void
hc_commands_receive(HcCommands* commands,
                    HcAddress   from,
                    const void* data,
                    size_t      size,
                    int64_t     now);

#endif // HOTCOLD_OSC_COMMANDS_H
