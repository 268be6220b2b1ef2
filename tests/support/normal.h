// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Complex normal numbers for tests, from a seed, by Box and Muller.

#ifndef HOTCOLD_TEST_NORMAL_H
#define HOTCOLD_TEST_NORMAL_H

#include <complex.h>
#include <math.h>
#include <stdint.h>

/// 0 < x < 1
static inline double
uniform(uint64_t* const state)
{
  *state = *state * 6364136223846793005U + 1442695040888963407U;
  return ((double)(*state >> 11) + 0.5) / 9007199254740992.0;
}

/// Mean 0, E |x|^2 = `variance`
static inline double complex
normal(uint64_t* const state, const double variance)
{
  const double tau    = 6.283185307179586;
  const double radius = sqrt(-variance * log(uniform(state)));
  return radius * cexp(CMPLX(0.0, tau * uniform(state)));
}

#endif // HOTCOLD_TEST_NORMAL_H
