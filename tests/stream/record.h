// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs cycles of audio through an HcProcess, and keeps all that comes out.

#ifndef HOTCOLD_TESTS_STREAM_RECORD_H
#define HOTCOLD_TESTS_STREAM_RECORD_H

#include "support/random.h"

#include "stream/block.h"
#include "stream/process.h"
#include "stream/process_setup.h"

#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The blocks and windows of one line, in order
typedef struct {
  HcBlock*  blocks;
  size_t    n_blocks;
  HcWindow* windows;
  size_t    n_windows;
} Record;

/// Between -1 and 1 in steps of 2^-6: sums over fewer than 2^40 of these are
/// exact
float
draw_coarse(uint64_t* state);

/// One process for tests; `with_reference` holds for all lines
HcProcess*
new_process(size_t n_lines, uint32_t rate, uint32_t backlog, bool reference);

/// One cycle of one line at the frame time that is expected next
void
run_cycle(HcProcess* process, const HcBuffers* buffers, uint32_t n_frames);

/// Take all there is from `line`
void
record_line(Record* record, HcProcess* process, size_t line);

/// Free the memory of a record and leave it empty
void
record_finish(Record* record);

/// Merge all windows
HcWindow
record_total(const Record* record);

/// Whether two are the same bit by bit, padding aside
bool
same_window(const HcWindow* a, const HcWindow* b);

/// Likewise; `reference`: compare that too
bool
same_block(const HcBlock* a, const HcBlock* b, bool reference);

#endif // HOTCOLD_TESTS_STREAM_RECORD_H
