// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Records which messages one receiver was sent, and when it is due next. The
/// address of the receiver is not known here. Pure functions; the publisher's
/// thread only.

#ifndef HOTCOLD_OSC_ACCOUNT_H
#define HOTCOLD_OSC_ACCOUNT_H

#include "hub/event.h"

#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The messages of one line that one receiver was sent
typedef struct {
  bool greeted;   ///< The name and everything that is on were sent; false:
                  ///< send them again
  bool has_mains; ///< Mains lines were sent, and no message that there are
                  ///< none any more
  HcLineSet set;  ///< Events: verdict and findings
  uint64_t  n_analyses; ///< Number of the last analysis sent
  HcWindow  window;     ///< Audio since the last fast readings sent
} HcSentLine;

/// One receiver's account. All rounds go through all lines.
typedef struct {
  bool        bundle;    ///< False: one message per datagram
  double      rate;      ///< Rounds per second
  int64_t     due;       ///< Start of the next round, in us
  size_t      next_line; ///< Next line of this round; `n_lines`: no round runs
  size_t      n_lines;
  HcSentLine* lines; ///< `n_lines`, borrowed
} HcAccount;

/// Start again: nothing was sent. `due`, `rate` and `bundle` stay.
void
hc_account_clear(HcAccount* account);

/// Let the next round send names and everything that is on again
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
