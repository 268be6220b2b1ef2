// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/evidence.h"

#include <math.h>

HcLegsEvidence
hc_evidence_no_legs(void)
{
  const HcLegsEvidence legs = {
    .balance       = hc_reading_invalid(HC_BALANCE),
    .ratio         = hc_reading_invalid(HC_LEG_RATIO),
    .phase         = hc_reading_invalid(HC_LEG_PHASE),
    .coherence     = (double)NAN,
    .correlation   = (double)NAN,
    .not_antiphase = (double)NAN,
  };
  return legs;
}

static HcPickupEvidence
nothing_about_pickup(void)
{
  const HcPickupEvidence pickup = {
    .hot       = HC_SILENCE_DB,
    .cold      = HC_SILENCE_DB,
    .ratio     = hc_reading_invalid(HC_LEG_RATIO),
    .rejection = hc_reading_invalid(HC_REJECTION),
  };
  return pickup;
}

void
hc_evidence_init(HcEvidence* const evidence)
{
  const HcEvidence nothing = {
    .hot              = HC_SILENCE_DB,
    .cold             = HC_SILENCE_DB,
    .diff             = HC_SILENCE_DB,
    .residual         = HC_SILENCE_DB,
    .louder           = HC_SILENCE_DB,
    .hot_level_range  = (double)NAN,
    .cold_level_range = (double)NAN,
    .last_second      = hc_evidence_no_legs(),
    .slow             = hc_evidence_no_legs(),
    .pickup           = nothing_about_pickup(),
    .hum_frequency    = hc_reading_invalid(HC_HUM_FREQUENCY),
    .hum_common       = hc_reading_invalid(HC_HUM_COMMON),
    .hum_diff         = hc_reading_invalid(HC_HUM_DIFF),
    .usb_common       = hc_reading_invalid(HC_USB_COMMON),
    .usb_diff         = hc_reading_invalid(HC_USB_DIFF),
    .noise_band       = hc_reading_invalid(HC_NOISE_BAND),
    .delay            = hc_reading_invalid(HC_LEG_DELAY),
    .balance_low      = hc_reading_invalid(HC_BALANCE),
    .balance_middle   = hc_reading_invalid(HC_BALANCE),
    .balance_high     = hc_reading_invalid(HC_BALANCE),
  };
  *evidence = nothing;
}

bool
hc_evidence_known(const HcReading* const reading)
{
  return reading->valid && isfinite(reading->value) && isfinite(reading->low) &&
         isfinite(reading->high) && reading->low <= reading->value &&
         reading->value <= reading->high;
}

bool
hc_evidence_seen(const HcReading* const lines)
{
  return hc_evidence_known(lines) && lines->low > HC_SILENCE_DB;
}
