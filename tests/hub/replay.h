// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What is on, as a listener works it out from events alone.

#ifndef HOTCOLD_TESTS_HUB_REPLAY_H
#define HOTCOLD_TESTS_HUB_REPLAY_H

#include "hub/event.h"

#include <stdbool.h>
#include <stdint.h>

/// Apply `event` to `set`. False if it cannot follow: it begins what is on
/// already, or ends what is not.
static inline bool
replay(HcLineSet* const set, const HcLineEvent* const event)
{
  const uint32_t bit = UINT32_C(1) << (unsigned)event->id;
  switch (event->kind) {
  case HC_EVENT_STATE: {
    const bool good = event->on
                        ? !set->has_state
                        : set->has_state && (int)set->state == event->id;
    set->has_state  = event->on;
    set->state      = event->on ? (HcLineState)event->id : HC_STATE_OK;
    return good;
  }
  case HC_EVENT_VERDICT: {
    const bool good  = event->on
                         ? !set->has_verdict
                         : set->has_verdict && (int)set->verdict == event->id;
    set->has_verdict = event->on;
    set->verdict     = event->on ? (HcVerdict)event->id : HC_UNKNOWN;
    return good;
  }
  case HC_EVENT_FINDING:
    break;
  }
  const bool good = event->on == !(set->findings & bit);
  set->findings ^= bit;
  return good;
}

static inline bool
sets_are_equal(const HcLineSet* const a, const HcLineSet* const b)
{
  return a->has_state == b->has_state && a->has_verdict == b->has_verdict &&
         (!a->has_state || a->state == b->state) &&
         (!a->has_verdict || a->verdict == b->verdict) &&
         a->findings == b->findings;
}

#endif // HOTCOLD_TESTS_HUB_REPLAY_H
