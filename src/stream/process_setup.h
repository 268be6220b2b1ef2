// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Making and unmaking what the audio thread uses. Set-up thread only.

#ifndef HOTCOLD_STREAM_PROCESS_SETUP_H
#define HOTCOLD_STREAM_PROCESS_SETUP_H

#include "stream/process.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What is fixed for the life of a process
typedef struct {
  size_t      n_lines;       ///< 1..HC_MAX_LINES
  const bool* has_reference; ///< One per line; NULL: none has
  uint32_t    rate;          ///< Frames per second
  uint32_t    backlog;       ///< Frames of samples that analysis may be behind
} HcProcessSettings;

/// Frames of backlog for live use of `n_lines`, a power of two: with up to 85
/// lines 1.4 s at 48 kHz, which is eight of the longest periods a server takes;
/// with more lines less, so that their samples take up to 48 MiB in all, but at
/// least two of those periods
uint32_t
hc_live_backlog(size_t n_lines);

/// A process ready for its first cycle, all its memory touched. NULL when out
/// of memory.
HcProcess*
hc_process_new(const HcProcessSettings* settings);

/// When no cycle is running. NULL is allowed.
void
hc_process_free(HcProcess* process);

/// Take the oldest window of `line` not taken yet; false if there is none.
/// One thread per line.
bool
hc_process_take_window(HcProcess* process, size_t line, HcWindow* window);

/// Throw away what was handed over so far, on all lines. The thread that takes
/// windows and blocks.
void
hc_process_discard(HcProcess* process);

#endif // HOTCOLD_STREAM_PROCESS_SETUP_H
