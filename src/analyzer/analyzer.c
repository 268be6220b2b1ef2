// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <hotcold/analyzer.h>

#include <stdlib.h>
#include <string.h>

struct HcAnalyzer {
  HcAnalyzerSettings settings;
  uint32_t           rate;  // Frames per second
  uint64_t           frame; // Frames fed
};

HcAnalyzerSettings
hc_analyzer_defaults(void)
{
  const HcAnalyzerSettings settings = {5.0, -70.0, 0.1, 0.1};
  return settings;
}

HcAnalyzer*
hc_analyzer_new(const uint32_t rate, const HcAnalyzerSettings* const settings)
{
  HcAnalyzer* const self = (HcAnalyzer*)calloc(1, sizeof(*self));
  if (self) {
    self->settings = *settings;
    self->rate     = rate;
  }
  return self;
}

void
hc_analyzer_free(HcAnalyzer* const self)
{
  free(self);
}

void
hc_analyzer_reset(HcAnalyzer* const self)
{
  self->frame = 0;
}

void
hc_analyzer_feed(HcAnalyzer* const  self,
                 const float* const hot,
                 const float* const cold,
                 const size_t       frames)
{
  (void)hot;
  (void)cold;
  self->frame += frames;
}

void
hc_analyzer_gap(HcAnalyzer* const self, const uint64_t not_finite)
{
  self->frame += not_finite;
}

void
hc_analyzer_read(HcAnalyzer* const self, HcAnalysis* const analysis)
{
  memset(analysis, 0, sizeof(*analysis));
  analysis->frame    = self->frame;
  analysis->seconds  = (double)self->frame / (double)self->rate;
  analysis->settling = true;
  for (int id = 0; id < HC_N_READINGS; ++id) {
    analysis->readings[id] = hc_reading_invalid((HcReadingId)id);
  }
  analysis->judgement.advice = hc_verdict_advice(HC_UNKNOWN);
}
