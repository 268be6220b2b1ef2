// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Backends on the fake library

#ifndef HOTCOLD_TEST_JACK_RIG_H
#define HOTCOLD_TEST_JACK_RIG_H

#include "jack/backend.h"

#include <hotcold/status.h>

#include <check.h>

#include <stdio.h>
#include <time.h>

/// Inputs of a client with many
enum { N_MANY = 512 };

/// N_MANY inputs that want to hear N_MANY ports of `other`
typedef struct {
  char        names[N_MANY][24];
  char        sources[N_MANY][24];
  HcJackInput inputs[N_MANY];
} Many;

/// A process function that does nothing
static inline void
pass_over(void* const data, const HcJackCycle* const cycle)
{
  (void)data;
  (void)cycle;
}

/// Fill `many` and return settings that point to it
static inline HcJackSettings
many_inputs(Many* const many)
{
  for (int i = 0; i < N_MANY; ++i) {
    snprintf(many->names[i], sizeof(many->names[i]), "in_%d", i);
    snprintf(many->sources[i], sizeof(many->sources[i]), "other:out_%d", i);
    many->inputs[i].name        = many->names[i];
    many->inputs[i].pretty_name = many->names[i];
    many->inputs[i].source      = many->sources[i];
  }
  const HcJackSettings settings = {.client_name = "own",
                                   .n_inputs    = N_MANY,
                                   .inputs      = many->inputs,
                                   .process     = pass_over};
  return settings;
}

static inline void
nap_ms(const long ms)
{
  const struct timespec span = {ms / 1000L, (ms % 1000L) * 1000000L};
  nanosleep(&span, NULL);
}

/// A backend that is not open
static inline HcJack*
new_jack(const HcJackSettings* const settings)
{
  HcJack* jack = NULL;
  ck_assert_int_eq(hc_jack_new(settings, &jack, NULL), HC_SUCCESS);
  return jack;
}

/// A backend that is open
static inline HcJack*
open_jack(const HcJackSettings* const settings)
{
  HcJack* const jack = new_jack(settings);
  ck_assert_int_eq(hc_jack_open(jack, NULL), HC_SUCCESS);
  return jack;
}

#endif // HOTCOLD_TEST_JACK_RIG_H
