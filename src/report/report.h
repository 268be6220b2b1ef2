// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A take as a report for people: plain text of 80 columns. Any thread but
/// audio.

#ifndef HOTCOLD_REPORT_REPORT_H
#define HOTCOLD_REPORT_REPORT_H

#include "text/style.h"
#include "report/take.h"

#include <hotcold/status.h>

#include <stdio.h>

/// Write `take` to `out`: per line the verdict, why, what to do, and every
/// reading with its interval, "-" and the reason where there is none.
/// HC_SYSTEM_FAILURE when `out` cannot be written.
HcStatus
hc_report_write(const HcTake*  take,
                const HcStyle* style,
                FILE*          out,
                HcError*       error);

#endif // HOTCOLD_REPORT_REPORT_H
