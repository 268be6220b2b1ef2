// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Text from outside (names, files, datagrams) made fit to be shown. Any
/// thread.

#ifndef HOTCOLD_TEXT_UTF8_H
#define HOTCOLD_TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

/// Bytes of the character that `text` (terminated) starts with: 1..4, its code
/// in `*code`; 0 at the end or where it is no UTF-8 (RFC 3629: no overlong
/// forms, no surrogates)
size_t
hc_utf8_decode(const char* text, uint32_t* code);

/// Copy `text` to `out` with '?' for each byte that is no UTF-8, cut at a whole
/// character. `size` >= 1 bytes at `out`, which is always terminated.
void
hc_utf8_clean(const char* text, char* out, size_t size);

/// The same with '?' for control characters too (C0, DEL, C1), so that a
/// terminal cannot be talked into anything
void
hc_utf8_printable(const char* text, char* out, size_t size);

#endif // HOTCOLD_TEXT_UTF8_H
