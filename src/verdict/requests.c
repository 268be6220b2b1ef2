// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/requests.h"

#include "verdict/kinds.h"

// True if the evidence against the verdict is that each leg has a programme of
// its own. Hum that has just started looks like that.
static bool
may_be_hum(const HcJudge* const judge)
{
  return judge->challenged > 0.0 && hc_kind_is_two(judge->challenger) &&
         judge->held != HC_UNKNOWN && !hc_kind_is_two(judge->held);
}

HcVerdictRequests
hc_verdict_requests(const HcJudge* const judge)
{
  const HcVerdict before = judge->before;
  const HcVerdict now    = judge->judgement.verdict;
  const bool      changed =
    before != now && before != HC_UNKNOWN && now != HC_UNKNOWN;
  // Between verdicts of the same kind the impedances may be unchanged
  const bool is_other =
    hc_kind_has_dead_cold(before) != hc_kind_has_dead_cold(now);
  const HcVerdictRequests requests = {
    .forget_averages = changed && !judge->take, // A take is one line
    .forget_pickup   = changed && is_other,
    .doubt_mains     = may_be_hum(judge),
    .hide_legs       = now == HC_STEREO};
  return requests;
}
