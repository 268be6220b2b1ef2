// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/pink.h"

#include <math.h>

#define PI 3.14159265358979323846
#define SQRT2 1.41421356237309504880

/// Poles from 0.2 Hz to 200 kHz, each sqrt(10) times the one before
#define N_POLES 13
#define LOWEST_HZ 0.2
#define RATIO 3.16227766016837933200

enum { HIGHPASS = N_POLES, LOWPASS = N_POLES + 2, N_STATES };

/// Add `factor` times the sum of all sections to the row `row`
static void
add_sum(HcStateSpace* const s, const int row, const double factor)
{
  const double ratio = sqrt(RATIO);
  double       pole  = 2.0 * PI * LOWEST_HZ;
  for (int k = 0; k < N_POLES; ++k, pole *= RATIO) {
    // The poles below the lowest one are left out; a larger lowest one
    // replaces them
    const double rest = k ? 0.0 : 1.0 / (ratio - 1.0);
    s->a.at[row][k] += factor * sqrt(pole) * (1.0 + rest);
  }

  // For the poles above the highest one, a direct path: sum of 1/sqrt(p)
  s->b[row][0] += factor / sqrt(pole) * ratio / (ratio - 1.0);
}

/// Add the high-passed signal times `factor` to row `row`
static void
add_highpassed(HcStateSpace* const s,
               const int           row,
               const double        w,
               const double        factor)
{
  add_sum(s, row, factor);
  s->a.at[row][HIGHPASS] -= factor * w * w;
  s->a.at[row][HIGHPASS + 1] -= factor * SQRT2 * w;
}

HcStateSpace
hc_pink_state_space(const double highpass_hz, const double lowpass_hz)
{
  const double w = 2.0 * PI * highpass_hz;
  HcStateSpace s = {.n_inputs = 1, .n_outputs = 1, .a = {.order = N_STATES}};
  double       p = 2.0 * PI * LOWEST_HZ;
  for (int k = 0; k < N_POLES; ++k, p *= RATIO) {
    s.a.at[k][k] = -p;
    s.b[k][0]    = 1.0;
  }

  s.a.at[HIGHPASS][HIGHPASS + 1] = 1.0;
  add_highpassed(&s, HIGHPASS + 1, w, 1.0);

  // With a low-pass the output is the state LOWPASS. Without it, the output is
  // what would drive that state, so the row moves to C and D.
  const double cut = 2.0 * PI * lowpass_hz;
  add_highpassed(&s, LOWPASS, w, cut > 0.0 ? cut : 1.0);
  if (cut > 0.0) {
    s.a.at[LOWPASS][LOWPASS] = -cut;
    s.c[0][LOWPASS]          = 1.0;
    return s;
  }
  for (int k = 0; k < N_STATES; ++k) {
    s.c[0][k]          = s.a.at[LOWPASS][k];
    s.a.at[LOWPASS][k] = 0.0;
  }
  s.d[0][0]       = s.b[LOWPASS][0];
  s.b[LOWPASS][0] = 0.0;
  return s;
}
