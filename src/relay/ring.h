// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A stream of fixed-size slots from one thread to one other, without waiting
/// on either side. Knows bytes and order, not audio.

#ifndef HOTCOLD_RELAY_RING_H
#define HOTCOLD_RELAY_RING_H

#include <hotcold/attributes.h>

#include <stddef.h>

/// Opaque
typedef struct HcRing HcRing;

/// `n_rings` rings of `n_slots` slots each (rounded up to a power of two) of
/// `slot_size` bytes; all in memory of their own, in which what the rings use
/// at the same time lies side by side. Slots are aligned to 64 bytes, zeroed,
/// and touched, so that writing them later faults no page in. NULL when out of
/// memory. Set-up thread.
HcRing*
hc_rings_new(size_t n_rings, size_t slot_size, size_t n_slots);

/// One of the rings made together, 0..n_rings-1. Any thread.
HcRing*
hc_rings_at(HcRing* rings, size_t index);

/// Free rings made together. Set-up thread, when no other thread uses one of
/// them. NULL is fine.
void
hc_rings_free(HcRing* rings);

/// Writing thread: the next free slot, or NULL while the ring is full. It may
/// be filled at leisure; asking again before hc_ring_push() gives the same.
void*
hc_ring_write_slot(HcRing* ring) HC_REALTIME;

/// Writing thread: hand over the slot hc_ring_write_slot() gave
void
hc_ring_push(HcRing* ring) HC_REALTIME;

/// Reading thread: the oldest slot, or NULL while the ring is empty. It stays
/// as it is until hc_ring_pop().
const void*
hc_ring_read_slot(HcRing* ring);

/// Reading thread: give back the slot hc_ring_read_slot() gave
void
hc_ring_pop(HcRing* ring);

#endif // HOTCOLD_RELAY_RING_H
