// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// liblo is linked dynamically, so that its own allocations are out of reach:
/// here the calls fail in which it makes them, as it does, by --wrap

#include "support/failing_alloc.h"

#include <lo/lo.h>

#include <stdint.h>

lo_message
__real_lo_message_new(void);
int
__real_lo_message_add_int32(lo_message message, int32_t value);
int
__real_lo_message_add_float(lo_message message, float value);
int
__real_lo_message_add_string(lo_message message, const char* value);

lo_message
__wrap_lo_message_new(void);
int
__wrap_lo_message_add_int32(lo_message message, int32_t value);
int
__wrap_lo_message_add_float(lo_message message, float value);
int
__wrap_lo_message_add_string(lo_message message, const char* value);

lo_message
__wrap_lo_message_new(void)
{
  return failing_alloc_next() ? NULL : __real_lo_message_new();
}

int
__wrap_lo_message_add_int32(const lo_message message, const int32_t value)
{
  return failing_alloc_next() ? -1
                              : __real_lo_message_add_int32(message, value);
}

int
__wrap_lo_message_add_float(const lo_message message, const float value)
{
  return failing_alloc_next() ? -1
                              : __real_lo_message_add_float(message, value);
}

int
__wrap_lo_message_add_string(const lo_message message, const char* const value)
{
  return failing_alloc_next() ? -1
                              : __real_lo_message_add_string(message, value);
}
