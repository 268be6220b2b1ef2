// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// All that an OSC service sent, taken apart, for tests to look through.

#ifndef HOTCOLD_TESTS_OSC_MAILBAG_H
#define HOTCOLD_TESTS_OSC_MAILBAG_H

#include "net/address.h"
#include "osc/packet.h"

#include <stddef.h>
#include <stdint.h>

/// Letters one bag holds
#define MAILBAG_SIZE 40000

/// One message
typedef struct {
  HcAddress to;
  char      address[64];
  char      types[HC_OSC_MAX_ARGUMENTS + 1U];
  double    numbers[HC_OSC_MAX_ARGUMENTS]; ///< i and f arguments, by position
  char      words[6][220];                 ///< s arguments, by position
} Letter;

typedef struct {
  size_t  datagrams;
  size_t  largest; ///< Bytes of a datagram
  size_t  n;
  Letter* letters;
} Mailbag;

Mailbag*
mailbag_new(void);

void
mailbag_free(Mailbag* bag);

/// Forget all
void
mailbag_empty(Mailbag* bag);

/// An HcSend: `context` is the bag. Fails the test on malformed datagrams,
/// types other than i, f, s, and numbers that are not finite.
void
mailbag_send(void* context, HcAddress to, const void* data, size_t size);

/// Letters to `port` with `address`; port 0: any, address NULL: any
size_t
mailbag_count(const Mailbag* bag, uint16_t port, const char* address);

/// The last of them, or NULL
const Letter*
mailbag_last(const Mailbag* bag, uint16_t port, const char* address);

#endif // HOTCOLD_TESTS_OSC_MAILBAG_H
