// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Random numbers for tests, the same on every machine: a linear congruential
/// generator (Knuth, MMIX), of which only the high bits are used. Any seed is a
/// good one; each call moves it on.

#ifndef HOTCOLD_TEST_RANDOM_H
#define HOTCOLD_TEST_RANDOM_H

#include <complex.h>
#include <math.h>
#include <stdint.h>

static inline uint64_t
draw_step(uint64_t* const state)
{
  *state = *state * 6364136223846793005U + 1442695040888963407U;
  return *state;
}

/// Any 32 bits
static inline uint32_t
draw(uint64_t* const state)
{
  return (uint32_t)(draw_step(state) >> 32U);
}

/// Uniform in 0 < x < 1
static inline double
draw_unit(uint64_t* const state)
{
  return ((double)(draw_step(state) >> 11U) + 0.5) / 9007199254740992.0;
}

/// Uniform in `low` < x < `high`
static inline double
draw_between(uint64_t* const state, const double low, const double high)
{
  return low + (high - low) * draw_unit(state);
}

/// White noise, uniform in -1 <= x < 1: variance 1/3
static inline double
draw_noise(uint64_t* const state)
{
  return (double)(int32_t)draw(state) / 2147483648.0;
}

/// Complex normal (Box and Muller): mean 0, E |x|^2 = `variance`
static inline double complex
draw_normal(uint64_t* const state, const double variance)
{
  const double tau    = 6.283185307179586;
  const double radius = sqrt(-variance * log(draw_unit(state)));
  return radius * cexp(CMPLX(0.0, tau * draw_unit(state)));
}

#endif // HOTCOLD_TEST_RANDOM_H
