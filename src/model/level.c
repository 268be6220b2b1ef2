// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/level.h"

#include <hotcold/reading.h>

#include <math.h>

double
hc_gain_from_db(const double decibels)
{
  return decibels > HC_SILENCE_DB ? pow(10.0, decibels / 20.0) : 0.0;
}

double
hc_rms_from_dbfs(const double dbfs)
{
  return hc_gain_from_db(dbfs) / sqrt(2.0);
}
