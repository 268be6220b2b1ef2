// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Packs messages into datagrams of at most HC_OSC_MAX_SENT bytes: bundles with
/// time tag "immediately", as many as are needed, or one message each. It does
/// not allocate. The publisher's thread only.

#ifndef HOTCOLD_OSC_PACKER_H
#define HOTCOLD_OSC_PACKER_H

#include "osc/packet.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Takes one complete datagram of `size` bytes, valid during the call
typedef void (*HcOscOutput)(void* context, const void* data, size_t size);

/// In the caller's memory; the fields belong to the functions below
typedef struct {
  HcOscOutput output;
  void*       context;
  bool        bundle;      ///< False: one datagram per message
  size_t      n_datagrams; ///< Given to `output` since init
  size_t      used;        ///< Bytes of `data`, 0: nothing packed
  uint8_t     data[HC_OSC_MAX_SENT];
} HcOscPacker;

/// Start with nothing packed. `output` is called with `context`.
void
hc_osc_packer_init(HcOscPacker* packer,
                   bool         bundle,
                   HcOscOutput  output,
                   void*        context);

/// Room for one message of `size` bytes (a multiple of 4, as encoded, at most
/// HC_OSC_MAX_SENT - 20), to be written before the next call on `packer`
uint8_t*
hc_osc_packer_reserve(HcOscPacker* packer, size_t size);

/// Pack a copy of one encoded message; 0 bytes are ignored
void
hc_osc_packer_add(HcOscPacker* packer, const void* message, size_t size);

/// Give the packed messages to the output
void
hc_osc_packer_flush(HcOscPacker* packer);

#endif // HOTCOLD_OSC_PACKER_H
