// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A take as JSON, schema "hotcold/1". Any thread but audio.

#ifndef HOTCOLD_REPORT_JSON_H
#define HOTCOLD_REPORT_JSON_H

#include "report/take.h"

#include <hotcold/status.h>

#include <stdio.h>

/// Write `take` to `out` as one JSON object on one line. The same take gives
/// the same bytes. Numbers have ten significant digits and are finite: a
/// reading that is not is written as invalid, at its silence value. Text that
/// is not UTF-8 gets '?' for the offending bytes. HC_NO_MEMORY, or
/// HC_SYSTEM_FAILURE when `out` cannot be written.
HcStatus
hc_json_write(const HcTake* take, FILE* out, HcError* error);

#endif // HOTCOLD_REPORT_JSON_H
