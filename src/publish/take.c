// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "publish/take.h"

// Seconds in which a comb that matters would have been found
static const double comb_time = 3.0;

static bool
was_looked_for(const HcTakeLine* const line)
{
  return !line->analysis.settling && line->analysis.seconds >= comb_time &&
         (line->state == HC_STATE_OK || line->state == HC_STATE_SILENT);
}

// Hum or USB lines that were looked for and are not there are below any limit;
// a comb that was found, but whose level is hidden, is not
static bool
is_absent(const HcTakeLine* const line, const HcReadingId id)
{
  switch (id) {
  case HC_HUM_COMMON:
  case HC_HUM_DIFF:
    return was_looked_for(line) && !line->readings[HC_HUM_FREQUENCY].valid;
  case HC_USB_COMMON:
  case HC_USB_DIFF:
    return was_looked_for(line) && !line->readings[HC_USB_COMMON].valid &&
           !line->readings[HC_USB_DIFF].valid;
  default:
    return false;
  }
}

static bool
passes(const HcTakeLine* const line, const HcLimit* const limit)
{
  const HcReading* const reading = &line->readings[limit->reading];
  if (limit->is_max) {
    return reading->valid ? reading->value <= limit->value
                          : is_absent(line, limit->reading);
  }
  return reading->valid && reading->value >= limit->value;
}

void
hc_take_line_judge(HcTakeLine* const    line,
                   const HcLimit* const limits,
                   const size_t         n_limits)
{
  line->n_limits = n_limits < HC_MAX_LIMITS ? n_limits : HC_MAX_LIMITS;
  for (size_t i = 0; i < line->n_limits; ++i) {
    const HcLimitResult result = {limits[i],
                                  line->readings[limits[i].reading].value,
                                  passes(line, &limits[i])};
    line->limits[i]            = result;
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
