// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Time that only runs forward. Any thread but audio.

#ifndef HOTCOLD_JACK_CLOCK_H
#define HOTCOLD_JACK_CLOCK_H

#include <time.h>

/// Seconds since some moment in the past
static inline double
hc_monotonic(void)
{
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (1e-9 * (double)now.tv_nsec);
}

#endif // HOTCOLD_JACK_CLOCK_H
