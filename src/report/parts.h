// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of a report; each is a block of lines. Only report.c uses them.

#ifndef HOTCOLD_REPORT_PARTS_H
#define HOTCOLD_REPORT_PARTS_H

#include "report/page.h"
#include "report/take.h"

/// Write RMS and peak of hot, cold, the difference and the common mode
void
hc_report_levels(const HcPage* page, const HcTakeLine* line);

/// Write all readings that have an interval, in groups
void
hc_report_readings(const HcPage* page, const HcTakeLine* line);

/// Write a chart of the balance in third octaves. Writes nothing if no band is
/// valid.
void
hc_report_bands(const HcPage* page, const HcTakeLine* line);

/// Write the frequencies and levels of mains hum. Writes nothing if there is
/// none.
void
hc_report_mains(const HcPage* page, const HcTakeLine* line);

#endif // HOTCOLD_REPORT_PARTS_H
