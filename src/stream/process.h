// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The work of the audio thread. Nothing here allocates, locks, waits, logs or
/// calls the system; the work per cycle is bounded by the number of frames.
/// process_setup.h makes and frees the memory that is used here.

#ifndef HOTCOLD_STREAM_PROCESS_H
#define HOTCOLD_STREAM_PROCESS_H

#include "dsp/legs.h"
#include "stream/block.h"
#include "relay/ring.h"

#include <hotcold/attributes.h>
#include <hotcold/meter.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One line's port buffers for one cycle; planar, `n_frames` each
typedef struct {
  const float* hot;       ///< NULL: no audio in this cycle
  const float* cold;      ///< NULL: no audio in this cycle
  const float* reference; ///< NULL: none
  float*       diff;      ///< Receives hot - cold; NULL: not wanted
  float*       common;    ///< Receives (hot + cold) / 2; NULL: not wanted
} HcBuffers;

/// The state of one line on the audio thread, in cache lines of its own
typedef struct {
  _Alignas(64) HcLegParts parts; ///< Sums of the window
  HcBlock* block;         ///< To be filled: a slot of `blocks`, or `spare`
  HcBlock* spare;         ///< Filled while `blocks` is full, then dropped
  HcRing*  blocks;        ///< Samples, to analysis
  HcRing*  windows;       ///< HcWindow, to whoever publishes
  uint32_t fill;          ///< Frames in `block`; 0: it is not valid yet
  bool     gap;           ///< Audio is missing before the next block
  bool     has_reference; ///< Blocks carry a reference
  uint32_t rate;          ///< Frames per second of the window; 0: it is empty
  uint64_t frame;         ///< Stream position of the window
  uint64_t window_fill;   ///< Frames in the window, with those left out
  uint64_t lost;          ///< Frames the server skipped before or in the window
  uint64_t not_finite;    ///< Frames left out of the window
} HcLineProcess;

/// Counters for other threads. A reader may see one of them change before
/// another.
typedef struct {
  _Atomic uint64_t progress;   ///< Frames processed
  _Atomic uint64_t lost;       ///< Frames the server skipped
  _Atomic uint64_t dropped;    ///< Frames dropped because analysis was too slow
  _Atomic uint64_t not_finite; ///< Frames left out
  _Atomic uint32_t rate;       ///< Frames per second; written by set-up
  _Atomic uint32_t period;     ///< Frames of the last cycle
} HcProcessCounters;

/// All lines of one engine
typedef struct {
  HcLegsKernel      kernel;
  uint64_t          position;      ///< Stream position of the next frame
  uint32_t          expected_time; ///< Server's frame time of the next cycle
  uint32_t          rate;          ///< Frames per second in this cycle
  uint32_t          window_frames; ///< Frames of a window at this rate
  bool              running;       ///< `expected_time` means something
  size_t            n_lines;
  HcLineProcess*    lines;
  HcRing*           blocks;  ///< One per line
  HcRing*           windows; ///< One per line
  HcBlock*          spares;  ///< One per line
  HcProcessCounters counters;
} HcProcess;

/// Frames of a window at `rate`: about 1/75 s in whole blocks, so
/// that there is a new one for each of 60 messages a second
uint32_t
hc_process_window_frames(uint32_t rate) HC_REALTIME;

/// Begin a cycle of `n_frames` (any number) at the server's `frame_time`. A
/// frame time that does not follow on the last one marks the audio in between
/// as lost, on all lines. A new counters.rate is used from this cycle on.
void
hc_process_begin(HcProcess* process,
                 uint32_t   frame_time,
                 uint32_t   n_frames) HC_REALTIME;

/// Process one line's buffers, once per cycle and line
void
hc_process_line(HcProcess*       process,
                size_t           line,
                const HcBuffers* buffers,
                uint32_t         n_frames) HC_REALTIME;

/// End the cycle
void
hc_process_end(HcProcess* process, uint32_t n_frames) HC_REALTIME;

/// Hand over unfinished blocks and windows. Call it at the end of a recording,
/// when no cycle is running.
void
hc_process_flush(HcProcess* process);

/// Call when the next cycle belongs to another server: its audio does not
/// follow on the audio before, and nothing counts as lost. Only when no cycle
/// is running.
void
hc_process_resume(HcProcess* process);

#endif // HOTCOLD_STREAM_PROCESS_H
