// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// An engine for tests: the hub takes from it what the test puts in.

#ifndef HOTCOLD_TESTS_HUB_FAKE_SOURCE_H
#define HOTCOLD_TESTS_HUB_FAKE_SOURCE_H

#include "engine/source.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>

/// Windows one line holds
#define FAKE_WINDOWS 64

typedef struct {
  char        name[32];
  HcLineState connections;
  unsigned    patches; ///< Connections made or broken
  size_t      n_windows;
  HcWindow    windows[FAKE_WINDOWS];
  bool        has_analysis;
  HcAnalysis  analysis;
  size_t      resets;
} FakeLine;

typedef struct {
  HcHealth  health;
  size_t    n_lines;
  size_t    resets; ///< Of all lines at once
  FakeLine* lines;
  HcSource  source;
} FakeSource;

/// Lines "line 1", "line 2", ... all connected, nothing played
FakeSource*
fake_source_new(size_t n_lines);

void
fake_source_free(FakeSource* fake);

/// One window on every line: `frames` frames of 48 kHz with hot at `hot` and
/// cold at `cold` throughout (full scale 1.0), and audio that moves on
void
fake_source_play(FakeSource* fake, size_t frames, double hot, double cold);

/// One analysis on every line, with reading `id` at 1000 + id, interval 1
/// around it, bands at 40 + index likewise, one mains line and one reason
void
fake_source_analyze(FakeSource* fake);

#endif // HOTCOLD_TESTS_HUB_FAKE_SOURCE_H
