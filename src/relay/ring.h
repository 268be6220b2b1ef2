// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Hands slots of a fixed size, in order, from one thread to one other thread.
/// Neither side waits.

#ifndef HOTCOLD_RELAY_RING_H
#define HOTCOLD_RELAY_RING_H

#include <hotcold/attributes.h>

#include <stddef.h>

/// Opaque
typedef struct HcRing HcRing;

/// A ring of `n_slots` slots (rounded up to a power of two) of `slot_size`
/// bytes each. Slots are aligned to 64 bytes, zeroed, and touched, so that
/// writing them later faults no page in. NULL when out of memory. Set-up
/// thread.
HcRing*
hc_ring_new(size_t slot_size, size_t n_slots);

/// Set-up thread, when no other thread uses the ring. NULL is allowed.
void
hc_ring_free(HcRing* ring);

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
