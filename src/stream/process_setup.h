// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes and frees the memory of the audio thread. Set-up thread only.

#ifndef HOTCOLD_STREAM_PROCESS_SETUP_H
#define HOTCOLD_STREAM_PROCESS_SETUP_H

#include "stream/process.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Settings that do not change during the life of a process
typedef struct {
  size_t      n_lines;       ///< 1..HC_MAX_LINES
  const bool* has_reference; ///< One per line; NULL: no line has a reference
  uint32_t    rate;          ///< Frames per second
  uint32_t    backlog;       ///< Frames of samples that analysis may be behind
} HcProcessSettings;

/// Frames of backlog for live use of `n_lines`, a power of two. Up to 85 lines
/// get 1.4 s at 48 kHz, which is eight of the longest periods a server allows.
/// More lines get less, so that all samples need at most 48 MiB, but at least
/// two of those periods.
uint32_t
hc_live_backlog(size_t n_lines);

/// A process that is ready for its first cycle, with all memory touched. NULL
/// when out of memory.
HcProcess*
hc_process_new(const HcProcessSettings* settings);

/// Only when no cycle is running. NULL is allowed.
void
hc_process_free(HcProcess* process);

/// Take the oldest window of `line` that was not taken yet; false if there is
/// none. Only one thread for each line.
bool
hc_process_take_window(HcProcess* process, size_t line, HcWindow* window);

/// Throw away the windows and blocks of all lines that were handed over so far.
/// Only the thread that takes windows and blocks.
void
hc_process_discard(HcProcess* process);

#endif // HOTCOLD_STREAM_PROCESS_SETUP_H
