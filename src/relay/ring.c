// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "relay/ring.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The protocol: each side owns one counter of slots and only reads the
   other's, with acquire; it works on a slot and then stores its own counter
   with release. Counters run freely and wrap; their difference is the fill.
   Each side keeps to a cache line of its own.

   Places: which memory a slot lies in is told by `places`, at the slot's
   counter, and handed over with it. Slots in use lie side by side, and whenever
   the writer finds that the reader has caught up it starts over at the first
   place. So a ring whose reader keeps pace stays within a few places that are
   in the cache already, however much it could hold. */

enum { CACHE_LINE = 64 };

typedef struct {
  _Alignas(64) _Atomic size_t count; // Slots handed over by this side
  size_t other;                      // What this side last saw of the other
  size_t place;                      // Writer: of the slot being filled
  bool   held;                       // Writer: a slot is being filled
} Side;

struct HcRing {
  Side      writer;
  Side      reader;
  char*     slots;   // Slot 0
  uint32_t* places;  // One for each count, modulo n_slots
  size_t    stride;  // Bytes from slot to slot
  size_t    n_slots; // A power of two
  size_t    n_rings; // Made together; from place to place
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

// Aligned, zeroed and touched; NULL when out of memory
static void*
allocate(const size_t size)
{
  void* memory = NULL;
  if (posix_memalign(&memory, CACHE_LINE, size)) {
    return NULL;
  }
  return memset(memory, 0, size);
}

HcRing*
hc_rings_new(const size_t n_rings, const size_t slot_size, const size_t n_slots)
{
  const size_t    size  = round_up(slot_size, CACHE_LINE);
  const size_t    count = power_of_two(n_slots);
  HcRing* const   rings = (HcRing*)allocate(n_rings * sizeof(HcRing));
  char* const     slots = (char*)allocate(n_rings * count * size);
  uint32_t* const places =
    (uint32_t*)allocate(n_rings * count * sizeof(uint32_t));
  if (!rings || !slots || !places) {
    free(places);
    free(slots);
    free(rings);
    return NULL;
  }

  for (size_t i = 0; i < n_rings; ++i) {
    rings[i].slots   = slots + (i * size);
    rings[i].places  = places + i;
    rings[i].stride  = n_rings * size;
    rings[i].n_slots = count;
    rings[i].n_rings = n_rings;
  }
  return rings;
}

HcRing*
hc_rings_at(HcRing* const rings, const size_t index)
{
  return rings + index;
}

void
hc_rings_free(HcRing* const rings)
{
  if (rings) {
    free(rings->places);
    free(rings->slots);
    free(rings);
  }
}

static size_t
load_own(const Side* const side)
{
  return atomic_load_explicit(&side->count, memory_order_relaxed);
}

static size_t
load_other(const Side* const side)
{
  return atomic_load_explicit(&side->count, memory_order_acquire);
}

static void
advance(Side* const side)
{
  atomic_store_explicit(
    &side->count, load_own(side) + 1U, memory_order_release);
}

static char*
slot(const HcRing* const self, const size_t place)
{
  return self->slots + (place * self->stride);
}

// Of the slot at `count`
static uint32_t*
place(const HcRing* const self, const size_t count)
{
  return self->places + ((count & (self->n_slots - 1U)) * self->n_rings);
}

void*
hc_ring_write_slot(HcRing* const self)
{
  Side* const  writer = &self->writer;
  const size_t mine   = load_own(writer);
  if (!writer->held) {
    const size_t fill = mine - load_other(&self->reader);
    if (fill == self->n_slots) {
      return NULL;
    }
    writer->place = fill ? (writer->place + 1U) & (self->n_slots - 1U) : 0U;
    writer->held  = true;
  }
  return slot(self, writer->place);
}

void
hc_ring_push(HcRing* const self)
{
  Side* const writer             = &self->writer;
  *place(self, load_own(writer)) = (uint32_t)writer->place;
  writer->held                   = false;
  advance(writer);
}

const void*
hc_ring_read_slot(HcRing* const self)
{
  Side* const  reader = &self->reader;
  const size_t mine   = load_own(reader);
  if (mine == reader->other) {
    reader->other = load_other(&self->writer);
  }
  return mine == reader->other ? NULL : slot(self, *place(self, mine));
}

void
hc_ring_pop(HcRing* const self)
{
  advance(&self->reader);
}
