// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Hands slots of a fixed size, in order, from one thread to one other thread.
/// Neither side waits. The calls that both sides make for every slot are
/// inline, because the audio thread makes them for every block.

#ifndef HOTCOLD_RELAY_RING_H
#define HOTCOLD_RELAY_RING_H

#include <hotcold/attributes.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The protocol: each side owns one counter of slots and only reads the
   other's, with acquire; it works on a slot and then stores its own counter
   with release. Counters wrap around; their difference is the number of slots
   in the ring. Each side writes only to its own cache line.

   Places: for each counter value, `places` has the place of the slot in memory,
   and it is handed over with the slot. Slots in use are next to each other.
   When the reader has taken all slots, the writer begins again at the first
   place. So if the reader is fast enough, a ring uses only a few places, which
   are in the cache already, even if the ring is large.

   Many rings: rings made together are usually written one after the other and
   have the same fill. So the same places of all rings are next to each other,
   and a writer that goes from ring to ring uses memory in order. */

/// One end of a ring; only the functions below use it
typedef struct {
  _Alignas(64) _Atomic size_t count; ///< Slots handed over by this side
  size_t other;                      ///< The other side's count, last seen
  size_t place;                      ///< Writer: place of the slot to be filled
  bool   held;                       ///< Writer: a slot was taken, to be filled
} HcRingSide;

/// Rings made together; only the functions below use the members
typedef struct {
  HcRingSide writer;
  HcRingSide reader;
  char*      slots;   ///< Place 0
  uint32_t*  places;  ///< Place of each count, modulo n_slots
  size_t     stride;  ///< Bytes from one place to the next
  size_t     n_slots; ///< A power of two
  size_t     n_rings; ///< Number of rings that were made together
} HcRing;

/// `n_rings` rings of `n_slots` slots each (rounded up to a power of two) of
/// `slot_size` bytes. Slots are aligned to 64 bytes, zeroed, and touched, so
/// that writing them later causes no page faults. The caller frees them with
/// hc_rings_free(). NULL when out of memory. Set-up thread.
HcRing*
hc_rings_new(size_t n_rings, size_t slot_size, size_t n_slots);

/// Free all rings made together; `rings` is what hc_rings_new() returned.
/// Set-up thread, when no other thread uses any of them. NULL is allowed.
void
hc_rings_free(HcRing* rings);

/// The place of the slot at `count`; only the functions below use it
static inline uint32_t*
hc_ring_place(const HcRing* const ring, const size_t count)
{
  return ring->places + ((count & (ring->n_slots - 1U)) * ring->n_rings);
}

/// Hand a slot over to the other side; only the functions below use it
static inline void
hc_ring_advance(HcRingSide* const side)
{
  const size_t count = atomic_load_explicit(&side->count, memory_order_relaxed);
  atomic_store_explicit(&side->count, count + 1U, memory_order_release);
}

/// Writing thread: the next free slot, or NULL while the ring is full. Until
/// hc_ring_push(), the slot belongs to the writer, and further calls return the
/// same slot.
HC_REALTIME static inline void*
hc_ring_write_slot(HcRing* const ring)
{
  HcRingSide* const writer = &ring->writer;
  if (!writer->held) {
    const size_t mine =
      atomic_load_explicit(&writer->count, memory_order_relaxed);
    const size_t fill =
      mine - atomic_load_explicit(&ring->reader.count, memory_order_acquire);
    if (fill == ring->n_slots) {
      return NULL;
    }
    writer->place = fill ? (writer->place + 1U) & (ring->n_slots - 1U) : 0U;
    writer->held  = true;
  }
  return ring->slots + (writer->place * ring->stride);
}

/// Writing thread: hand over the slot that hc_ring_write_slot() returned
HC_REALTIME static inline void
hc_ring_push(HcRing* const ring)
{
  HcRingSide* const writer = &ring->writer;
  const size_t      mine =
    atomic_load_explicit(&writer->count, memory_order_relaxed);
  *hc_ring_place(ring, mine) = (uint32_t)writer->place;
  writer->held               = false;
  hc_ring_advance(writer);
}

/// Reading thread: the oldest slot, or NULL while the ring is empty. Its
/// content does not change until hc_ring_pop().
static inline const void*
hc_ring_read_slot(HcRing* const ring)
{
  HcRingSide* const reader = &ring->reader;
  const size_t      mine =
    atomic_load_explicit(&reader->count, memory_order_relaxed);
  if (mine == reader->other) {
    reader->other =
      atomic_load_explicit(&ring->writer.count, memory_order_acquire);
  }
  return mine == reader->other
           ? NULL
           : ring->slots + (*hc_ring_place(ring, mine) * ring->stride);
}

/// Reading thread: give back the slot that hc_ring_read_slot() returned
static inline void
hc_ring_pop(HcRing* const ring)
{
  hc_ring_advance(&ring->reader);
}

#endif // HOTCOLD_RELAY_RING_H
