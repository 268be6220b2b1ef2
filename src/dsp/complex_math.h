// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Complex arithmetic that <complex.h> lacks. Pure; any thread.

#ifndef HOTCOLD_DSP_COMPLEX_MATH_H
#define HOTCOLD_DSP_COMPLEX_MATH_H

#include <complex.h>
#include <math.h>

/// |x|^2, without the root of cabs()
static inline double
hc_squared_magnitude(const double complex x)
{
  return creal(x) * creal(x) + cimag(x) * cimag(x);
}

/// A turn by `angle` radians: exp(i angle)
static inline double complex
hc_turn(const double angle)
{
  return CMPLX(cos(angle), sin(angle));
}

#endif // HOTCOLD_DSP_COMPLEX_MATH_H
