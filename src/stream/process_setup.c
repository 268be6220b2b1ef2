// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/process_setup.h"

#include "dsp/legs.h"
#include "relay/ring.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// Windows of about 0.9 s; the hub takes them every 10 ms. If the ring is full,
// the last window grows, and nothing is lost.
enum { WINDOWS_KEPT = 64 };

// The first two in frames of each line, the last in bytes for all lines
enum {
  LEAST_BACKLOG    = 2 * 8192,
  GREATEST_BACKLOG = 8 * 8192,
  BACKLOG_BYTES    = 48 << 20
};

uint32_t
hc_live_backlog(const size_t n_lines)
{
  const size_t frame  = hc_block_size(false) / HC_BLOCK_FRAMES;
  uint32_t     frames = GREATEST_BACKLOG;
  while (frames > LEAST_BACKLOG && frames * frame * n_lines > BACKLOG_BYTES) {
    frames /= 2U;
  }
  return frames;
}

// Returns zeroed memory with all pages touched; NULL when out of memory
static void*
allocate(const size_t size)
{
  void* memory = NULL;
  if (posix_memalign(&memory, 64U, size)) {
    return NULL;
  }
  return memset(memory, 0, size);
}

// All rings have slots of one size: with room for a reference if any line has
// one
static bool
allocate_rings(HcProcess* const               process,
               const HcProcessSettings* const settings)
{
  const size_t n_lines = settings->n_lines;
  const size_t n_blocks =
    (settings->backlog + HC_BLOCK_FRAMES - 1U) / HC_BLOCK_FRAMES;
  bool has_reference = false;
  for (size_t i = 0; i < n_lines && settings->has_reference; ++i) {
    has_reference = has_reference || settings->has_reference[i];
  }
  process->spares = (HcBlock*)allocate(n_lines * sizeof(HcBlock));
  process->blocks =
    hc_rings_new(n_lines, hc_block_size(has_reference), n_blocks);
  process->windows = hc_rings_new(n_lines, sizeof(HcWindow), WINDOWS_KEPT);
  return process->spares && process->blocks && process->windows;
}

static void
init_lines(HcProcess* const process, const HcProcessSettings* const settings)
{
  for (size_t i = 0; i < settings->n_lines; ++i) {
    HcLineProcess* const line = &process->lines[i];
    line->has_reference = settings->has_reference && settings->has_reference[i];
    line->spare         = &process->spares[i];
    line->blocks        = &process->blocks[i];
    line->windows       = &process->windows[i];
  }
}

HcProcess*
hc_process_new(const HcProcessSettings* const settings)
{
  HcProcess* const     self = (HcProcess*)calloc(1, sizeof(HcProcess));
  HcLineProcess* const lines =
    (HcLineProcess*)allocate(settings->n_lines * sizeof(HcLineProcess));
  if (!self || !lines) {
    free(lines);
    free(self);
    return NULL;
  }

  self->kernel        = hc_legs_kernel();
  self->n_lines       = settings->n_lines;
  self->lines         = lines;
  self->rate          = settings->rate;
  self->window_frames = hc_process_window_frames(settings->rate);
  atomic_init(&self->counters.rate, settings->rate);
  if (!allocate_rings(self, settings)) {
    hc_process_free(self);
    return NULL;
  }
  init_lines(self, settings);
  return self;
}

void
hc_process_free(HcProcess* const self)
{
  if (self) {
    hc_rings_free(self->windows);
    hc_rings_free(self->blocks);
    free(self->spares);
    free(self->lines);
    free(self);
  }
}

bool
hc_process_take_window(HcProcess* const self,
                       const size_t     line,
                       HcWindow* const  window)
{
  HcRing* const         ring = self->lines[line].windows;
  const HcWindow* const slot = (const HcWindow*)hc_ring_read_slot(ring);
  if (!slot) {
    return false;
  }
  *window = *slot;
  hc_ring_pop(ring);
  return true;
}

static void
discard(HcRing* const ring)
{
  while (hc_ring_read_slot(ring)) {
    hc_ring_pop(ring);
  }
}

void
hc_process_discard(HcProcess* const self)
{
  for (size_t i = 0; i < self->n_lines; ++i) {
    discard(self->lines[i].blocks);
    discard(self->lines[i].windows);
  }
}
