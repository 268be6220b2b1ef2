// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Small questions about text that a user wrote. Pure; any thread.

#ifndef HOTCOLD_CONFIG_TEXT_H
#define HOTCOLD_CONFIG_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/// True if `text` is valid UTF-8 (RFC 3629) without control characters
bool
hc_text_is_clean(const char* text);

/// Read all of `text` as a decimal number. False if it is anything else,
/// infinity, NaN and hexadecimal included.
bool
hc_text_number(const char* text, double* value);

/// Read all of `text` as a number without sign from 0 to `greatest`
bool
hc_text_whole(const char* text, unsigned greatest, unsigned* value);

/// Single-character edits that turn `a` into `b` (Levenshtein), or
/// HC_TEXT_FAR if either is longer than 40 bytes
size_t
hc_text_distance(const char* a, const char* b);

#define HC_TEXT_FAR 1000U

/// The best match for a misspelt word, found by offering candidates
typedef struct {
  const char* word; ///< What the user wrote
  const char* best; ///< Nearest so far; NULL: none within two edits
  size_t      distance;
} HcNearest;

/// Ready to be offered candidates for `word`
HcNearest
hc_nearest(const char* word);

/// Keep `candidate` if it is nearer than all before
void
hc_nearest_offer(HcNearest* nearest, const char* candidate);

/// Text for the end of an error: " (did you mean `BEST`?)", or ""
void
hc_nearest_hint(const HcNearest* nearest, char* out, size_t size);

#endif // HOTCOLD_CONFIG_TEXT_H
