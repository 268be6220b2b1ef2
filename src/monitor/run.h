// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The loops of the monitor, on a screen or in rows of text. Main thread.
/// SIGINT, SIGTERM and SIGHUP must be blocked in it: the loops look for pending
/// signals between two reads of the socket, so no handler is needed.

#ifndef HOTCOLD_MONITOR_RUN_H
#define HOTCOLD_MONITOR_RUN_H

#include "monitor/model.h"
#include "monitor/socket.h"

#include <signal.h>
#include <stdbool.h>

/// The data of both loops; all borrowed
typedef struct {
  HcMonitorModel*  model;
  HcMonitorSocket* socket;
  const char*      address; ///< As the user wrote it
  double           seconds; ///< End after this time; 0: never
  sigset_t         signals; ///< Blocked signals that end the loop
} HcMonitorRun;

/// Hz to subscribe with for each loop. In rows of text each row then covers one
/// second.
#define HC_MONITOR_SCREEN_RATE 20.0
#define HC_MONITOR_PLAIN_RATE 1.0

/// Show a screen until the user quits, a signal comes or the time is over, then
/// restore the terminal. False if the terminal cannot show a screen.
bool
hc_monitor_run_screen(const HcMonitorRun* run);

/// Print rows until a signal comes, the time is over, or stdout is closed
void
hc_monitor_run_plain(const HcMonitorRun* run);

#endif // HOTCOLD_MONITOR_RUN_H
