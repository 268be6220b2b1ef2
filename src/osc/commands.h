// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What others may ask of the analyzer over OSC. An answer goes to the sender
/// of the question and nowhere else, and is about as long as the question. What
/// is malformed, or comes from outside the allowed networks, gets no answer.
/// Addresses are compared as they are, without patterns. The publisher's thread
/// only.

#ifndef HOTCOLD_OSC_COMMANDS_H
#define HOTCOLD_OSC_COMMANDS_H

#include "hub/hub.h"
#include "net/address.h"
#include "osc/subscribers.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Errors sent at once, and per second for longer, to all senders together
#define HC_ERROR_BURST 10
#define HC_ERROR_RATE 5

/// Sends one datagram of `size` bytes; it never waits
typedef void (*HcSend)(void*       context,
                       HcAddress   to,
                       const void* data,
                       size_t      size);

/// In the caller's memory; all it points to is borrowed
typedef struct {
  HcHub*           hub;
  HcSubscribers*   subscribers;
  const HcNetwork* allow;
  size_t           n_allow;
  double           rate;   ///< Hz, where a subscriber does not say
  bool             bundle; ///< Where a subscriber does not say
  HcSend           send;
  void*            context;
  double           errors;      ///< That may be sent now
  int64_t          errors_time; ///< When `errors` was right, in us
} HcCommands;

/// Do what the datagram of `size` bytes from `from` asks. Any bytes. `now` in
/// us
void
hc_commands_receive(HcCommands* commands,
                    HcAddress   from,
                    const void* data,
                    size_t      size,
                    int64_t     now);

#endif // HOTCOLD_OSC_COMMANDS_H
