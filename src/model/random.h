// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Random numbers that are the same everywhere. Pure; one thread at a time.

#ifndef HOTCOLD_MODEL_RANDOM_H
#define HOTCOLD_MODEL_RANDOM_H

#include <stdint.h>

/// Any state is a good one; streams of different states are independent
typedef struct {
  uint64_t state;
} HcRandom;

/// The stream number `stream` of `seed`
HcRandom
hc_random_stream(uint64_t seed, uint64_t stream);

/// 64 random bits (SplitMix64, Steele, Lea and Flood 2014)
uint64_t
hc_random_bits(HcRandom* random);

/// Uniform in 0 <= x < 1
double
hc_random_uniform(HcRandom* random);

/// Mean 0, variance 1, nearly normal, within +-3.47: the sum of four uniforms.
/// No library function, so that results are the same on every system.
double
hc_random_noise(HcRandom* random);

#endif // HOTCOLD_MODEL_RANDOM_H
