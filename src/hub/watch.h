// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of every line now, taken from a running engine. Pure but for
/// the calls to HcSource; the publisher's thread alone.

#ifndef HOTCOLD_HUB_WATCH_H
#define HOTCOLD_HUB_WATCH_H

#include "engine/source.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One line
typedef struct {
  HcLineState state;      ///< What is shown
  HcLineState links;      ///< How it was connected at the last poll
  HcWindow    fresh;      ///< Windows taken by the last poll, merged
  bool        heard;      ///< A window above silence came since the start
  double      quiet;      ///< Seconds of audio since the last such window
  uint64_t    n_analyses; ///< Taken since the start
  HcAnalysis  analysis;   ///< The newest of them
} HcWatchedLine;

/// All lines of a source
typedef struct {
  const HcSource* source;
  HcHealth        health;      ///< As of the last poll
  int64_t         progress_at; ///< When it last changed, in us
  bool            stalled;     ///< It has not for too long
  HcWatchedLine*  lines;       ///< `source->n_lines`
} HcWatch;

/// Watch `source`, which stays the caller's. Times are in us of one monotonic
/// clock. NULL when out of memory.
HcWatch*
hc_watch_new(const HcSource* source, int64_t now);

/// NULL is fine
void
hc_watch_free(HcWatch* watch);

/// Take all that is new and judge the state of every line. Audio that has not
/// moved for 0.6 s, or 2.5 periods if they are longer, is stalled.
void
hc_watch_poll(HcWatch* watch, int64_t now);

/// Time since audio last arrived, in ms
int32_t
hc_watch_age(const HcWatch* watch, int64_t now);

#endif // HOTCOLD_HUB_WATCH_H
