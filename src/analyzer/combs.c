// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/combs.h"

#include "dsp/window.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

// A tone has at least this share of all power. A line has little effect on it
// if the tone is stronger by the factor WEAK.
#define TONE_SHARE 0.25
#define WEAK 100.0

// Number of lines
static size_t
count(const HcComb* const comb)
{
  return comb && comb->found ? comb->n_lines : 0U;
}

// True if a much stronger tone is within `margin` bins of the line. Leaving out
// the line would then leave out programme.
static bool
is_under_tone(const HcCombLine* const      line,
              const uint32_t               margin,
              const HcCrossSpectrum* const cross,
              const double                 all)
{
  const double near = hc_cross_spectrum_power(cross, line->hz, margin);
  return near > TONE_SHARE * all && near > WEAK * fmax(line->hot, line->cold);
}

void
hc_combs_leave_out(const HcComb* const    comb,
                   const uint32_t         margin,
                   HcCrossSpectrum* const cross)
{
  const size_t n   = count(comb);
  const double all = n ? hc_cross_spectrum_power(cross, 0.0, HUGE_VAL) : 0.0;
  for (size_t i = 0; i < n; ++i) {
    const HcCombLine* const line = &comb->lines[i];
    if (hc_comb_line_stands_out(line) &&
        !is_under_tone(line, margin, cross, all)) {
      hc_cross_spectrum_leave_out(cross, line->hz, margin);
    }
  }
}

void
hc_combs_leak(const HcComb* const comb, HcCrossSpectrum* const decimated)
{
  const HcWindowShape window = hc_window_nuttall();
  for (size_t i = 0; i < count(comb); ++i) {
    const HcCombLine* const line = &comb->lines[i];
    if (line->on_common) {
      hc_cross_spectrum_leak(decimated, &window, line->hz, line->common);
    }
  }
}

double
hc_combs_power(const HcComb* const comb)
{
  double power = 0.0;
  for (size_t i = 0; i < count(comb); ++i) {
    const HcCombLine* const line = &comb->lines[i];
    const double most = fmax(line->diff, fmax(line->hot, line->cold));
    power += hc_comb_line_stands_out(line) ? 0.5 * most : 0.0;
  }
  return power;
}
