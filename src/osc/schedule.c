// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/schedule.h"

#include "hub/event.h"
#include "hub/hub.h"
#include "hub/line_status.h"
#include "osc/account.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/meter.h>
#include <hotcold/reading.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Datagrams of one slice. By default the buffer of a socket has room for more
/// (208 KiB on Linux, with the kernel's overhead of each).
#define SLICE_BUNDLES 32U
#define SLICE_MESSAGES 128U

/// The messages of one line for one receiver
typedef struct {
  const HcLineMessages* messages;
  const HcLineStatus*   line;
  size_t                number; ///< Number of the line, from 0
  HcSentLine*           sent;
  HcOscPacker*          packer;
} Visit;

static void
send_events(const Visit* const visit)
{
  HcLineEvent  events[HC_MAX_EVENTS];
  const size_t n = hc_line_set_judgement(&visit->sent->set,
                                         &visit->line->analysis.judgement,
                                         !visit->sent->greeted,
                                         events);
  for (size_t i = 0; i < n; ++i) {
    hc_line_messages_event(visit->number,
                           hc_line_event_name(&events[i]),
                           events[i].on,
                           events[i].sentence,
                           visit->packer);
  }
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

/// When there are no mains lines any more, one message says so
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
  const HcLineStatus* const line = visit->line;
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
  const HcLineStatus* const line = visit->line;
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
    send_events(visit);
  }
  visit->sent->greeted = true;
}

void
hc_schedule_turn(const HcShownLines* const lines,
                 HcAccount* const          account,
                 HcOscPacker* const        packer,
                 const int64_t             now)
{
  if (account->next_line == lines->n_lines && now >= account->due) {
    hc_account_begin(account, now);
  }

  const size_t slice =
    packer->n_datagrams + (packer->bundle ? SLICE_BUNDLES : SLICE_MESSAGES);
  while (account->next_line < lines->n_lines && packer->n_datagrams < slice) {
    const size_t number = account->next_line++;
    const Visit  visit  = {lines->messages,
                           &lines->status[number],
                           number,
                           &account->lines[number],
                           packer};
    send_line(&visit, hc_hub_line_name(lines->hub, number));
  }
}

int64_t
hc_schedule_due(const HcShownLines* const lines,
                const HcAccount* const    account,
                const int64_t             now)
{
  const bool under_way = account->next_line < lines->n_lines;
  return under_way || account->due <= now ? now + HC_SLICE_TIME : account->due;
}
