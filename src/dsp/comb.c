// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb.h"

#include <math.h>

/// A sum of squared amplitudes and its variance
typedef struct {
  double power;
  double variance;
} Total;

bool
hc_comb_line_stands_out(const HcCombLine* const line)
{
  return line->on_common || line->on_diff;
}

/// |mean + noise|^2 - variance has the variance 2 |mean|^2 v + v^2
static void
add(Total* const total, const double power, const double variance)
{
  total->power += power;
  total->variance += variance * (2.0 * fmax(power, 0.0) + variance);
}

static HcReading
level_of(const Total total, const HcReadingId id)
{
  const double error   = 1.96 * sqrt(total.variance);
  HcReading    reading = hc_reading_invalid(id);
  // A sine of peak amplitude 1 reads 0 dBFS
  reading.value = hc_db_from_power(total.power);
  reading.low   = hc_db_from_power(total.power - error);
  reading.high  = hc_db_from_power(fmax(total.power, 0.0) + error);
  reading.valid = true;
  return reading;
}

static HcReading
sum_up(const HcComb* const comb, const bool on_diff, const HcReadingId id)
{
  Total total = {0.0, 0.0};
  if (!comb->found) {
    return hc_reading_invalid(id);
  }
  for (size_t i = 0; i < comb->n_lines; ++i) {
    const HcCombLine* const line = &comb->lines[i];
    if (hc_comb_line_stands_out(line)) {
      add(&total,
          on_diff ? line->diff : line->common,
          on_diff ? line->diff_variance : line->common_variance);
    }
  }
  return level_of(total, id);
}

HcReading
hc_comb_common(const HcComb* const comb, const HcReadingId id)
{
  return sum_up(comb, false, id);
}

HcReading
hc_comb_diff(const HcComb* const comb, const HcReadingId id)
{
  return sum_up(comb, true, id);
}

size_t
hc_comb_standing(const HcComb* const comb)
{
  size_t n = 0;
  for (size_t i = 0; comb->found && i < comb->n_lines; ++i) {
    n += hc_comb_line_stands_out(&comb->lines[i]) ? 1U : 0U;
  }
  return n;
}

size_t
hc_comb_shared(const HcComb* const comb)
{
  size_t n = 0;
  for (size_t i = 0; comb->found && i < comb->n_lines; ++i) {
    n += hc_comb_line_stands_out(&comb->lines[i]) && comb->lines[i].shared ? 1U
                                                                           : 0U;
  }
  return n;
}
