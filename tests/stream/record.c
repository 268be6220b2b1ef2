// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "record.h"

#include "relay/ring.h"

#include <hotcold/line.h>

#include <check.h>

#include <stdlib.h>
#include <string.h>

float
draw_coarse(uint64_t* const state)
{
  return (float)((int)(draw(state) % 129U) - 64) / 64.0F;
}

HcProcess*
new_process(const size_t   n_lines,
            const uint32_t rate,
            const uint32_t backlog,
            const bool     reference)
{
  bool has_reference[HC_MAX_LINES];
  for (size_t i = 0; i < HC_MAX_LINES; ++i) {
    has_reference[i] = reference;
  }
  const HcProcessSettings settings = {n_lines, has_reference, rate, backlog};
  HcProcess* const        process  = hc_process_new(&settings);
  ck_assert_ptr_nonnull(process);
  return process;
}

void
run_cycle(HcProcess* const       process,
          const HcBuffers* const buffers,
          const uint32_t         n_frames)
{
  hc_process_begin(process, process->expected_time, n_frames);
  hc_process_line(process, 0U, buffers, n_frames);
  hc_process_end(process, n_frames);
}

// A copy of `size` bytes may be shorter than the element
static void*
grow(void* const array, const size_t n, const size_t element)
{
  void* const grown = realloc(array, (n + 1U) * element);
  ck_assert_ptr_nonnull(grown);
  return grown;
}

static void
add_block(Record* const record, const HcBlock* const block, const size_t size)
{
  record->blocks =
    (HcBlock*)grow(record->blocks, record->n_blocks, sizeof(HcBlock));
  HcBlock* const to = &record->blocks[record->n_blocks++];
  memset(to, 0, sizeof(*to));
  memcpy(to, block, size);
}

void
record_line(Record* const record, HcProcess* const process, const size_t line)
{
  HcLineProcess* const l     = &process->lines[line];
  const size_t         size  = hc_block_size(l->has_reference);
  const HcBlock*       block = NULL;
  HcWindow             window;
  while ((block = (const HcBlock*)hc_ring_read_slot(l->blocks))) {
    add_block(record, block, size);
    hc_ring_pop(l->blocks);
  }
  while (hc_process_take_window(process, line, &window)) {
    record->windows =
      (HcWindow*)grow(record->windows, record->n_windows, sizeof(HcWindow));
    record->windows[record->n_windows++] = window;
  }
}

void
record_finish(Record* const record)
{
  free(record->blocks);
  free(record->windows);
  memset(record, 0, sizeof(*record));
}

HcWindow
record_total(const Record* const record)
{
  HcWindow total;
  memset(&total, 0, sizeof(total));
  for (size_t i = 0; i < record->n_windows; ++i) {
    hc_window_merge(&total, &record->windows[i]);
  }
  return total;
}

static bool
same_double(const double a, const double b)
{
  return !memcmp(&a, &b, sizeof(a));
}

static bool
same_float(const float a, const float b)
{
  return !memcmp(&a, &b, sizeof(a));
}

bool
same_window(const HcWindow* const a, const HcWindow* const b)
{
  return a->frame == b->frame && a->rate == b->rate && a->frames == b->frames &&
         a->lost == b->lost && a->not_finite == b->not_finite &&
         same_double(a->hh, b->hh) && same_double(a->cc, b->cc) &&
         same_double(a->hc, b->hc) && same_double(a->dd, b->dd) &&
         same_double(a->mm, b->mm) && same_float(a->hot_peak, b->hot_peak) &&
         same_float(a->cold_peak, b->cold_peak) &&
         same_float(a->diff_peak, b->diff_peak) &&
         same_float(a->common_peak, b->common_peak);
}

bool
same_block(const HcBlock* const a, const HcBlock* const b, const bool reference)
{
  return a->frame == b->frame && a->rate == b->rate && a->frames == b->frames &&
         a->not_finite == b->not_finite && a->gap == b->gap &&
         !memcmp(a->hot, b->hot, sizeof(a->hot)) &&
         !memcmp(a->cold, b->cold, sizeof(a->cold)) &&
         (!reference ||
          !memcmp(a->reference, b->reference, a->frames * sizeof(float)));
}
