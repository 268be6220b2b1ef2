// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hub/fake_source.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char*
line_name(const void* const engine, const size_t line)
{
  return ((const FakeSource*)engine)->lines[line].name;
}

static bool
take_window(void* const engine, const size_t n, HcWindow* const window)
{
  FakeLine* const line = &((FakeSource*)engine)->lines[n];
  if (!line->n_windows) {
    return false;
  }
  *window = line->windows[0];
  --line->n_windows;
  memmove(line->windows, line->windows + 1, line->n_windows * sizeof(HcWindow));
  return true;
}

static bool
take_analysis(void* const engine, const size_t n, HcAnalysis* const analysis)
{
  FakeLine* const line = &((FakeSource*)engine)->lines[n];
  const bool      had  = line->has_analysis;
  if (had) {
    *analysis = line->analysis;
  }
  line->has_analysis = false;
  return had;
}

static HcConnections
connections(const void* const engine, const size_t line)
{
  const FakeLine* const self = &((const FakeSource*)engine)->lines[line];
  const HcConnections   now  = {self->connections, self->patches};
  return now;
}

static HcHealth
health(const void* const engine)
{
  return ((const FakeSource*)engine)->health;
}

static void
reset(void* const engine, const size_t line)
{
  FakeSource* const fake = (FakeSource*)engine;
  if (line == fake->n_lines) {
    ++fake->resets;
  } else {
    ++fake->lines[line].resets;
  }
}

FakeSource*
fake_source_new(const size_t n_lines)
{
  FakeSource* const fake = (FakeSource*)calloc(1, sizeof(*fake));
  fake->lines            = (FakeLine*)calloc(n_lines, sizeof(FakeLine));
  fake->n_lines          = n_lines;
  for (size_t i = 0; i < n_lines; ++i) {
    snprintf(
      fake->lines[i].name, sizeof(fake->lines[i].name), "line %zu", i + 1);
  }

  strcpy(fake->health.implementation, "fake 1.0");
  fake->health.sample_rate = 48000;
  fake->health.period      = 256;
  fake->health.load        = 12.5;

  const HcSource source = {fake,
                           n_lines,
                           line_name,
                           take_window,
                           take_analysis,
                           connections,
                           health,
                           reset};
  fake->source          = source;
  return fake;
}

void
fake_source_free(FakeSource* const fake)
{
  free(fake->lines);
  free(fake);
}

void
fake_source_play(FakeSource* const fake,
                 const size_t      frames,
                 const double      hot,
                 const double      cold)
{
  const double n      = (double)frames;
  const double diff   = hot - cold;
  const double common = 0.5 * (hot + cold);
  HcWindow     window = {0};
  window.rate         = 48000;
  window.frames       = frames;
  window.hh           = n * hot * hot;
  window.cc           = n * cold * cold;
  window.hc           = n * hot * cold;
  window.dd           = n * diff * diff;
  window.mm           = n * common * common;
  window.hot_peak     = (float)fabs(hot);
  window.cold_peak    = (float)fabs(cold);
  window.diff_peak    = (float)fabs(diff);
  window.common_peak  = (float)fabs(common);

  ++fake->health.progress;
  for (size_t i = 0; i < fake->n_lines; ++i) {
    FakeLine* const line = &fake->lines[i];
    if (line->n_windows < FAKE_WINDOWS) {
      line->windows[line->n_windows++] = window;
    }
  }
}

void
fake_source_analyze(FakeSource* const fake)
{
  for (size_t i = 0; i < fake->n_lines; ++i) {
    FakeLine* const line = &fake->lines[i];
    line->has_analysis   = true;
    for (int id = 0; id < HC_N_READINGS; ++id) {
      const double    value   = 1000.0 + id;
      const HcReading reading = {value, value - 1.0, value + 1.0, true, false};
      line->analysis.readings[id] = reading;
    }
    for (int band = 0; band < HC_N_BANDS; ++band) {
      line->analysis.bands[band].balance = 40.0 + band;
      line->analysis.bands[band].low     = 39.0 + band;
      line->analysis.bands[band].high    = 41.0 + band;
      line->analysis.bands[band].valid   = true;
    }
    line->analysis.judgement.n_reasons = 1;
    strcpy(line->analysis.judgement.reasons[0], "It is so.");
    line->analysis.n_mains  = 1;
    line->analysis.mains[0] = (HcMainsLine){50.0, -60.0, -100.0};
  }
}
