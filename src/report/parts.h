// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of a report, each a block of lines. Used by report.c only.

#ifndef HOTCOLD_REPORT_PARTS_H
#define HOTCOLD_REPORT_PARTS_H

#include "report/page.h"
#include "report/take.h"

/// RMS and peak of the legs, their difference and common mode
void
hc_report_levels(const HcPage* page, const HcTakeLine* line);

/// All readings with an interval, in groups
void
hc_report_readings(const HcPage* page, const HcTakeLine* line);

/// Balance by third octaves as a chart; nothing without a valid band
void
hc_report_bands(const HcPage* page, const HcTakeLine* line);

/// The mains lines; nothing without
void
hc_report_mains(const HcPage* page, const HcTakeLine* line);

#endif // HOTCOLD_REPORT_PARTS_H
