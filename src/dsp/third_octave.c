// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/third_octave.h"

#include <math.h>

HcRange
hc_third_octave(const size_t i)
{
  const double  mid   = 1000.0 * pow(10.0, ((double)i - 17.0) / 10.0);
  const double  half  = pow(10.0, 0.05);
  const HcRange range = {mid / half, mid * half};
  return range;
}

double
hc_third_octave_nominal(const size_t i)
{
  static const double decade[] = {
    1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0};
  static const double scale[] = {10.0, 100.0, 1000.0, 10000.0};
  return decade[(i + 3) % 10] * scale[(i + 3) / 10];
}
