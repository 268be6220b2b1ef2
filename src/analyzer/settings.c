// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/settings.h"

HcAnalyzerSettings
hc_analyzer_defaults(void)
{
  const HcAnalyzerSettings settings = {5.0, -70.0, 0.1, 0.1, false};
  return settings;
}

// False for NaN too
static bool
is_within(const double value, const double least, const double greatest)
{
  return value >= least && value <= greatest;
}

bool
hc_settings_in_range(const uint32_t                  rate,
                     const HcAnalyzerSettings* const settings)
{
  return rate >= HC_MIN_RATE && rate <= HC_MAX_RATE &&
         (is_within(settings->average, 0.1, 3600.0) ||
          is_within(settings->average, 0.0, 0.0)) &&
         is_within(settings->silence, -200.0, 0.0) &&
         is_within(settings->gain_tolerance, 0.0, 6.0) &&
         is_within(settings->delay_tolerance, 0.0, 1000.0);
}
