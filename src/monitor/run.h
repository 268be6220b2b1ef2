// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The loops of the monitor, on a screen or in rows of text. Main thread, in
/// which SIGINT, SIGTERM and SIGHUP must be blocked: they are taken between
/// two looks at the socket, so no handler is needed.

#ifndef HOTCOLD_MONITOR_RUN_H
#define HOTCOLD_MONITOR_RUN_H

#include "monitor/model.h"
#include "monitor/socket.h"

#include <signal.h>
#include <stdbool.h>

/// What both loops need
typedef struct {
  HcMonitorModel*  model;
  HcMonitorSocket* socket;
  const char*      address; ///< As the user gave it
  double           seconds; ///< End after this time; 0: never
  sigset_t         signals; ///< Blocked ones that end the loop
} HcMonitorRun;

/// Hz at which to subscribe for each loop. A row covers its whole second.
#define HC_MONITOR_SCREEN_RATE 20.0
#define HC_MONITOR_PLAIN_RATE 1.0

/// Show a screen until the user quits, a signal comes or the time is over, and
/// leave the terminal as it was. False if the terminal cannot show one.
bool
hc_monitor_run_screen(const HcMonitorRun* run);

/// Print rows until a signal comes, the time is over or stdout is closed
void
hc_monitor_run_plain(const HcMonitorRun* run);

#endif // HOTCOLD_MONITOR_RUN_H
