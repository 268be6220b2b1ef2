// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/packet.h"

#include "osc/wire.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

uint32_t
hc_osc_word(const uint8_t* const data)
{
  return (uint32_t)data[0] << 24U | (uint32_t)data[1] << 16U |
         (uint32_t)data[2] << 8U | (uint32_t)data[3];
}

void
hc_osc_put_word(uint8_t* const data, const uint32_t word)
{
  data[0] = (uint8_t)(word >> 24U);
  data[1] = (uint8_t)(word >> 16U);
  data[2] = (uint8_t)(word >> 8U);
  data[3] = (uint8_t)word;
}

bool
hc_osc_is_bundle(const uint8_t* const data, const size_t size)
{
  return size >= HC_OSC_BUNDLE_HEAD && !memcmp(data, "#bundle", 8);
}

/// Bytes of the padded string at `data`, or 0 if there is none
static size_t
string_size(const uint8_t* const data, const size_t size)
{
  const uint8_t* const end = (const uint8_t*)memchr(data, '\0', size);
  if (!end) {
    return 0;
  }

  const size_t length = (size_t)(end - data);
  const size_t padded = (length / 4U + 1U) * 4U;
  for (size_t i = length; i < padded; ++i) {
    if (i >= size || data[i]) {
      return 0;
    }
  }
  return padded;
}

/// Bytes of the padded blob at `data`, or 0 if there is none
static size_t
blob_size(const uint8_t* const data, const size_t size)
{
  const size_t length = size >= 4U ? hc_osc_word(data) : SIZE_MAX;
  if (length > size) {
    return 0;
  }

  const size_t padded = 4U + (length + 3U) / 4U * 4U;
  for (size_t i = 4U + length; i < padded; ++i) {
    if (i >= size || data[i]) {
      return 0;
    }
  }
  return padded;
}

/// Move `*data` and `*left` behind the next argument
static bool
take_argument(const char type, const uint8_t** const data, size_t* const left)
{
  size_t size = 0;
  if (strchr("ifcm", type)) {
    size = 4;
  } else if (strchr("htd", type)) {
    size = 8;
  } else if (strchr("sS", type)) {
    size = string_size(*data, *left);
    if (!size) {
      return false;
    }
  } else if (type == 'b') {
    size = blob_size(*data, *left);
    if (!size) {
      return false;
    }
  } else if (!strchr("TFNI", type)) {
    return false;
  }

  if (size > *left) {
    return false;
  }
  *data += size;
  *left -= size;
  return true;
}

static bool
message_is_valid(const uint8_t* data, const size_t size)
{
  const size_t address = string_size(data, size);
  if (!address || data[0] != '/') {
    return false;
  }

  const char* const types = (const char*)data + address;
  const size_t      tags  = string_size(data + address, size - address);
  if (!tags || types[0] != ',') {
    return false;
  }

  size_t left = size - address - tags;
  data += address + tags;
  for (const char* type = types + 1; *type; ++type) {
    if (!take_argument(*type, &data, &left)) {
      return false;
    }
  }
  return left == 0;
}

/// The work is bounded: recursion ends at HC_OSC_MAX_DEPTH, and elements do not
/// overlap
static bool
element_is_valid(const uint8_t* const data,
                 const size_t         size,
                 const unsigned       depth)
{
  if (!hc_osc_is_bundle(data, size)) {
    return message_is_valid(data, size);
  }
  if (depth == HC_OSC_MAX_DEPTH) {
    return false;
  }

  size_t at = HC_OSC_BUNDLE_HEAD;
  while (at < size) {
    if (size - at < 4) {
      return false;
    }
    const uint32_t length = hc_osc_word(data + at);
    at += 4;
    if (!length || length % 4U || length > size - at ||
        !element_is_valid(data + at, length, depth + 1)) {
      return false;
    }
    at += length;
  }
  return true;
}

bool
hc_osc_is_valid(const void* const data, const size_t size)
{
  return size && size % 4U == 0 &&
         element_is_valid((const uint8_t*)data, size, 0);
}
