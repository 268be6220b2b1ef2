// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/packet.h"

#include "osc/wire.h"

#include <lo/lo.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
  HcOscVisitor visit;
  void*        context;
} Visit;

// liblo's arguments are at multiples of 4 bytes, but its union is aligned to 8
static HcOscArgument
argument_at(const char type, const void* const value)
{
  HcOscArgument argument = {type, {0}};
  if (type == LO_INT32) {
    memcpy(&argument.i, value, sizeof(argument.i));
  } else if (type == LO_FLOAT) {
    memcpy(&argument.f, value, sizeof(argument.f));
  } else if (type == LO_STRING) {
    argument.s = (const char*)value;
  }
  return argument;
}

static void
visit_message(const Visit* const   visit,
              const uint8_t* const data,
              const size_t         size)
{
  // liblo copies the data and does not change it
  lo_message parsed = lo_message_deserialise((void*)data, size, NULL);
  if (!parsed) {
    return; // Out of memory, because the datagram was checked before
  }

  HcOscMessage message;
  message.address     = (const char*)data;
  message.types       = lo_message_get_types(parsed);
  message.n_arguments = (size_t)lo_message_get_argc(parsed);
  if (message.n_arguments > HC_OSC_MAX_ARGUMENTS) {
    message.n_arguments = HC_OSC_MAX_ARGUMENTS;
  }

  lo_arg** const values = lo_message_get_argv(parsed);
  for (size_t i = 0; i < message.n_arguments; ++i) {
    message.arguments[i] = argument_at(message.types[i], values[i]);
  }
  visit->visit(visit->context, &message);
  lo_message_free(parsed);
}

static void
visit_element(const Visit* const   visit,
              const uint8_t* const data,
              const size_t         size)
{
  if (!hc_osc_is_bundle(data, size)) {
    visit_message(visit, data, size);
    return;
  }

  for (size_t at = HC_OSC_BUNDLE_HEAD; at < size;) {
    const uint32_t length = hc_osc_word(data + at);
    visit_element(visit, data + at + 4, length);
    at += 4U + length;
  }
}

bool
hc_osc_decode(const void* const  data,
              const size_t       size,
              const HcOscVisitor visit,
              void* const        context)
{
  if (size > HC_OSC_MAX_RECEIVED || !hc_osc_is_valid(data, size)) {
    return false;
  }

  const Visit visiting = {visit, context};
  visit_element(&visiting, (const uint8_t*)data, size);
  return true;
}
