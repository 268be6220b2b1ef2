// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/combs.h"

#include "dsp/window.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

// Lines to look at
static size_t
count(const HcComb* const comb)
{
  return comb && comb->found ? comb->n_lines : 0U;
}

void
hc_combs_leave_out(const HcComb* const comb,
                   const uint32_t      margin,
                   HcCross* const      cross)
{
  for (size_t i = 0; i < count(comb); ++i) {
    if (hc_comb_line_stands_out(&comb->lines[i])) {
      hc_cross_leave_out(cross, comb->lines[i].hz, margin);
    }
  }
}

void
hc_combs_leak(const HcComb* const comb, HcCross* const fine)
{
  const HcWindowShape window = hc_window_nuttall();
  for (size_t i = 0; i < count(comb); ++i) {
    const HcCombLine* const line = &comb->lines[i];
    if (line->on_common) {
      hc_cross_leak(fine, &window, line->hz, line->common);
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
