// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A process of one line under test, with all that came out of it.

#ifndef HOTCOLD_TESTS_STREAM_RIG_H
#define HOTCOLD_TESTS_STREAM_RIG_H

#include "record.h"

#include "stream/process.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LONGEST = 8192 };

/// Legs are 1/2 and -1/4 unless a test writes others
typedef struct {
  HcProcess* process;
  Record     record;
  float      hot[LONGEST];
  float      cold[LONGEST];
} Rig;

/// The one a test works with
extern Rig rig;

/// Begin a test, with a ring of `backlog` frames
void
rig_start_with(uint32_t backlog, bool reference);

/// Begin a test
void
rig_start(void);

/// End it
void
rig_stop(void);

/// The legs alone
HcBuffers
rig_legs(void);

/// One cycle
void
rig_run(uint32_t n_frames);

/// One cycle that comes `skipped` frames after (or before) the one expected
void
rig_run_skipping(int64_t skipped, uint32_t n_frames);

/// Take what was handed over
void
rig_record(void);

/// Have the rest handed over, and take it
void
rig_flush(void);

/// A block holds the legs, and zeros behind them
void
assert_block(size_t index, uint64_t frame, uint32_t frames, bool gap);

/// The windows hold exactly the sums of `frames` frames of the legs
void
assert_total(uint64_t frames, uint64_t lost);

#endif // HOTCOLD_TESTS_STREAM_RIG_H
