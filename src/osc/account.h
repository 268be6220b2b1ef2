// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What one receiver was sent, and when it is due next. It knows lines and
/// messages, but no address. Pure functions; the publisher's thread only.

#ifndef HOTCOLD_OSC_ACCOUNT_H
#define HOTCOLD_OSC_ACCOUNT_H

#include "hub/event.h"

#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What one receiver was sent of one line
typedef struct {
  bool      greeted;    ///< Its name and all that is on; false: to be sent anew
  bool      has_mains;  ///< Mains lines, not followed by "none are left"
  HcLineSet set;        ///< Events: verdict and findings
  uint64_t  n_analyses; ///< Number of the last analysis sent
  HcWindow  window;     ///< Audio since the last fast readings sent
} HcSentLine;

/// One receiver's account. All rounds go through all lines.
typedef struct {
  bool        bundle;    ///< Else one message per datagram
  double      rate;      ///< Rounds per second
  int64_t     due;       ///< Start of the next round, in us
  size_t      next_line; ///< Of the round under way; `n_lines`: none is
  size_t      n_lines;
  HcSentLine* lines; ///< `n_lines`, borrowed
} HcAccount;

/// Start anew: nothing was sent. `due` and the wishes stay.
void
hc_account_clear(HcAccount* account);

/// Have the next round send names, and all that is on, again
void
hc_account_greet(HcAccount* account);

/// Add new audio of `line`, counted from 0
void
hc_account_add(HcAccount* account, size_t line, const HcWindow* window);

/// Begin the round that is due at `now`. The next one is a period later; rounds
/// whose time is over are left out.
void
hc_account_begin(HcAccount* account, int64_t now);

#endif // HOTCOLD_OSC_ACCOUNT_H
