// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a verdict asks of the measurement, as data: the verdict itself changes
/// nothing there. All that flows back from the verdict is in this struct. Pure;
/// any thread.

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
