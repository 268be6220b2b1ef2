// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes a take as JSON, schema "hotcold/1". Any thread except the audio
/// thread.

#ifndef HOTCOLD_REPORT_JSON_H
#define HOTCOLD_REPORT_JSON_H

#include "report/take.h"

#include <hotcold/status.h>

#include <stdio.h>

/// Write `take` to `out` as one JSON object on one line. The same take gives
/// the same bytes. Numbers have ten significant digits and are finite: a
/// reading that is not finite is written as not valid, with its silence value.
/// In text, bytes that are not valid UTF-8 become '?'. Returns HC_NO_MEMORY, or
/// HC_SYSTEM_FAILURE if `out` cannot be written.
HcStatus
hc_json_write(const HcTake* take, FILE* out, HcError* error);

#endif // HOTCOLD_REPORT_JSON_H
