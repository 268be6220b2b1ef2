// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/take.h"

// After this number of seconds a take shows hum or USB noise, if there is any
static const double comb_time = 3.0;

// True if the take would show hum or USB noise. Programme in antiphase does not
// hide pick-up that both legs have, and in pauses nothing is hidden. But
// programme on one leg only, or two different programmes, hide weaker pick-up.
static bool
could_be_seen(const HcTakeLine* const line)
{
  const HcVerdict verdict = line->analysis.judgement.verdict;
  const bool      is_line =
    verdict == HC_BALANCED || verdict == HC_REVERSED || verdict == HC_UNEQUAL;
  const bool shows = is_line || line->readings[HC_NOISE_BAND].valid;
  return !line->analysis.settling && line->analysis.seconds >= comb_time &&
         (line->state == HC_STATE_SILENT ||
          (line->state == HC_STATE_OK && shows));
}

// True if the take would show hum or USB noise, and does not: then it is below
// any limit. Noise that is found, but whose level is hidden, is not absent.
static bool
is_absent(const HcTakeLine* const line, const HcReadingId id)
{
  switch (id) {
  case HC_HUM_COMMON:
  case HC_HUM_DIFF:
    return could_be_seen(line) && !line->readings[HC_HUM_FREQUENCY].valid;
  case HC_USB_COMMON:
  case HC_USB_DIFF:
    return could_be_seen(line) && !line->readings[HC_USB_COMMON].valid &&
           !line->readings[HC_USB_DIFF].valid;
  default:
    return false;
  }
}

// The greatest value that a reading may have. If hum or noise does not stand
// out from the programme, only the upper limit of its level is known.
static double
most_of(const HcReading* const reading)
{
  const bool is_bound =
    reading->value <= HC_SILENCE_DB && reading->high > reading->value;
  return is_bound ? reading->high : reading->value;
}

static bool
passes(const HcTakeLine* const line, const HcLimit* const limit)
{
  const HcReading* const reading = &line->readings[limit->reading];
  if (limit->is_max) {
    return reading->valid ? most_of(reading) <= limit->value
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
