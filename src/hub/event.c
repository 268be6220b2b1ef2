// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hub/event.h"

#include <hotcold/line.h>
#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

static const char* const state_sentences[HC_N_STATES] = {
  [HC_STATE_OK]           = "Programme is measured.",
  [HC_STATE_SETTLING]     = "There are fewer than 8 averages yet.",
  [HC_STATE_SILENT]       = "No programme plays.",
  [HC_STATE_MANY_SOURCES] = "A port has several sources.",
  [HC_STATE_ONE_LEG]      = "One leg is not connected.",
  [HC_STATE_DISCONNECTED] = "No leg is connected.",
  [HC_STATE_STALLED]      = "No audio arrives.",
};

const char*
hc_line_event_name(const HcLineEvent* const event)
{
  switch (event->kind) {
  case HC_EVENT_VERDICT:
    return hc_verdict_name((HcVerdict)event->id);
  case HC_EVENT_FINDING:
    return hc_finding_name((HcFindingId)event->id);
  case HC_EVENT_STATE:
    break;
  }
  return hc_line_state_name((HcLineState)event->id);
}

static HcLineEvent
make_event(const HcEventKind kind,
           const int         id,
           const bool        on,
           const char* const sentence)
{
  HcLineEvent event = {.kind = kind, .id = id, .on = on};
  snprintf(event.sentence, sizeof(event.sentence), "%s", sentence);
  return event;
}

static size_t
set_verdict(HcLineSet* const         set,
            const HcJudgement* const judgement,
            const bool               all,
            HcLineEvent* const       events)
{
  const HcVerdict verdict = judgement->verdict;
  const bool      changed = !set->has_verdict || set->verdict != verdict;
  size_t          n       = 0;
  if (set->has_verdict && changed) {
    events[n++] = make_event(HC_EVENT_VERDICT,
                             (int)set->verdict,
                             false,
                             "this verdict no longer applies");
  }
  if (changed || all) {
    events[n++] = make_event(HC_EVENT_VERDICT,
                             (int)verdict,
                             true,
                             judgement->n_reasons ? judgement->reasons[0]
                                                  : hc_verdict_advice(verdict));
  }
  set->has_verdict = true;
  set->verdict     = verdict;
  return n;
}

static size_t
set_findings(HcLineSet* const         set,
             const HcJudgement* const judgement,
             const bool               all,
             HcLineEvent* const       events)
{
  const uint32_t known = all ? 0U : set->findings;
  const uint32_t on    = judgement->findings & ~known;
  const uint32_t off   = set->findings & ~judgement->findings;
  size_t         n     = 0;
  for (int id = 0; id < HC_N_FINDINGS; ++id) {
    const uint32_t bit = UINT32_C(1) << (unsigned)id;
    if (off & bit) {
      events[n++] = make_event(HC_EVENT_FINDING, id, false, "no longer seen");
    } else if (on & bit) {
      const char* const evidence = judgement->evidence[id];
      events[n++] =
        make_event(HC_EVENT_FINDING,
                   id,
                   true,
                   evidence[0] ? evidence : hc_finding_advice((HcFindingId)id));
    }
  }
  set->findings = judgement->findings;
  return n;
}

size_t
hc_line_set_judgement(HcLineSet* const         set,
                      const HcJudgement* const judgement,
                      const bool               all,
                      HcLineEvent* const       events)
{
  const size_t n = set_verdict(set, judgement, all, events);
  return n + set_findings(set, judgement, all, events + n);
}

size_t
hc_line_set_state(HcLineSet* const   set,
                  const HcLineState  state,
                  HcLineEvent* const events)
{
  size_t n = 0;
  if (set->has_state && set->state == state) {
    return n;
  }
  if (set->has_state) {
    events[n++] =
      make_event(HC_EVENT_STATE, (int)set->state, false, "no longer so");
  }
  events[n++] =
    make_event(HC_EVENT_STATE, (int)state, true, state_sentences[state]);
  set->has_state = true;
  set->state     = state;
  return n;
}
