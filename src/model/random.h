// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Random numbers that are the same on every system. Pure; one thread at a
/// time.

#ifndef HOTCOLD_MODEL_RANDOM_H
#define HOTCOLD_MODEL_RANDOM_H

#include <stdint.h>

/// The state of a stream of random numbers. Every value is valid; streams that
/// start from different states are independent.
typedef struct {
  uint64_t state;
} HcRandom;

/// The stream with the number `stream` of those that `seed` has
HcRandom
hc_random_stream(uint64_t seed, uint64_t stream);

/// 64 random bits (SplitMix64, Steele, Lea and Flood 2014)
uint64_t
hc_random_bits(HcRandom* random);

/// A random number with uniform distribution in 0 <= x < 1
double
hc_random_uniform(HcRandom* random);

/// A random number with mean 0 and variance 1 that is nearly normal: the sum of
/// four uniform numbers. It is always within +-3.47. No library function is
/// used, so that results are the same on every system.
double
hc_random_noise(HcRandom* random);

#endif // HOTCOLD_MODEL_RANDOM_H
