// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A hub on a fake source, with a clock that the test turns.

#ifndef HOTCOLD_TESTS_HUB_RIG_H
#define HOTCOLD_TESTS_HUB_RIG_H

#include "hub/fake_source.h"
#include "hub/hub.h"

#include <stddef.h>
#include <stdint.h>

#define SECOND 1000000

typedef struct {
  FakeSource*  fake;
  HcHub*       hub;
  HcHubReader* reader;
  int64_t      now; ///< us, 5 s at first
} Rig;

/// Nothing played, not polled; `silence` in dBFS
Rig
rig_open(size_t n_lines, double silence);

void
rig_close(Rig* rig);

/// Let `time` us pass, with a poll every 10 ms
void
rig_wait(Rig* rig, int64_t time);

/// The same with a window of 480 frames before each poll: hot at `level`, cold
/// at -`level`
void
rig_play(Rig* rig, int64_t time, double level);

#endif // HOTCOLD_TESTS_HUB_RIG_H
