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

// Only the audio thread writes these, so load and store need not be one step
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
  const uint32_t blocks = (rate + (75U * HC_BLOCK_FRAMES)) / // Rounds
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
deliver_block(HcProcess* const process, HcLineProcess* const line)
{
  if (line->block == line->spare) {
    line->gap = true;
    count(&process->counters.dropped, line->fill);
  } else {
    line->block->gap = line->gap;
    line->gap        = false;
    hc_ring_push(line->blocks);
  }
}

// A full ring loses nothing: the window just grows until there is room
static void
deliver_window(HcLineProcess* const line)
{
  HcWindow* const slot = (HcWindow*)hc_ring_write_slot(line->windows);
  if (slot && line->window.rate) {
    *slot             = line->window;
    line->window_fill = 0U;
    memset(&line->window, 0, sizeof(line->window));
    hc_ring_push(line->windows);
  }
}

static float
greater(const float a, const float b)
{
  return a > b ? a : b;
}

static void
add_sums(HcWindow* const window, const HcBlock* const block, const HcLegSums* s)
{
  if (!window->rate) {
    window->frame = block->frame;
    window->rate  = block->rate;
  }
  window->frames += block->frames - block->not_finite;
  window->not_finite += block->not_finite;
  window->hh += s->hh;
  window->cc += s->cc;
  window->hc += s->hc;
  window->dd += s->dd;
  window->mm += s->mm;
  window->hot_peak    = greater(s->hot_peak, window->hot_peak);
  window->cold_peak   = greater(s->cold_peak, window->cold_peak);
  window->diff_peak   = greater(s->diff_peak, window->diff_peak);
  window->common_peak = greater(s->common_peak, window->common_peak);
}

static void
sum_block(HcProcess* const     process,
          HcLineProcess* const line,
          const float* const   hot,
          const float* const   cold)
{
  HcBlock* const block = line->block;
  HcLegSums      sums;
  block->frames     = line->fill;
  block->not_finite = 0U;
  process->kernel(hot, cold, &sums);
  if (!sums.finite) {
    block->not_finite =
      (uint32_t)hc_legs_sanitize(block->hot, block->cold, HC_BLOCK_FRAMES);
    process->kernel(block->hot, block->cold, &sums);
    count(&process->counters.not_finite, block->not_finite);
  }

  add_sums(&line->window, block, &sums);
  line->window_fill += block->frames;
}

// The legs are those of the block, or equal to them
static void
finish_block(HcProcess* const     process,
             HcLineProcess* const line,
             const float* const   hot,
             const float* const   cold)
{
  sum_block(process, line, hot, cold);
  deliver_block(process, line);
  if (line->window_fill >= process->window_frames) {
    deliver_window(line);
  }
  line->fill = 0U;
}

// Kernels take whole blocks; zeros add nothing to sums and peaks
static void
finish_short_block(HcProcess* const process, HcLineProcess* const line)
{
  if (line->fill) {
    const size_t rest = (HC_BLOCK_FRAMES - line->fill) * sizeof(float);
    memset(line->block->hot + line->fill, 0, rest);
    memset(line->block->cold + line->fill, 0, rest);
    finish_block(process, line, line->block->hot, line->block->cold);
  }
}

static void
break_line(HcProcess* const     process,
           HcLineProcess* const line,
           const uint64_t       lost)
{
  finish_short_block(process, line);
  line->gap = true;
  line->window.lost += lost;
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
  // Frame times wrap; a server that starts over may even go back
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
write_outputs(const HcBuffers* const buffers, const uint32_t n_frames)
{
  if (buffers->diff) {
    hc_legs_diff(buffers->hot, buffers->cold, buffers->diff, n_frames);
  }
  if (buffers->common) {
    hc_legs_common(buffers->hot, buffers->cold, buffers->common, n_frames);
  }
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

// A reference whose port has no audio is silence
static void
copy_reference(HcBlock* const         block,
               const uint32_t         at,
               const HcBuffers* const buffers,
               const uint32_t         from,
               const uint32_t         n)
{
  if (buffers->reference) {
    memcpy(block->reference + at, buffers->reference + from, n * sizeof(float));
  } else {
    memset(block->reference + at, 0, n * sizeof(float));
  }
}

// Copy what fits into the current block; the number of frames copied
static uint32_t
fill_block(const HcProcess* const process,
           HcLineProcess* const   line,
           const HcBuffers* const buffers,
           const uint32_t         from,
           const uint32_t         n_frames)
{
  const uint32_t room = HC_BLOCK_FRAMES - line->fill;
  const uint32_t n    = n_frames - from < room ? n_frames - from : room;
  if (!line->fill) {
    start_block(line, process->position + from, process->rate);
  }

  HcBlock* const block = line->block;
  memcpy(block->hot + line->fill, buffers->hot + from, n * sizeof(float));
  memcpy(block->cold + line->fill, buffers->cold + from, n * sizeof(float));
  if (line->has_reference) {
    copy_reference(block, line->fill, buffers, from, n);
  }
  line->fill += n;
  return n;
}

static uint32_t
take_frames(HcProcess* const       process,
            HcLineProcess* const   line,
            const HcBuffers* const buffers,
            const uint32_t         from,
            const uint32_t         n_frames)
{
  const uint32_t n = fill_block(process, line, buffers, from, n_frames);
  if (line->fill == HC_BLOCK_FRAMES) {
    finish_block(process, line, line->block->hot, line->block->cold);
  }
  return n;
}

/* The common case costs a fifth less than the general one: copies of known
   size need no call, and legs just copied are slow to load, so that they are
   summed up where they came from. */
static uint32_t
take_whole_block(HcProcess* const       process,
                 HcLineProcess* const   line,
                 const HcBuffers* const buffers,
                 const uint32_t         from)
{
  const float* const hot  = buffers->hot + from;
  const float* const cold = buffers->cold + from;
  start_block(line, process->position + from, process->rate);

  HcBlock* const block = line->block;
  memcpy(block->hot, hot, sizeof(block->hot));
  memcpy(block->cold, cold, sizeof(block->cold));
  if (line->has_reference) {
    copy_reference(block, 0U, buffers, from, HC_BLOCK_FRAMES);
  }
  line->fill = HC_BLOCK_FRAMES;
  finish_block(process, line, hot, cold);
  return HC_BLOCK_FRAMES;
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
    from += !line->fill && n_frames - from >= HC_BLOCK_FRAMES
              ? take_whole_block(process, line, buffers, from)
              : take_frames(process, line, buffers, from, n_frames);
  }
  write_outputs(buffers, n_frames);
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
