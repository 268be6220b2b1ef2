// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// One receiver's rounds of messages. A round goes through all lines: state,
/// fast readings if audio came since its last round, slow ones and the verdict
/// if they are new, events for what changed. A long round is spread over time,
/// so that no receiver's socket overflows. Pure functions; the publisher's
/// thread only.

#ifndef HOTCOLD_OSC_SCHEDULE_H
#define HOTCOLD_OSC_SCHEDULE_H

#include "hub/hub.h"
#include "hub/line_status.h"
#include "osc/account.h"
#include "osc/line_messages.h"
#include "osc/packer.h"

#include <stddef.h>
#include <stdint.h>

/// Pause between two slices of a round that does not fit one, in us
#define HC_SLICE_TIME 2000

/// All lines, as all receivers get them
typedef struct {
  const HcHub*    hub; ///< For the names
  size_t          n_lines;
  HcLineStatus*   status;   ///< `n_lines`; their windows are not used
  HcLineMessages* messages; ///< Those of `n_lines` lines
} HcShownLines;

/// Pack the messages that are due to the receiver of `account` at `now`, and
/// set the time at which it is due next
void
hc_schedule_turn(const HcShownLines* lines,
                 HcAccount*          account,
                 HcOscPacker*        packer,
                 int64_t             now);

/// The time for the next call of hc_schedule_turn(), in us
int64_t
hc_schedule_due(const HcShownLines* lines,
                const HcAccount*    account,
                int64_t             now);

#endif // HOTCOLD_OSC_SCHEDULE_H
