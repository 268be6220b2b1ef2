// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What others may ask of the analyzer over OSC. Answers go to who asked and
/// nowhere else, are about as long as the question, and never answer what is
/// malformed or comes from outside the allowed networks. Addresses are compared
/// as they are: no patterns. Nothing is kept for later. Pure; one thread.

#ifndef HOTCOLD_OSC_COMMANDS_H
#define HOTCOLD_OSC_COMMANDS_H

#include "engine/source.h"
#include "net/address.h"
#include "osc/subscribers.h"
#include "hub/watch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Errors told at once, and per second for longer, to all askers together
#define HC_ERROR_BURST 10
#define HC_ERROR_RATE 5

/// Sends one datagram
typedef void (*HcSend)(void*       context,
                       HcAddress   to,
                       const void* data,
                       size_t      size);

/// In the caller's memory, as is all it points to
typedef struct {
  const HcSource*  source;
  const HcWatch*   watch;
  HcSubscribers*   subscribers;
  const HcNetwork* allow;
  size_t           n_allow;
  double           rate;   ///< Hz, for who does not say
  bool             bundle; ///< Likewise
  HcSend           send;
  void*            context;
  double           errors;      ///< That may be told now
  int64_t          errors_time; ///< When `errors` was right, in us
} HcCommands;

/// Do what a datagram of `from` asks
void
hc_commands_receive(HcCommands* commands,
                    HcAddress   from,
                    const void* data,
                    size_t      size,
                    int64_t     now);

#endif // HOTCOLD_OSC_COMMANDS_H
