// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "publish/take.h"

static HcLimitResult
limit_result(const HcLimit* const limit, const HcReading* const reading)
{
  const bool inside = limit->is_max ? reading->value <= limit->value
                                    : reading->value >= limit->value;

  const HcLimitResult result = {
    *limit, reading->value, reading->valid && inside};
  return result;
}

void
hc_take_line_judge(HcTakeLine* const    line,
                   const HcLimit* const limits,
                   const size_t         n_limits)
{
  line->n_limits = n_limits < HC_MAX_LIMITS ? n_limits : HC_MAX_LIMITS;
  for (size_t i = 0; i < line->n_limits; ++i) {
    line->limits[i] =
      limit_result(&limits[i], &line->readings[limits[i].reading]);
  }
}

bool
hc_take_passes(const HcTake* const take)
{
  bool pass = true;
  for (size_t l = 0; l < take->n_lines; ++l) {
    const HcTakeLine* const line = &take->lines[l];
    for (size_t i = 0; i < line->n_limits; ++i) {
      pass = pass && line->limits[i].pass;
    }
  }
  return pass;
}
