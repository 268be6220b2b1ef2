// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The requests of a verdict to the measurement, as data. The analyzer carries
/// them out; the verdict influences the measurement in no other way. Pure; any
/// thread.

#ifndef HOTCOLD_VERDICT_REQUESTS_H
#define HOTCOLD_VERDICT_REQUESTS_H

#include "verdict/judge.h"

#include <stdbool.h>

/// Requests after one update of the judge
typedef struct {
  bool forget_averages; ///< Another line is connected now. The slow averages
                        ///< would speak for the former one for a while.
  bool forget_pickup;   ///< The impedances are those of another line: forget
                        ///< how much pick-up each leg had
  bool doubt_mains;     ///< Hum may have started: compare the analyses with and
                        ///< without the mains frequencies again
  bool hide_legs;       ///< Two programmes: readings that compare the legs say
                        ///< nothing about the line
} HcVerdictRequests;

/// After the last hc_judge_update() of `judge`
HcVerdictRequests
hc_verdict_requests(const HcJudge* judge);

#endif // HOTCOLD_VERDICT_REQUESTS_H
