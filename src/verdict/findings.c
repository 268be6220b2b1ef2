// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/findings.h"

#include "verdict/finding_rules.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static uint64_t
counter(const HcEvidence* const evidence, const HcFindingId id)
{
  return id == HC_CLIPPING_HOT    ? evidence->clipped_hot
         : id == HC_CLIPPING_COLD ? evidence->clipped_cold
                                  : evidence->not_finite;
}

/// On if the counter has increased. In a take the finding then stays on.
static HcSaying
look_at_counter(HcFindingState* const state,
                const uint64_t        count,
                const bool            take)
{
  const uint64_t more = count > state->counted ? count - state->counted : 0;
  state->counted      = count;
  state->cited        = state->is_on ? state->cited + more : more;
  return more ? HC_SAYS_ON : take ? HC_SAYS_NOTHING : HC_SAYS_OFF;
}

static void
update_state(HcFindingState* const      state,
             const HcFindingRule* const rule,
             const HcSaying             saying,
             const double               seconds)
{
  const bool wants_on = saying == HC_SAYS_ON;
  if (saying == HC_SAYS_NOTHING) {
    return;
  }
  if (wants_on == state->is_on) {
    state->asked = 0.0;
    return;
  }
  state->asked += seconds;
  if (state->asked >= (wants_on ? rule->on_after : rule->off_after)) {
    state->is_on = wants_on;
    state->asked = 0.0;
  }
}

static void
update_one(HcJudge* const          judge,
           const HcFindingId       id,
           const HcEvidence* const evidence,
           const double            seconds)
{
  const HcFindingRule* const rule      = hc_finding_rule(id);
  HcFindingState* const      state     = &judge->findings[id];
  HcJudgement* const         judgement = &judge->judgement;
  const HcCase               it        = {evidence, judge, state->is_on};
  const HcSaying             saying =
    rule->look ? rule->look(&it)
                           : look_at_counter(state, counter(evidence, id), judge->take);

  update_state(state, rule, saying, seconds);
  if (!state->is_on) {
    judgement->findings &= ~(1U << id);
    judgement->evidence[id][0] = '\0';
  } else if (saying == HC_SAYS_ON) {
    judgement->findings |= 1U << id;
    rule->describe(&it, judgement->evidence[id]);
  }
}

void
hc_findings_update(HcJudge* const          judge,
                   const HcEvidence* const evidence,
                   const double            seconds)
{
  for (int id = 0; id < HC_N_FINDINGS; ++id) {
    update_one(judge, (HcFindingId)id, evidence, seconds);
  }
}
