// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/mailbag.h"

#include "osc/packet.h"

#include <check.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  Mailbag*  bag;
  HcAddress to;
} Opening;

Mailbag*
mailbag_new(void)
{
  Mailbag* const bag = (Mailbag*)calloc(1, sizeof(*bag));
  bag->letters       = (Letter*)malloc(MAILBAG_SIZE * sizeof(Letter));
  return bag;
}

void
mailbag_free(Mailbag* const bag)
{
  free(bag->letters);
  free(bag);
}

void
mailbag_empty(Mailbag* const bag)
{
  bag->datagrams = 0;
  bag->largest   = 0;
  bag->n         = 0;
}

static void
keep(void* const context, const HcOscMessage* const message)
{
  const Opening* const opening = (const Opening*)context;
  Mailbag* const       bag     = opening->bag;
  ck_assert_uint_lt(bag->n, MAILBAG_SIZE);
  ck_assert_uint_lt(strlen(message->address), sizeof(bag->letters->address));
  ck_assert_uint_eq(message->n_arguments, strlen(message->types));

  Letter* const letter = &bag->letters[bag->n++];
  letter->to           = opening->to;
  strcpy(letter->address, message->address);
  strcpy(letter->types, message->types);
  for (size_t i = 0; i < message->n_arguments; ++i) {
    const HcOscArgument* const argument = &message->arguments[i];
    if (argument->type == 'i') {
      letter->numbers[i] = argument->i;
    } else if (argument->type == 'f') {
      ck_assert(isfinite(argument->f));
      letter->numbers[i] = argument->f;
    } else {
      ck_assert_int_eq(argument->type, 's');
      ck_assert_uint_lt(i, 6U);
      ck_assert_uint_lt(strlen(argument->s), sizeof(letter->words[0]));
      strcpy(letter->words[i], argument->s);
    }
  }
}

void
mailbag_send(void* const       context,
             const HcAddress   to,
             const void* const data,
             const size_t      size)
{
  Mailbag* const bag     = (Mailbag*)context;
  Opening        opening = {bag, to};
  ++bag->datagrams;
  bag->largest = size > bag->largest ? size : bag->largest;
  ck_assert(hc_osc_decode(data, size, keep, &opening));
}

static bool
matches(const Letter* const letter,
        const uint16_t      port,
        const char* const   address)
{
  return (!port || letter->to.port == port) &&
         (!address || !strcmp(letter->address, address));
}

size_t
mailbag_count(const Mailbag* const bag,
              const uint16_t       port,
              const char* const    address)
{
  size_t count = 0;
  for (size_t i = 0; i < bag->n; ++i) {
    count += matches(&bag->letters[i], port, address);
  }
  return count;
}

const Letter*
mailbag_last(const Mailbag* const bag,
             const uint16_t       port,
             const char* const    address)
{
  size_t i = bag->n;
  while (i && !matches(&bag->letters[i - 1], port, address)) {
    --i;
  }
  return i ? &bag->letters[i - 1] : NULL;
}
