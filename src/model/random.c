// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/random.h"

HcRandom
hc_random_stream(const uint64_t seed, const uint64_t stream)
{
  HcRandom random = {seed};
  random.state    = hc_random_bits(&random) ^ (stream * 0xD1342543DE82EF95U);
  random.state    = hc_random_bits(&random);
  return random;
}

uint64_t
hc_random_bits(HcRandom* const random)
{
  random->state += 0x9E3779B97F4A7C15U;
  uint64_t z = random->state;
  z          = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z          = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

double
hc_random_uniform(HcRandom* const random)
{
  return (double)(hc_random_bits(random) >> 11U) / 9007199254740992.0;
}

double
hc_random_noise(HcRandom* const random)
{
  const uint64_t bits = hc_random_bits(random);
  const uint64_t sum  = (bits & 0xFFFFU) + ((bits >> 16U) & 0xFFFFU) +
                       ((bits >> 32U) & 0xFFFFU) + (bits >> 48U);

  // The variance of the sum is 4 (65536^2 - 1) / 12
  return ((double)sum - 131070.0) * 2.6428997921303014e-05;
}
