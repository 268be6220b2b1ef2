// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Functions that check and read text written by a user. Pure; any thread.

#ifndef HOTCOLD_CONFIG_TEXT_H
#define HOTCOLD_CONFIG_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/// True if `text` is valid UTF-8 (RFC 3629) without control characters
bool
hc_text_is_clean(const char* text);

/// Read the whole of `text` as a decimal number. Returns false if it is
/// anything else, also for infinity, NaN and hexadecimal numbers.
bool
hc_text_number(const char* text, double* value);

/// Read the whole of `text` as a whole number from 0 to `greatest`, written
/// without a sign. Returns false if it is anything else.
bool
hc_text_whole(const char* text, unsigned greatest, unsigned* value);

/// Number of single-character edits that turn `a` into `b` (the Levenshtein
/// distance), or HC_TEXT_FAR if one of them is longer than 40 bytes
size_t
hc_text_distance(const char* a, const char* b);

#define HC_TEXT_FAR 1000U

/// A search for the best match of a misspelt word among candidates
typedef struct {
  const char* word; ///< The word that the user wrote
  const char* best; ///< Nearest candidate so far; NULL: none within two
                    ///< edits
  size_t distance;  ///< Of `best`
} HcNearest;

/// Start a search for the best match of `word`, which must outlive it
HcNearest
hc_nearest(const char* word);

/// Keep `candidate` if it is nearer than all candidates before. It must outlive
/// the search.
void
hc_nearest_offer(HcNearest* nearest, const char* candidate);

/// Write the hint for the end of an error to `out`, which has `size` bytes:
/// " (did you mean `BEST`?)", or "" if no candidate is near enough
void
hc_nearest_hint(const HcNearest* nearest, char* out, size_t size);

#endif // HOTCOLD_CONFIG_TEXT_H
