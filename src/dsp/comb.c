// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/comb.h"

#include <math.h>

/// The power of a line is known if it is more than this times its variance
#define CLEAR 16.0

/// Lines have disappeared from a leg if less than this share of their power is
/// left there
#define LEFT 0.25

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

/// Add a squared amplitude. Of amplitudes with the variance v,
/// |mean + noise|^2 - v has the variance 2 |mean|^2 v + v^2.
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
hc_comb_with_programme(const HcComb* const comb)
{
  size_t n = 0;
  for (size_t i = 0; comb->found && i < comb->n_lines; ++i) {
    n +=
      hc_comb_line_stands_out(&comb->lines[i]) && comb->lines[i].has_programme
        ? 1U
        : 0U;
  }
  return n;
}

/// Power of a leg, m + `sign` d / 2, within the lobe of a line, as a squared
/// amplitude
static double
power_at(const HcSpectrum* const s, const double hz, const float sign)
{
  const double at    = hz / s->bin_hz;
  const double first = fmax(ceil(at - s->lobe), 0.0);
  const double last  = fmin(floor(at + s->lobe), s->n_bins - 1.0);
  double       sum   = 0.0;
  for (uint32_t i = (uint32_t)first; i <= last; ++i) {
    sum += hc_spectrum_leg(s, sign, i);
  }
  return sum / s->noise_bandwidth;
}

/// Power of a line on one leg, 0 if it is not known. If programme hides it, the
/// power on the common mode is used as an estimate.
static double
known_on(const HcCombLine* const line, const bool cold)
{
  const double power    = cold ? line->cold : line->hot;
  const double variance = cold ? line->cold_variance : line->hot_variance;
  const double common   = line->common;
  const bool   hidden =
    CLEAR * variance > common && common > CLEAR * line->common_variance;
  return power > CLEAR * variance ? power : hidden ? common : 0.0;
}

/// True if the lines that a leg is known to have are far weaker there now
static bool
has_left(const HcComb* const comb, const HcSpectrum* const s, const bool cold)
{
  double known = 0.0;
  double now   = 0.0;
  for (size_t i = 0; i < comb->n_lines; ++i) {
    const HcCombLine* const line = &comb->lines[i];
    const double            power =
      hc_comb_line_stands_out(line) ? known_on(line, cold) : 0.0;
    if (power > 0.0) {
      known += power;
      now += power_at(s, line->hz, cold ? -1.0F : 1.0F);
    }
  }
  return now < LEFT * known;
}

bool
hc_comb_has_left(const HcComb* const comb, const HcSpectrum* const decimated)
{
  return has_left(comb, decimated, false) != has_left(comb, decimated, true);
}
