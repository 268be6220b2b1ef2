// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "relay/mailbox.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* The protocol: there are three cells. One belongs to the writer, one to the
   reader, and one is in the middle. The writer fills its cell and then
   exchanges it for the middle one; the reader exchanges its cell for the middle
   one and then reads it. The exchange is a release for the bytes that this side
   has written, and an acquire for those of the other side. FRESH marks a middle
   cell that has been posted and not taken yet. */

enum { FRESH = 4U };

struct HcMailbox {
  _Atomic unsigned middle; // Index of the middle cell, and FRESH
  unsigned         writer; // Index of the writer's cell
  unsigned         reader; // Index of the reader's cell
  size_t           size;   // Bytes of a cell
  char*            cells;  // Three of them
};

HcMailbox*
hc_mailbox_new(const size_t size)
{
  HcMailbox* const self  = (HcMailbox*)calloc(1, sizeof(HcMailbox));
  char* const      cells = (char*)calloc(3, size);
  if (!self || !cells) {
    free(self);
    free(cells);
    return NULL;
  }

  atomic_init(&self->middle, 0U);
  self->writer = 1U;
  self->reader = 2U;
  self->size   = size;
  self->cells  = cells;
  return self;
}

void
hc_mailbox_free(HcMailbox* const self)
{
  if (self) {
    free(self->cells);
    free(self);
  }
}

void
hc_mailbox_post(HcMailbox* const self, const void* const value)
{
  memcpy(self->cells + (self->writer * self->size), value, self->size);
  self->writer = atomic_exchange_explicit(
                   &self->middle, self->writer | FRESH, memory_order_acq_rel) &
                 ~(unsigned)FRESH;
}

bool
hc_mailbox_take(HcMailbox* const self, void* const value)
{
  if (!(atomic_load_explicit(&self->middle, memory_order_relaxed) & FRESH)) {
    return false;
  }

  self->reader = atomic_exchange_explicit(
                   &self->middle, self->reader, memory_order_acq_rel) &
                 ~(unsigned)FRESH;
  memcpy(value, self->cells + (self->reader * self->size), self->size);
  return true;
}
