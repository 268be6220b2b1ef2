// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// OSC 1.0 on the wire: takes datagrams apart and encodes messages. liblo is
/// the codec. Datagrams are checked here first, because liblo reads past the
/// end of short bundles. Any thread but the audio thread: liblo allocates.

#ifndef HOTCOLD_OSC_PACKET_H
#define HOTCOLD_OSC_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Largest datagram that is decoded, in bytes
#define HC_OSC_MAX_RECEIVED 8192U

/// Largest datagram sent, in bytes: it fits Ethernet with all headers
#define HC_OSC_MAX_SENT 1400U

/// Most arguments of one message that a visitor gets; the others are left out
#define HC_OSC_MAX_ARGUMENTS 128U

/// Greatest depth of bundles within bundles
#define HC_OSC_MAX_DEPTH 8U

/// One argument; for types other than i, f and s only the type is given
typedef struct {
  char type; ///< OSC type tag
  union {
    int32_t     i;
    float       f; ///< Any bits: NaN and infinities too
    const char* s; ///< Valid while the visitor runs
  };
} HcOscArgument;

/// One message; valid while the visitor runs
typedef struct {
  const char*   address;     ///< Starts with '/'
  const char*   types;       ///< Type tags of all arguments, without the comma
  size_t        n_arguments; ///< Number of `arguments`
  HcOscArgument arguments[HC_OSC_MAX_ARGUMENTS];
} HcOscMessage;

typedef void (*HcOscVisitor)(void* context, const HcOscMessage* message);

/// True if `size` bytes are one OSC message, or a bundle of well-formed
/// elements not deeper than HC_OSC_MAX_DEPTH. Linear in `size`.
bool
hc_osc_is_valid(const void* data, size_t size);

/// Call `visit` for every message of a datagram in order, also for those inside
/// bundles; time tags are ignored. False, without any call, if the datagram is
/// not valid as above or is larger than HC_OSC_MAX_RECEIVED.
bool
hc_osc_decode(const void* data, size_t size, HcOscVisitor visit, void* context);

/// Encode one message of `types` (i: int32_t, f: double, s: const char*) at
/// `buffer`, and return its size; 0 if it needs more than `capacity` bytes or
/// memory ran out. An f that float cannot hold becomes the nearest finite
/// float, NaN becomes 0.
size_t
hc_osc_encode(void*       buffer,
              size_t      capacity,
              const char* address,
              const char* types,
              ...);

/// The same for `n` floats
size_t
hc_osc_encode_floats(void*         buffer,
                     size_t        capacity,
                     const char*   address,
                     const double* values,
                     size_t        n);

/// `value` as the nearest finite float; NaN becomes 0
float
hc_osc_float(double value);

#endif // HOTCOLD_OSC_PACKET_H
