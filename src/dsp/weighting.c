// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/weighting.h"

#include <math.h>

/// IEC 61672-1 annex E, not normalized to 1 at 1 kHz
static double
raw_a(const double hz)
{
  // Pole frequencies f1 to f4 of the standard, Hz
  static const double f1 = 20.598997;
  static const double f2 = 107.65265;
  static const double f3 = 737.86223;
  static const double f4 = 12194.217;

  const double ff = hz * hz;
  return ff * ff * f4 * f4 /
         ((ff + f1 * f1) * sqrt((ff + f2 * f2) * (ff + f3 * f3)) *
          (ff + f4 * f4));
}

/// Response of the network in BS.468-4, as a rational function from its
/// component values; -18.2 dB at 1 kHz
static double
raw_468(const double hz)
{
  const double f2 = hz * hz;
  const double f4 = f2 * f2;
  const double h1 = -4.737338981378384e-24 * f2 * f4 +
                    2.043828333606125e-15 * f4 - 1.363894795463638e-7 * f2 +
                    1.0;
  const double h2 = 1.306612257412824e-19 * f4 * hz -
                    2.118150887518656e-11 * f2 * hz + 5.559488023498642e-4 * hz;
  return 1.246332637532143e-4 * hz / sqrt(h1 * h1 + h2 * h2);
}

double
hc_weighting_a(const double hz)
{
  return raw_a(hz) / raw_a(1000.0);
}

double
hc_weighting_ccir_rms(const double hz)
{
  return raw_468(hz) / raw_468(2000.0);
}
