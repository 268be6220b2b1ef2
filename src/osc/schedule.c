// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/schedule.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/meter.h>
#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Datagrams of one slice: what a socket holds by default (208 KiB on Linux,
/// counted with the kernel's overhead of each) with room to spare
#define SLICE_BUNDLES 32U
#define SLICE_MESSAGES 128U

/// One line on its way to one receiver
typedef struct {
  const HcLineMessages* messages;
  const HcWatchedLine*  line;
  size_t                number; ///< From 0
  HcSentLine*           sent;
  HcOscPacker*          packer;
} Visit;

static void
tell(const Visit* const visit,
     const char* const  name,
     const bool         on,
     const char* const  sentence)
{
  hc_line_messages_event(visit->number, name, on, sentence, visit->packer);
}

static void
tell_verdict(const Visit* const visit)
{
  const HcJudgement* const judgement = &visit->line->analysis.judgement;
  HcSentLine* const        sent      = visit->sent;
  const bool               changed =
    !sent->has_verdict || sent->verdict != judgement->verdict;

  if (sent->has_verdict && changed) {
    tell(visit, hc_verdict_name(sent->verdict), false, "no longer held");
  }
  if (changed || !sent->greeted) {
    tell(visit,
         hc_verdict_name(judgement->verdict),
         true,
         judgement->n_reasons ? judgement->reasons[0]
                              : hc_verdict_advice(judgement->verdict));
  }
  sent->has_verdict = true;
  sent->verdict     = judgement->verdict;
}

static void
tell_findings(const Visit* const visit)
{
  const HcJudgement* const judgement = &visit->line->analysis.judgement;
  HcSentLine* const        sent      = visit->sent;
  const uint32_t           known     = sent->greeted ? sent->findings : 0U;
  const uint32_t           now_on    = judgement->findings & ~known;
  const uint32_t           now_off   = sent->findings & ~judgement->findings;

  for (int id = 0; id < HC_N_FINDINGS; ++id) {
    const HcFindingId finding = (HcFindingId)id;
    const uint32_t    bit     = UINT32_C(1) << (unsigned)id;
    if (now_off & bit) {
      tell(visit, hc_finding_name(finding), false, "no longer seen");
    } else if (now_on & bit) {
      const char* const evidence = judgement->evidence[id];
      tell(visit,
           hc_finding_name(finding),
           true,
           evidence[0] ? evidence : hc_finding_advice(finding));
    }
  }
  sent->findings = judgement->findings;
}

static void
send_fast(const Visit* const visit)
{
  HcSentLine* const sent = visit->sent;
  if (sent->window.rate) {
    HcReading readings[HC_N_READINGS];
    hc_window_readings(&sent->window, readings);
    hc_line_messages_readings(
      visit->messages, visit->number, HC_FAST, readings, visit->packer);
    memset(&sent->window, 0, sizeof(sent->window));
  }
}

/// Lines that vanished are taken back once; where none were, nothing is said
static void
send_mains(const Visit* const visit)
{
  const HcAnalysis* const analysis = &visit->line->analysis;
  if (analysis->n_mains || visit->sent->has_mains) {
    hc_line_messages_mains(
      visit->number, analysis->mains, analysis->n_mains, visit->packer);
  }
  visit->sent->has_mains = analysis->n_mains > 0;
}

static void
send_slow(const Visit* const visit)
{
  const HcWatchedLine* const line = visit->line;
  if (visit->sent->n_analyses != line->n_analyses) {
    visit->sent->n_analyses = line->n_analyses;
    hc_line_messages_readings(visit->messages,
                              visit->number,
                              HC_SLOW,
                              line->analysis.readings,
                              visit->packer);
    hc_line_messages_bands(visit->number, line->analysis.bands, visit->packer);
    send_mains(visit);
    hc_line_messages_verdict(
      visit->number, &line->analysis.judgement, visit->packer);
    hc_line_messages_reasons(
      visit->number, &line->analysis.judgement, visit->packer);
  }
}

static void
send_line(const Visit* const visit, const char* const name)
{
  const HcWatchedLine* const line = visit->line;
  if (!visit->sent->greeted) {
    hc_line_messages_name(visit->number, name, visit->packer);
  }

  hc_line_messages_state(
    visit->messages, visit->number, line->state, visit->packer);
  if (line->state != HC_STATE_STALLED) {
    send_fast(visit);
    send_slow(visit);
  }
  if (line->n_analyses) {
    tell_verdict(visit);
    tell_findings(visit);
  }
  visit->sent->greeted = true;
}

/// The round starts now; the next is a period later, late ones are left out
static void
start(HcSubscriber* const subscriber, const int64_t now)
{
  const int64_t period  = (int64_t)llrint(1e6 / subscriber->rate);
  subscriber->next_line = 0;
  subscriber->due += period;
  if (subscriber->due <= now) {
    subscriber->due = now + period;
  }
}

void
hc_round_turn(const HcWatch* const        watch,
              const HcLineMessages* const messages,
              HcSubscriber* const         subscriber,
              HcOscPacker* const          packer,
              const int64_t               now)
{
  const HcSource* const source = watch->source;
  if (subscriber->next_line == source->n_lines && now >= subscriber->due) {
    start(subscriber, now);
  }

  const size_t slice =
    packer->n_datagrams + (packer->bundle ? SLICE_BUNDLES : SLICE_MESSAGES);
  while (subscriber->next_line < source->n_lines &&
         packer->n_datagrams < slice) {
    const size_t number = subscriber->next_line++;
    const Visit  visit  = {messages,
                           &watch->lines[number],
                           number,
                           &subscriber->lines[number],
                           packer};
    send_line(&visit, source->line_name(source->engine, number));
  }
}

int64_t
hc_round_due(const HcWatch* const      watch,
             const HcSubscriber* const subscriber,
             const int64_t             now)
{
  const bool under_way = subscriber->next_line < watch->source->n_lines;
  return under_way || subscriber->due <= now ? now + HC_SLICE_TIME
                                             : subscriber->due;
}
