// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "relay/ring.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_LINE = 64 };

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

// Returns aligned, zeroed memory with all pages touched; NULL when out of
// memory
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

void
hc_rings_free(HcRing* const rings)
{
  if (rings) {
    free(rings->places);
    free(rings->slots);
    free(rings);
  }
}
