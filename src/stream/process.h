// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// All that runs on the audio thread, and only that. Nothing here allocates,
/// locks, waits, logs or calls the system; work per cycle is bounded by the
/// frames given. process_setup.h makes and unmakes what is used here.

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
  const float* hot;       ///< NULL: no audio this cycle
  const float* cold;      ///< Likewise
  const float* reference; ///< NULL: none
  float*       diff;      ///< Receives hot - cold; NULL: not wanted
  float*       common;    ///< Receives (hot + cold) / 2; NULL: not wanted
} HcBuffers;

/// One line as the audio thread sees it; each has cache lines of its own
typedef struct {
  _Alignas(64) HcLegParts parts; ///< Sums of the window
  HcBlock* block;         ///< Being filled: a slot of `blocks`, or `spare`
  HcBlock* spare;         ///< Filled while `blocks` is full, then dropped
  HcRing*  blocks;        ///< Samples, to analysis
  HcRing*  windows;       ///< HcWindow, to whoever publishes
  uint32_t fill;          ///< Frames in `block`; none: it is not taken yet
  bool     gap;           ///< The next block does not join the last delivered
  bool     has_reference; ///< Blocks carry a reference
  uint32_t rate;          ///< Frames per second of the window; 0: it is empty
  uint64_t frame;         ///< Stream position of the window
  uint64_t window_fill;   ///< Frames in the window, the left out ones too
  uint64_t lost;          ///< Frames the server skipped before or in the window
  uint64_t not_finite;    ///< Frames left out of the window
} HcLineProcess;

/// What the audio thread tells the others, without order between them
typedef struct {
  _Atomic uint64_t progress;   ///< Frames taken in
  _Atomic uint64_t lost;       ///< Frames the server skipped
  _Atomic uint64_t dropped;    ///< Frames analysis was too slow for
  _Atomic uint64_t not_finite; ///< Frames left out
  _Atomic uint32_t rate;       ///< Frames per second; written by set-up
  _Atomic uint32_t period;     ///< Frames of the last cycle
} HcProcessCounters;

/// All lines of one engine
typedef struct {
  HcLegsKernel      kernel;
  uint64_t          position;      ///< Stream position of the next frame
  uint32_t          expected_time; ///< Server's frame time of the next cycle
  uint32_t          rate;          ///< Of the cycle at hand
  uint32_t          window_frames; ///< Frames of a window at this rate
  bool              running;       ///< `expected_time` means something
  size_t            n_lines;
  HcLineProcess*    lines;
  HcRing*           blocks;  ///< Those of the lines
  HcRing*           windows; ///< Those of the lines
  HcBlock*          spares;  ///< Those of the lines
  HcProcessCounters counters;
} HcProcess;

/// Frames of a window at `rate`: about 1/75 s in whole blocks, so
/// that there is a new one for each of 60 messages a second
uint32_t
hc_process_window_frames(uint32_t rate) HC_REALTIME;

/// Begin a cycle of `n_frames` (any number) at the server's `frame_time`. A
/// frame time that does not follow on the last one marks the audio in between
/// as lost, on all lines. Takes up a new counters.rate.
void
hc_process_begin(HcProcess* process,
                 uint32_t   frame_time,
                 uint32_t   n_frames) HC_REALTIME;

/// Take in one line's buffers, once per cycle and line
void
hc_process_line(HcProcess*       process,
                size_t           line,
                const HcBuffers* buffers,
                uint32_t         n_frames) HC_REALTIME;

/// End the cycle
void
hc_process_end(HcProcess* process, uint32_t n_frames) HC_REALTIME;

/// Hand over what is left in unfinished blocks and windows: at the end of a
/// recording, when no cycle is running
void
hc_process_flush(HcProcess* process);

/// The next cycle belongs to another server: it joins nothing and nothing
/// counts as lost. Only when no cycle is running.
void
hc_process_resume(HcProcess* process);

#endif // HOTCOLD_STREAM_PROCESS_H
