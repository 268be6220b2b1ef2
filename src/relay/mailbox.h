// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Hands the latest value of a plain struct from one thread to one other
/// thread. Neither side waits. An older value that was not taken is lost.

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

/// Set-up thread, when no other thread uses the mailbox. NULL is allowed.
void
hc_mailbox_free(HcMailbox* mailbox);

/// Writing thread: copy `value` in; it replaces the one before
void
hc_mailbox_post(HcMailbox* mailbox, const void* value);

/// Reading thread: copy the newest value out and return true. Returns false and
/// does not change `value` if it was taken before or none was posted yet.
bool
hc_mailbox_take(HcMailbox* mailbox, void* value);

#endif // HOTCOLD_RELAY_MAILBOX_H
