// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/text.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_WORD 40U

// Number of bytes of a character that starts with `byte`; 0 if no character
// starts with it
static size_t
character_size(const unsigned char byte)
{
  return byte < 0x80U                   ? 1U
         : byte >= 0xC2U && byte < 0xE0 ? 2U
         : byte >= 0xE0U && byte < 0xF0 ? 3U
         : byte >= 0xF0U && byte < 0xF5 ? 4U
                                        : 0U;
}

// True for overlong forms, surrogates, and codes above U+10FFFF
static bool
second_byte_fits(const unsigned char first, const unsigned char second)
{
  return !(first == 0xE0U && second < 0xA0U) &&
         !(first == 0xEDU && second > 0x9FU) &&
         !(first == 0xF0U && second < 0x90U) &&
         !(first == 0xF4U && second > 0x8FU);
}

bool
hc_text_is_clean(const char* const text)
{
  const unsigned char* c = (const unsigned char*)text;
  while (*c) {
    const size_t size = character_size(*c);
    if (!size || *c < 0x20U || *c == 0x7FU) {
      return false;
    }
    for (size_t i = 1; i < size; ++i) {
      if ((c[i] & 0xC0U) != 0x80U) {
        return false;
      }
    }
    if (size > 1 && !second_byte_fits(c[0], c[1])) {
      return false;
    }
    c += size;
  }
  return true;
}

bool
hc_text_number(const char* const text, double* const value)
{
  if (!*text || text[strspn(text, "+-.0123456789eE")]) {
    return false;
  }

  char*        end    = NULL;
  const double number = strtod(text, &end);
  if (end == text || *end || !isfinite(number)) {
    return false;
  }

  *value = number;
  return true;
}

bool
hc_text_whole(const char* const text,
              const unsigned    greatest,
              unsigned* const   value)
{
  if (!*text || text[strspn(text, "0123456789")]) {
    return false;
  }

  errno                 = 0;
  const uintmax_t whole = strtoumax(text, NULL, 10);
  if (errno || whole > greatest) {
    return false;
  }

  *value = (unsigned)whole;
  return true;
}

static size_t
least(const size_t a, const size_t b)
{
  return a < b ? a : b;
}

size_t
hc_text_distance(const char* const a, const char* const b)
{
  const size_t n_a = strlen(a);
  const size_t n_b = strlen(b);
  if (n_a > LONGEST_WORD || n_b > LONGEST_WORD) {
    return HC_TEXT_FAR;
  }

  size_t row[LONGEST_WORD + 1];
  for (size_t j = 0; j <= n_b; ++j) {
    row[j] = j;
  }

  for (size_t i = 1; i <= n_a; ++i) {
    size_t diagonal = row[0];
    row[0]          = i;
    for (size_t j = 1; j <= n_b; ++j) {
      const size_t above  = row[j];
      const size_t change = diagonal + (a[i - 1] != b[j - 1]);
      row[j]              = least(change, 1 + least(above, row[j - 1]));
      diagonal            = above;
    }
  }
  return row[n_b];
}

HcNearest
hc_nearest(const char* const word)
{
  const HcNearest nearest = {word, NULL, 3};
  return nearest;
}

void
hc_nearest_offer(HcNearest* const nearest, const char* const candidate)
{
  const size_t distance = hc_text_distance(nearest->word, candidate);
  if (distance < nearest->distance && distance < strlen(candidate)) {
    nearest->best     = candidate;
    nearest->distance = distance;
  }
}

void
hc_nearest_hint(const HcNearest* const nearest,
                char* const            out,
                const size_t           size)
{
  if (nearest->best) {
    snprintf(out, size, " (did you mean `%s`?)", nearest->best);
  } else {
    *out = '\0';
  }
}
