// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes a take as a report: plain text with 80 columns. Any thread except the
/// audio thread.

#ifndef HOTCOLD_REPORT_REPORT_H
#define HOTCOLD_REPORT_REPORT_H

#include "text/style.h"
#include "report/take.h"

#include <hotcold/status.h>

#include <stdio.h>

/// Write `take` to `out`. For each line: the verdict, its advice and reasons,
/// and every reading with its interval, or "-" and a reason if the reading is
/// not valid. Returns HC_SYSTEM_FAILURE if `out` cannot be written.
HcStatus
hc_report_write(const HcTake*  take,
                const HcStyle* style,
                FILE*          out,
                HcError*       error);

#endif // HOTCOLD_REPORT_REPORT_H
