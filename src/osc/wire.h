// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Words and heads of OSC that several files of the codec read or write. Pure
/// functions; any thread.

#ifndef HOTCOLD_OSC_WIRE_H
#define HOTCOLD_OSC_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Bytes of "#bundle" and its time tag
#define HC_OSC_BUNDLE_HEAD 16U

/// The big-endian word at `data`
uint32_t
hc_osc_word(const uint8_t* data);

/// Write `word` big-endian at `data`
void
hc_osc_put_word(uint8_t* data, uint32_t word);

/// True if `data` starts like a bundle with its time tag
bool
hc_osc_is_bundle(const uint8_t* data, size_t size);

#endif // HOTCOLD_OSC_WIRE_H
