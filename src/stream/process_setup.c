// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/process_setup.h"

#include "dsp/legs.h"
#include "relay/ring.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// About 1.7 s: a reader may sleep for 1 s, the slowest message rate. In a full
// ring the last window grows, and nothing is lost.
enum { WINDOWS_KEPT = 256 };

static bool
init_line(HcLineProcess* const line,
          const bool           has_reference,
          const size_t         frames)
{
  const size_t size   = hc_block_size(has_reference);
  const size_t blocks = (frames + HC_BLOCK_FRAMES - 1U) / HC_BLOCK_FRAMES;
  void*        spare  = NULL;
  if (!posix_memalign(&spare, _Alignof(HcBlock), sizeof(HcBlock))) {
    memset(spare, 0, sizeof(HcBlock));
  }
  line->has_reference = has_reference;
  line->spare         = (HcBlock*)spare;
  line->blocks        = hc_ring_new(size, blocks);
  line->windows       = hc_ring_new(sizeof(HcWindow), WINDOWS_KEPT);
  return line->spare && line->blocks && line->windows;
}

static void
finish_line(HcLineProcess* const line)
{
  hc_ring_free(line->windows);
  hc_ring_free(line->blocks);
  free(line->spare);
}

static bool
init_lines(HcProcess* const process, const HcProcessSettings* const settings)
{
  bool ok = true;
  for (size_t i = 0; i < settings->n_lines && ok; ++i) {
    HcLineProcess* const line = &process->lines[i];
    const bool ref = settings->has_reference && settings->has_reference[i];
    ok             = init_line(line, ref, settings->backlog);
  }
  return ok;
}

HcProcess*
hc_process_new(const HcProcessSettings* const settings)
{
  HcProcess* const     self = (HcProcess*)calloc(1, sizeof(HcProcess));
  HcLineProcess* const lines =
    (HcLineProcess*)calloc(settings->n_lines, sizeof(HcLineProcess));
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
  if (!init_lines(self, settings)) {
    hc_process_free(self);
    return NULL;
  }
  return self;
}

void
hc_process_free(HcProcess* const self)
{
  if (self) {
    for (size_t i = 0; i < self->n_lines; ++i) {
      finish_line(&self->lines[i]);
    }
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
