// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes text from outside (names, files, datagrams) safe to show. Pure; any
/// thread.

#ifndef HOTCOLD_TEXT_UTF8_H
#define HOTCOLD_TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>

/// Decode the first character of `text`, which ends with a NUL byte. Returns
/// its number of bytes, 1..4, and writes its code point to `*code`. Returns 0
/// at the end of the text and if the bytes are not valid UTF-8 (RFC 3629:
/// overlong forms and surrogates are not valid).
size_t
hc_utf8_decode(const char* text, uint32_t* code);

/// Copy `text` to `out`, which has `size` >= 1 bytes. Each byte that is not
/// valid UTF-8 becomes '?'. A text that is too long is cut between two
/// characters. `out` always ends with a NUL byte.
void
hc_utf8_clean(const char* text, char* out, size_t size);

/// The same, but control characters (C0, DEL, C1) become '?' too, so that the
/// text cannot control the terminal
void
hc_utf8_printable(const char* text, char* out, size_t size);

#endif // HOTCOLD_TEXT_UTF8_H
