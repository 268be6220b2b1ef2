// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rig.h"

#include "record.h"

#include <hotcold/meter.h>

#include <check.h>

#include <string.h>

Rig rig;

void
rig_start_with(const uint32_t backlog, const bool reference)
{
  hc_process_free(rig.process);
  memset(&rig, 0, sizeof(rig));
  rig.process = new_process(1U, 48000U, backlog, reference);
  for (int i = 0; i < LONGEST; ++i) {
    rig.hot[i]  = 0.5F;
    rig.cold[i] = -0.25F;
  }
}

void
rig_start(void)
{
  rig_start_with(65536U, false);
}

void
rig_stop(void)
{
  record_finish(&rig.record);
  hc_process_free(rig.process);
  rig.process = NULL;
}

HcBuffers
rig_legs(void)
{
  const HcBuffers buffers = {rig.hot, rig.cold, NULL, NULL, NULL};
  return buffers;
}

void
rig_run(const uint32_t n_frames)
{
  const HcBuffers buffers = rig_legs();
  run_cycle(rig.process, &buffers, n_frames);
}

// A cycle `skipped` frames after (or before) the one expected
void
rig_run_skipping(const int64_t skipped, const uint32_t n_frames)
{
  rig.process->running    = true;
  const uint32_t  time    = rig.process->expected_time + (uint32_t)skipped;
  const HcBuffers buffers = rig_legs();
  hc_process_begin(rig.process, time, n_frames);
  hc_process_line(rig.process, 0U, &buffers, n_frames);
  hc_process_end(rig.process, n_frames);
}

void
rig_record(void)
{
  record_line(&rig.record, rig.process, 0U);
}

void
rig_flush(void)
{
  hc_process_flush(rig.process);
  rig_record();
}

void
assert_block(const size_t   index,
             const uint64_t frame,
             const uint32_t frames,
             const bool     gap)
{
  ck_assert_uint_gt(rig.record.n_blocks, index);
  const HcBlock* const block = &rig.record.blocks[index];
  ck_assert_uint_eq(block->frame, frame);
  ck_assert_uint_eq(block->frames, frames);
  ck_assert(block->gap == gap);
  for (uint32_t i = 0; i < HC_BLOCK_FRAMES; ++i) {
    ck_assert_float_eq(block->hot[i], i < frames ? 0.5F : 0.0F);
    ck_assert_float_eq(block->cold[i], i < frames ? -0.25F : 0.0F);
  }
}

// The exact sums of `frames` frames of the legs
void
assert_total(const uint64_t frames, const uint64_t lost)
{
  const HcWindow total = record_total(&rig.record);
  const double   n     = (double)frames;
  ck_assert_uint_eq(total.frames, frames);
  ck_assert_uint_eq(total.lost, lost);
  ck_assert_uint_eq(total.not_finite, 0U);
  ck_assert_double_eq(total.hh, 0.25 * n);
  ck_assert_double_eq(total.cc, 0.0625 * n);
  ck_assert_double_eq(total.hc, -0.125 * n);
  ck_assert_double_eq(total.dd, 0.5625 * n);
  ck_assert_double_eq(total.mm, 0.015625 * n);
  ck_assert_float_eq(total.hot_peak, 0.5F);
  ck_assert_float_eq(total.common_peak, 0.125F);
}
