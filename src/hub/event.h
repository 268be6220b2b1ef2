// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Events of a line: a state, verdict or finding is on or off from now on. Also
/// the set of those that are on, and the events from one set to the next. Pure
/// functions; any thread.

#ifndef HOTCOLD_HUB_EVENT_H
#define HOTCOLD_HUB_EVENT_H

#include <hotcold/line.h>
#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  HC_EVENT_STATE,
  HC_EVENT_VERDICT,
  HC_EVENT_FINDING,
} HcEventKind;

/// One event
typedef struct {
  uint64_t    number; ///< Counts the events of all lines, from 1
  int64_t     time;   ///< us of hc_hub_clock()
  size_t      line;   ///< From 0
  HcEventKind kind;
  int         id; ///< HcLineState, HcVerdict or HcFindingId, as `kind` says
  bool        on; ///< False: it is over
  char        sentence[HC_SENTENCE_SIZE]; ///< Why, for people
} HcLineEvent;

/// The state, the verdict and the findings of a line that are on now. All zero:
/// nothing is on.
typedef struct {
  bool        has_state;
  bool        has_verdict;
  HcLineState state;    ///< If `has_state`
  HcVerdict   verdict;  ///< If `has_verdict`
  uint32_t    findings; ///< Bit 1 << HcFindingId
} HcLineSet;

/// Most events that one judgement can cause
#define HC_MAX_EVENTS (2U + (size_t)HC_N_FINDINGS)

/// Name of the state, verdict or finding: "stalled", "balanced", "hum-on-diff".
/// Static.
const char*
hc_line_event_name(const HcLineEvent* event);

/// Change the verdict and the findings of `set` to those of `judgement`, and
/// write one event for each change to `events`, at most HC_MAX_EVENTS: kind,
/// id, on and sentence; the other fields are zero. `all`: also write events for
/// those that were on before. Returns the number of events.
size_t
hc_line_set_judgement(HcLineSet*         set,
                      const HcJudgement* judgement,
                      bool               all,
                      HcLineEvent*       events);

/// The same for the state, at most 2 events
size_t
hc_line_set_state(HcLineSet* set, HcLineState state, HcLineEvent* events);

#endif // HOTCOLD_HUB_EVENT_H
