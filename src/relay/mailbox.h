// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The latest value of a plain struct, from one thread to one other, without
/// waiting on either side. Older values that were not taken are lost.

#ifndef HOTCOLD_RELAY_MAILBOX_H
#define HOTCOLD_RELAY_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>

/// Opaque
typedef struct HcMailbox HcMailbox;

/// An empty mailbox for values of `size` bytes. NULL when out of memory.
/// Set-up thread.
HcMailbox*
hc_mailbox_new(size_t size);

/// Set-up thread, when no other thread uses the mailbox. NULL is fine.
void
hc_mailbox_free(HcMailbox* mailbox);

/// Writing thread: copy `value` in, in place of the one before
void
hc_mailbox_post(HcMailbox* mailbox, const void* value);

/// Reading thread: copy the newest value out and return true, or return false
/// and leave `value` alone if it was taken already
bool
hc_mailbox_take(HcMailbox* mailbox, void* value);

#endif // HOTCOLD_RELAY_MAILBOX_H
