// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/process.h"

#include "dsp/legs.h"
#include "stream/block.h"
#include "relay/ring.h"

#include <hotcold/meter.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Only the audio thread writes the counters, so load and store need not be one
// atomic operation
static void
count(_Atomic uint64_t* const counter, const uint64_t n)
{
  atomic_store_explicit(counter,
                        atomic_load_explicit(counter, memory_order_relaxed) + n,
                        memory_order_relaxed);
}

uint32_t
hc_process_window_frames(const uint32_t rate)
{
  const uint32_t blocks = ((2U * rate) + (75U * HC_BLOCK_FRAMES)) / // Rounds
                          (150U * HC_BLOCK_FRAMES);
  return (blocks ? blocks : 1U) * HC_BLOCK_FRAMES;
}

static void
start_block(HcLineProcess* const line,
            const uint64_t       frame,
            const uint32_t       rate)
{
  HcBlock* const slot = (HcBlock*)hc_ring_write_slot(line->blocks);
  line->block         = slot ? slot : line->spare;
  line->block->frame  = frame;
  line->block->rate   = rate;
}

static void
deliver_block(HcProcess* const     process,
              HcLineProcess* const line,
              const uint32_t       frames)
{
  if (line->block == line->spare) {
    line->gap = true;
    count(&process->counters.dropped, frames);
  } else {
    line->block->gap = line->gap;
    line->gap        = false;
    hc_ring_push(line->blocks);
  }
}

static void
write_window(const HcLineProcess* const line, HcWindow* const window)
{
  window->frame      = line->frame;
  window->rate       = line->rate;
  window->frames     = line->window_fill - line->not_finite;
  window->lost       = line->lost;
  window->not_finite = line->not_finite;
  hc_legs_total(&line->parts, window);
}

// If the ring is full, nothing is lost: the window grows until there is room
static void
deliver_window(HcLineProcess* const line)
{
  HcWindow* const slot = (HcWindow*)hc_ring_write_slot(line->windows);
  if (slot && line->rate) {
    write_window(line, slot);
    hc_ring_push(line->windows);
    memset(&line->parts, 0, sizeof(line->parts));
    line->window_fill = 0U;
    line->rate        = 0U;
    line->lost        = 0U;
    line->not_finite  = 0U;
  }
}

// Add a whole block of frames to the window and copy them to the block. False
// if a frame is not finite.
static bool
sum_up(const HcProcess* const process,
       HcLineProcess* const   line,
       const float* const     hot,
       const float* const     cold)
{
  HcBlock* const block = line->block;
  return process->kernel(hot, cold, block->hot, block->cold, &line->parts);
}

static bool
sum_block(const HcProcess* const process, HcLineProcess* const line)
{
  return sum_up(process, line, line->block->hot, line->block->cold);
}

static void
leave_out_bad_frames(HcProcess* const process, HcLineProcess* const line)
{
  HcBlock* const block = line->block;
  block->not_finite =
    (uint32_t)hc_legs_sanitize(block->hot, block->cold, HC_BLOCK_FRAMES);
  sum_block(process, line);
  line->not_finite += block->not_finite;
  count(&process->counters.not_finite, block->not_finite);
}

// Call when the frames of the block have been added to the window. If one is
// not `finite`, they have not been added, and are added here.
static inline void
finish_block(HcProcess* const     process,
             HcLineProcess* const line,
             const uint32_t       frames,
             const bool           finite)
{
  HcBlock* const block = line->block;
  block->frames        = frames;
  block->not_finite    = 0U;
  if (!finite) {
    leave_out_bad_frames(process, line);
  }
  if (!line->rate) {
    line->frame = block->frame;
    line->rate  = block->rate;
  }
  line->window_fill += frames;
  line->fill = 0U;
  deliver_block(process, line, frames);
  if (line->window_fill >= process->window_frames) {
    deliver_window(line);
  }
}

// Kernels need whole blocks. Zeros do not change sums and peaks.
static void
finish_short_block(HcProcess* const process, HcLineProcess* const line)
{
  if (line->fill) {
    HcBlock* const block = line->block;
    const size_t   rest  = (HC_BLOCK_FRAMES - line->fill) * sizeof(float);
    memset(block->hot + line->fill, 0, rest);
    memset(block->cold + line->fill, 0, rest);
    finish_block(process, line, line->fill, sum_block(process, line));
  }
}

static void
break_line(HcProcess* const     process,
           HcLineProcess* const line,
           const uint64_t       lost)
{
  finish_short_block(process, line);
  line->gap = true;
  line->lost += lost;
}

static void
break_stream(HcProcess* const process, const uint64_t lost)
{
  for (size_t i = 0; i < process->n_lines; ++i) {
    break_line(process, &process->lines[i], lost);
  }
}

static void
take_up_rate(HcProcess* const process)
{
  const uint32_t rate =
    atomic_load_explicit(&process->counters.rate, memory_order_relaxed);
  if (rate != process->rate) {
    for (size_t i = 0; i < process->n_lines; ++i) {
      break_line(process, &process->lines[i], 0U);
      deliver_window(&process->lines[i]);
    }
    process->rate          = rate;
    process->window_frames = hc_process_window_frames(rate);
  }
}

void
hc_process_begin(HcProcess* const process,
                 const uint32_t   frame_time,
                 const uint32_t   n_frames)
{
  // Frame times wrap around; after a restart of the server they may go back
  const int32_t skipped = (int32_t)(frame_time - process->expected_time);
  if (process->running && skipped) {
    const uint64_t lost = skipped > 0 ? (uint64_t)skipped : 0U;
    break_stream(process, lost);
    process->position += lost;
    count(&process->counters.lost, lost);
  }

  take_up_rate(process);
  process->running       = true;
  process->expected_time = frame_time + n_frames;
}

static void
write_silence(const HcBuffers* const buffers, const uint32_t n_frames)
{
  if (buffers->diff) {
    memset(buffers->diff, 0, n_frames * sizeof(float));
  }
  if (buffers->common) {
    memset(buffers->common, 0, n_frames * sizeof(float));
  }
}

/* The steps for a block are: correct, sum, store, write the outputs. A cycle
   may have many blocks. A block may also be filled over many cycles: then its
   frames are stored and written to the outputs in their own cycle, and summed
   when the block is full. */

// The places of `n` frames in a block and in the buffers
typedef struct {
  HcBlock* block;
  uint32_t at;   // First frame in the block
  uint32_t from; // First frame in the buffers
  uint32_t n;
} Part;

typedef struct {
  const float* hot;
  const float* cold;
} Legs;

// The correction of the two inputs. There is none yet, so the legs are returned
// as they are. A correction filter would write its result into the block and
// return pointers to it.
static Legs
correct(const Part* const part, const HcBuffers* const buffers)
{
  const Legs legs = {buffers->hot + part->from, buffers->cold + part->from};
  return legs;
}

static void
store(const Part* const part, const Legs* const legs)
{
  const size_t size = part->n * sizeof(float);
  memcpy(part->block->hot + part->at, legs->hot, size);
  memcpy(part->block->cold + part->at, legs->cold, size);
}

// A reference without audio is stored as silence
static void
store_reference(const Part* const part, const HcBuffers* const buffers)
{
  float* const to   = part->block->reference + part->at;
  const size_t size = part->n * sizeof(float);
  if (buffers->reference) {
    memcpy(to, buffers->reference + part->from, size);
  } else {
    memset(to, 0, size);
  }
}

// Read from the block, because an output may use the memory of a leg's buffer.
// Frames that are not finite have not been zeroed yet, with any period.
static void
write_outputs(const Part* const part, const HcBuffers* const buffers)
{
  const float* const hot  = part->block->hot + part->at;
  const float* const cold = part->block->cold + part->at;
  if (buffers->diff) {
    hc_legs_diff(hot, cold, buffers->diff + part->from, part->n);
  }
  if (buffers->common) {
    hc_legs_common(hot, cold, buffers->common + part->from, part->n);
  }
}

static inline void
pass_on(const HcLineProcess* const line,
        const Part* const          part,
        const HcBuffers* const     buffers)
{
  if (line->has_reference) {
    store_reference(part, buffers);
  }
  write_outputs(part, buffers);
}

// Take a whole block at once: the kernel sums and copies it in one pass.
// Returns the number of frames taken.
static inline uint32_t
take_block(HcProcess* const       process,
           HcLineProcess* const   line,
           const HcBuffers* const buffers,
           const uint32_t         from)
{
  start_block(line, process->position + from, process->rate);
  const Part part   = {line->block, 0U, from, HC_BLOCK_FRAMES};
  const Legs legs   = correct(&part, buffers);
  const bool finite = sum_up(process, line, legs.hot, legs.cold);
  pass_on(line, &part, buffers);
  finish_block(process, line, HC_BLOCK_FRAMES, finite);
  return HC_BLOCK_FRAMES;
}

// Take at most `left` frames into a block. Returns the number of frames taken.
static uint32_t
take_part(HcProcess* const       process,
          HcLineProcess* const   line,
          const HcBuffers* const buffers,
          const uint32_t         from,
          const uint32_t         left)
{
  if (!line->fill) {
    start_block(line, process->position + from, process->rate);
  }
  const uint32_t room = HC_BLOCK_FRAMES - line->fill;
  const Part part = {line->block, line->fill, from, left < room ? left : room};
  const Legs legs = correct(&part, buffers);
  store(&part, &legs);
  pass_on(line, &part, buffers);
  line->fill += part.n;
  if (line->fill == HC_BLOCK_FRAMES) {
    finish_block(process, line, HC_BLOCK_FRAMES, sum_block(process, line));
  }
  return part.n;
}

void
hc_process_line(HcProcess* const       process,
                const size_t           index,
                const HcBuffers* const buffers,
                const uint32_t         n_frames)
{
  HcLineProcess* const line = &process->lines[index];
  if (!buffers->hot || !buffers->cold) {
    write_silence(buffers, n_frames);
    break_line(process, line, n_frames);
    return;
  }

  for (uint32_t from = 0; from < n_frames;) {
    const uint32_t left = n_frames - from;
    from += !line->fill && left >= HC_BLOCK_FRAMES
              ? take_block(process, line, buffers, from)
              : take_part(process, line, buffers, from, left);
  }
}

void
hc_process_end(HcProcess* const process, const uint32_t n_frames)
{
  process->position += n_frames;
  count(&process->counters.progress, n_frames);
  atomic_store_explicit(
    &process->counters.period, n_frames, memory_order_relaxed);
}

void
hc_process_flush(HcProcess* const process)
{
  for (size_t i = 0; i < process->n_lines; ++i) {
    finish_short_block(process, &process->lines[i]);
    deliver_window(&process->lines[i]);
  }
}

void
hc_process_resume(HcProcess* const process)
{
  break_stream(process, 0U);
  process->running = false;
}
