// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>

// Number of bytes of a character with this first byte; 0: it cannot be the
// first
static size_t
announced(const unsigned char lead)
{
  return lead < 0x80U                    ? 1
         : lead >= 0xC2U && lead < 0xE0U ? 2
         : lead >= 0xE0U && lead < 0xF0U ? 3
         : lead >= 0xF0U && lead < 0xF5U ? 4
                                         : 0;
}

static bool
is_allowed(const uint32_t code, const size_t length)
{
  const bool overlong =
    (length == 3 && code < 0x800U) || (length == 4 && code < 0x10000U);
  const bool surrogate = code >= 0xD800U && code <= 0xDFFFU;
  return !overlong && !surrogate && code <= 0x10FFFFU;
}

size_t
hc_utf8_decode(const char* const text, uint32_t* const code)
{
  const unsigned char* const bytes  = (const unsigned char*)text;
  const size_t               length = bytes[0] ? announced(bytes[0]) : 0;

  *code = length > 1 ? bytes[0] & (0x7FU >> length) : bytes[0];
  for (size_t i = 1; i < length; ++i) {
    if ((bytes[i] & 0xC0U) != 0x80U) {
      return 0;
    }
    *code = (*code << 6U) | (bytes[i] & 0x3FU);
  }
  return length && is_allowed(*code, length) ? length : 0;
}

static bool
is_control(const uint32_t code)
{
  return code < 0x20U || (code >= 0x7FU && code < 0xA0U);
}

static void
copy(const char* text, char* out, const size_t size, const bool printable)
{
  char* const end = out + size - 1;
  while (*text) {
    uint32_t     code   = 0;
    const size_t length = hc_utf8_decode(text, &code);
    const bool   keep   = length && !(printable && is_control(code));
    const size_t needed = keep ? length : 1;
    if ((size_t)(end - out) < needed) {
      break;
    }

    memcpy(out, keep ? text : "?", needed);
    out += needed;
    text += length ? length : 1;
  }
  *out = '\0';
}

void
hc_utf8_clean(const char* const text, char* const out, const size_t size)
{
  copy(text, out, size, false);
}

void
hc_utf8_printable(const char* const text, char* const out, const size_t size)
{
  copy(text, out, size, true);
}
