// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How much the two inputs that capture hot and cold may differ from each
/// other, as a function of frequency. All values are bounds, not standard
/// deviations, and count to both sides. Pure; any thread.

#ifndef HOTCOLD_DSP_CAPTURE_ERROR_H
#define HOTCOLD_DSP_CAPTURE_ERROR_H

#include <complex.h>
#include <stdbool.h>

/// The error of a pair of inputs. Read it with the functions below.
typedef struct {
  double gain;  ///< dB, 0 or more, the same at all frequencies
  double delay; ///< us, 0 or more, the same at all frequencies
  bool   is_calibrated;
} HcCaptureError;

/// The same at one frequency
typedef struct {
  double gain;  ///< dB, of cold over hot
  double delay; ///< us, of cold against hot
  double phase; ///< Degree, of cold against hot
  double ratio; ///< |dr / r| of the ratio r of cold over hot, 0 or more
} HcCaptureErrorAt;

/// Inputs without a calibration, whose gains differ by up to `gain` dB and
/// whose delays differ by up to `delay` us
HcCaptureError
hc_capture_error_uncalibrated(double gain, double delay);

/// The error at `hz`
HcCaptureErrorAt
hc_capture_error_at(const HcCaptureError* error, double hz);

/// The error in |T| at `hz` that follows, with T = Gdm / Gdd:
/// |dT| = |dr / (1 - r)^2| = |dr / r| |T^2 - 1/4|
double
hc_capture_error_of_balance(const HcCaptureError* error,
                            double                hz,
                            double complex        t);

#endif // HOTCOLD_DSP_CAPTURE_ERROR_H
