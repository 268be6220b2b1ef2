// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/packet.h"

#include <lo/lo.h>

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

float
hc_osc_float(const double value)
{
  if (isnan(value)) {
    return 0.0f;
  }
  return (float)fmin(fmax(value, -(double)FLT_MAX), (double)FLT_MAX);
}

/// Serialise `message`, which may be NULL, and free it
static size_t
finish(lo_message        message,
       bool              good,
       const char* const address,
       void* const       buffer,
       const size_t      capacity)
{
  size_t size = 0;
  if (message && good && lo_message_length(message, address) <= capacity &&
      !lo_message_serialise(message, address, buffer, &size)) {
    size = 0;
  }
  if (message) {
    lo_message_free(message);
  }
  return size;
}

size_t
hc_osc_encode(void* const       buffer,
              const size_t      capacity,
              const char* const address,
              const char* const types,
              ...)
{
  lo_message message = lo_message_new();
  int        failed  = !message;

  va_list args;
  va_start(args, types);
  for (const char* type = types; *type && !failed; ++type) {
    if (*type == 'i') {
      failed = lo_message_add_int32(message, va_arg(args, int32_t));
    } else if (*type == 'f') {
      const float value = hc_osc_float(va_arg(args, double));
      failed            = lo_message_add_float(message, value);
    } else {
      failed = lo_message_add_string(message, va_arg(args, const char*));
    }
  }
  va_end(args);
  return finish(message, !failed, address, buffer, capacity);
}

size_t
hc_osc_encode_floats(void* const         buffer,
                     const size_t        capacity,
                     const char* const   address,
                     const double* const values,
                     const size_t        n)
{
  lo_message message = lo_message_new();
  int        failed  = !message;
  for (size_t i = 0; i < n && !failed; ++i) {
    failed = lo_message_add_float(message, hc_osc_float(values[i]));
  }
  return finish(message, !failed, address, buffer, capacity);
}
