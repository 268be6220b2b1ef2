// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// One receiver's message rounds: per line the state, fast readings if audio
/// came since the last, slow ones and the verdict if they are new, events that
/// changed. Long rounds are spread, so that no receiver's socket overflows.
/// Pure; one thread.

#ifndef HOTCOLD_OSC_SCHEDULE_H
#define HOTCOLD_OSC_SCHEDULE_H

#include "osc/line_messages.h"
#include "osc/packer.h"
#include "osc/subscribers.h"
#include "hub/watch.h"

#include <stdint.h>

/// Pause between two slices of a round that does not fit one, in us
#define HC_SLICE_TIME 2000

/// Pack what is due to `subscriber` at `now`, and set when it is due next
void
hc_round_turn(const HcWatch*        watch,
              const HcLineMessages* messages,
              HcSubscriber*         subscriber,
              HcOscPacker*          packer,
              int64_t               now);

/// When hc_round_turn() is wanted next, in us
int64_t
hc_round_due(const HcWatch* watch, const HcSubscriber* subscriber, int64_t now);

#endif // HOTCOLD_OSC_SCHEDULE_H
