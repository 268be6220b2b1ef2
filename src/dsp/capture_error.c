// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/capture_error.h"

#include <math.h>

HcCaptureError
hc_capture_error_uncalibrated(const double gain, const double delay)
{
  const HcCaptureError error = {gain, delay, false};
  return error;
}

HcCaptureErrorAt
hc_capture_error_at(const HcCaptureError* const error, const double hz)
{
  const double           gain  = pow(10.0, error->gain / 20.0) - 1.0;
  const double           turn  = 6.283185307179586e-6 * hz * error->delay;
  const HcCaptureErrorAt at_hz = {error->gain,
                                  error->delay,
                                  360e-6 * hz * error->delay,
                                  sqrt(gain * gain + turn * turn)};
  return at_hz;
}

double
hc_capture_error_of_balance(const HcCaptureError* const error,
                            const double                hz,
                            const double complex        t)
{
  return hc_capture_error_at(error, hz).ratio * cabs(t * t - 0.25);
}
