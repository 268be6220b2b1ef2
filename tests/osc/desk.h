// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A hub and an OSC service between a fake source and a mailbag, with a clock
/// that the test turns.

#ifndef HOTCOLD_TESTS_OSC_DESK_H
#define HOTCOLD_TESTS_OSC_DESK_H

#include "hub/fake_source.h"
#include "hub/hub.h"
#include "osc/mailbag.h"
#include "osc/publisher.h"
#include "osc/service.h"
#include "osc/settings.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
  FakeSource*   fake;
  Mailbag*      bag;
  HcHub*        hub;
  HcOscService* service;
  int64_t       now; ///< us
} Desk;

/// `settings` NULL: test_settings()
Desk
desk_open(size_t n_lines, const HcPublisherSettings* settings);

void
desk_close(Desk* desk);

/// A datagram comes from 127.0.0.1:`port`
void
desk_receive(Desk* desk, uint16_t port, const void* data, size_t size);

/// A message without arguments comes from 127.0.0.1:`port`
void
desk_ask(Desk* desk, uint16_t port, const char* address);

/// /hotcold/subscribe ,fi comes from 127.0.0.1:`port`
void
desk_subscribe(Desk* desk, uint16_t port, double rate, int bundle);

/// Let `time` us pass, with turns when they are wanted; the hub polls before
/// each
void
desk_wait(Desk* desk, int64_t time);

/// The same with a window of `hot`, `cold` every 10 ms
void
desk_play(Desk* desk, int64_t time, double hot, double cold);

/// First number of the last message to `address` that 127.0.0.1:`port` got;
/// there must be one
double
desk_last_number(const Desk* desk, uint16_t port, const char* address);

#endif // HOTCOLD_TESTS_OSC_DESK_H
