// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Structs that the files of the hub share; no other file includes this.

#ifndef HOTCOLD_HUB_INTERNAL_H
#define HOTCOLD_HUB_INTERNAL_H

#include "engine/source.h"
#include "hub/event.h"
#include "hub/line_status.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/meter.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The state of one line in the hub
typedef struct {
  HcLineState   state;
  HcConnections connections; ///< At the last poll
  HcQuietTime   quiet;
  HcLineSet     set; ///< Verdict, findings and state that events reported
  uint64_t      n_analyses; ///< Analyses taken since the start
  HcAnalysis    analysis;   ///< The newest analysis
} HcHubLine;

struct HcHubReader {
  struct HcHub*       hub;
  struct HcHubReader* next;       ///< In the hub's list
  uint64_t            next_event; ///< Number of the next event to be read
  HcWindow*           windows;    ///< One per line: audio since its last read
};

/// `lock` guards all fields that change, except those that only the writer uses
struct HcHub {
  HcSource            source;
  double              silence; ///< dBFS
  pthread_mutex_t     lock;
  HcHealth            health;   ///< As of the last poll
  bool                stalled;  ///< Audio has stopped
  int64_t             audio_at; ///< When audio last arrived, in us
  HcHubLine*          lines;    ///< `source.n_lines`
  size_t              n_readers;
  struct HcHubReader* readers;    ///< The first of a list, NULL: none
  uint64_t            next_event; ///< Number of the next event, from 1
  size_t              n_events;   ///< Places in `events`
  HcLineEvent*        events;     ///< Number n is at (n - 1) % n_events
  pthread_t           thread;
  bool                started;
  atomic_bool         stop;
};

#endif // HOTCOLD_HUB_INTERNAL_H
