// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "relay/ring.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* The protocol: each side owns one counter of slots and only reads the
   other's. A side loads the other's counter with acquire when its own copy says
   full or empty, works on the slot, and stores its own counter with release.
   Counters run freely and wrap; their difference is the fill. Each side keeps
   to a cache line of its own. */

enum { CACHE_LINE = 64 };

typedef struct {
  _Alignas(64) _Atomic size_t count; // Slots handed over by this side
  size_t other;                      // What this side last saw of the other
} Side;

struct HcRing {
  Side   writer;
  Side   reader;
  char*  slots;   // n_slots times stride bytes
  size_t stride;  // Bytes from slot to slot
  size_t n_slots; // A power of two
};

static size_t
round_up(const size_t size, const size_t step)
{
  return (size + step - 1U) / step * step;
}

static size_t
power_of_two(const size_t least)
{
  size_t size = 1U;
  while (size < least) {
    size *= 2U;
  }
  return size;
}

HcRing*
hc_ring_new(const size_t slot_size, const size_t n_slots)
{
  void*        ring   = NULL;
  void*        slots  = NULL;
  const size_t stride = round_up(slot_size, CACHE_LINE);
  const size_t count  = power_of_two(n_slots);
  if (posix_memalign(&ring, CACHE_LINE, sizeof(HcRing))) {
    return NULL;
  }
  if (posix_memalign(&slots, CACHE_LINE, stride * count)) {
    free(ring);
    return NULL;
  }

  HcRing* const self = (HcRing*)ring;
  memset(self, 0, sizeof(*self));
  memset(slots, 0, stride * count);
  self->slots   = (char*)slots;
  self->stride  = stride;
  self->n_slots = count;
  return self;
}

void
hc_ring_free(HcRing* const self)
{
  if (self) {
    free(self->slots);
    free(self);
  }
}

static char*
slot(const HcRing* const self, const size_t count)
{
  return self->slots + ((count & (self->n_slots - 1U)) * self->stride);
}

void*
hc_ring_write_slot(HcRing* const self)
{
  const size_t mine =
    atomic_load_explicit(&self->writer.count, memory_order_relaxed);
  if (mine - self->writer.other == self->n_slots) {
    self->writer.other =
      atomic_load_explicit(&self->reader.count, memory_order_acquire);
  }
  return mine - self->writer.other == self->n_slots ? NULL : slot(self, mine);
}

void
hc_ring_push(HcRing* const self)
{
  const size_t mine =
    atomic_load_explicit(&self->writer.count, memory_order_relaxed);
  atomic_store_explicit(&self->writer.count, mine + 1U, memory_order_release);
}

const void*
hc_ring_read_slot(HcRing* const self)
{
  const size_t mine =
    atomic_load_explicit(&self->reader.count, memory_order_relaxed);
  if (mine == self->reader.other) {
    self->reader.other =
      atomic_load_explicit(&self->writer.count, memory_order_acquire);
  }
  return mine == self->reader.other ? NULL : slot(self, mine);
}

void
hc_ring_pop(HcRing* const self)
{
  const size_t mine =
    atomic_load_explicit(&self->reader.count, memory_order_relaxed);
  atomic_store_explicit(&self->reader.count, mine + 1U, memory_order_release);
}
