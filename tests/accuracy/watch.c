// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "watch.h"

#include <math.h>
#include <stdio.h>

// Mean square of a sine at -60 dBFS
#define AUDIBLE 0.5e-6

Watch
watch_start(const LineKind* const kind, const char* const programme)
{
  const Watch watch = {.kind      = kind,
                       .programme = programme,
                       .first     = HUGE_VAL,
                       .firm      = HUGE_VAL,
                       .needs = kind && lines_are_hidden(kind) ? HUGE_VAL : 0.0,
                       .last  = HC_UNKNOWN};
  return watch;
}

void
watch_programme(Watch* const        watch,
                const double* const left,
                const double* const right,
                const size_t        frames,
                const double        rate)
{
  double ll = 0.0;
  double rr = 0.0;
  for (size_t n = 0; n < frames; ++n) {
    ll += left[n] * left[n];
    rr += right[n] * right[n];
  }
  if (fmax(ll, rr) > AUDIBLE * (double)frames) {
    watch->played += (double)frames / rate;
  }
}

void
watch_hidden(Watch* const watch, const double error)
{
  if (error <= WATCH_TOLD_FROM) {
    watch->needs = fmin(watch->needs, watch->played);
  }
}

static void
tell(const Watch* const watch, const HcAnalysis* const analysis)
{
  const HcJudgement* const judgement = &analysis->judgement;
  printf("  %s, %s, %.1f s: %s (%.2f), %s\n",
         watch->kind->name,
         watch->programme,
         analysis->seconds,
         hc_verdict_name(judgement->verdict),
         judgement->confidence,
         judgement->n_reasons ? judgement->reasons[0] : "");
}

static bool
is_elsewhere(const Watch* const watch, const HcReading* const hz)
{
  return hz->valid && watch->hum_hz > 0.0 &&
         fabs(hz->value - watch->hum_hz) > 0.1;
}

void
watch_look(Watch* const            watch,
           const HcAnalysis* const analysis,
           const double            seconds)
{
  const HcVerdict verdict  = analysis->judgement.verdict;
  const bool      any      = !watch->kind;
  const bool      is_right = any || lines_is_right(watch->kind, verdict);
  const bool      is_wrong = !is_right && verdict != HC_UNKNOWN;
  if (is_right) {
    watch->first = fmin(watch->first, watch->played);
  }
  if (is_right && analysis->judgement.confidence >= WATCH_FIRM) {
    watch->firm = fmin(watch->firm, watch->played);
  }
  if (is_wrong && verdict != watch->last) {
    tell(watch, analysis);
  }
  watch->changes += watch->last != HC_UNKNOWN && verdict != watch->last;
  watch->wrong += is_wrong ? seconds : 0.0;
  watch->hum += analysis->readings[HC_HUM_COMMON].valid;
  watch->usb += analysis->readings[HC_USB_COMMON].valid;
  watch->hum_wrong +=
    is_elsewhere(watch, &analysis->readings[HC_HUM_FREQUENCY]);
  watch->last = verdict;
  watch->seconds += seconds;
}

static void
count_late(Watch* const all, const Watch* const one)
{
  if (one->takes) {
    all->takes += one->takes;
    all->late += one->late;
    all->late_firm += one->late_firm;
  } else {
    all->takes += 1U;
    all->late += one->first > fmax(WATCH_FIRST_WITHIN, one->needs);
    all->late_firm += one->firm > fmax(WATCH_FIRM_WITHIN, one->needs);
  }
}

void
watch_join(Watch* const all, const Watch* const one)
{
  // A line that was never named counts; the slowest programme is told
  if (!(all->seconds > 0.0) || one->first > all->first) {
    all->programme = one->programme;
  }
  all->first = all->seconds > 0.0 ? fmax(all->first, one->first) : one->first;
  all->firm  = all->seconds > 0.0 ? fmax(all->firm, one->firm) : one->firm;
  all->needs = fmax(all->needs, one->needs);
  count_late(all, one);
  all->played += one->played;
  all->seconds += one->seconds;
  all->wrong += one->wrong;
  all->changes += one->changes;
  all->hum += one->hum;
  all->usb += one->usb;
  all->hum_wrong += one->hum_wrong;
}
