// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/packer.h"

#include "osc/wire.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void
hc_osc_packer_init(HcOscPacker* const packer,
                   const bool         bundle,
                   const HcOscOutput  output,
                   void* const        context)
{
  packer->output      = output;
  packer->context     = context;
  packer->bundle      = bundle;
  packer->n_datagrams = 0;
  packer->used        = 0;
}

void
hc_osc_packer_flush(HcOscPacker* const packer)
{
  if (packer->used) {
    packer->output(packer->context, packer->data, packer->used);
    packer->used = 0;
    ++packer->n_datagrams;
  }
}

uint8_t*
hc_osc_packer_reserve(HcOscPacker* const packer, const size_t size)
{
  // Time tag 1 is "immediately"
  static const uint8_t head[HC_OSC_BUNDLE_HEAD] = {
    '#', 'b', 'u', 'n', 'd', 'l', 'e', 0, 0, 0, 0, 0, 0, 0, 0, 1};

  assert(size % 4U == 0 && size <= HC_OSC_MAX_SENT - sizeof(head) - 4U);
  if (!packer->bundle || packer->used + 4U + size > HC_OSC_MAX_SENT) {
    hc_osc_packer_flush(packer);
  }
  if (packer->bundle) {
    if (!packer->used) {
      memcpy(packer->data, head, sizeof(head));
      packer->used = sizeof(head);
    }
    hc_osc_put_word(packer->data + packer->used, (uint32_t)size);
    packer->used += 4U;
  }

  uint8_t* const room = packer->data + packer->used;
  packer->used += size;
  return room;
}

void
hc_osc_packer_add(HcOscPacker* const packer,
                  const void* const  message,
                  const size_t       size)
{
  if (size) {
    memcpy(hc_osc_packer_reserve(packer, size), message, size);
  }
}
