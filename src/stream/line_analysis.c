// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/line_analysis.h"

#include "stream/block.h"
#include "relay/ring.h"

#include <hotcold/analyzer.h>
#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static void
end_analyzer(HcLineAnalysis* const self)
{
  if (self->analyzer && self->group->newest == self->analyzer) {
    self->group->newest = NULL;
  }
  hc_analyzer_free(self->analyzer);
  self->analyzer = NULL;
}

// The first line that gets a new rate makes the tables for all lines of the
// group. The other lines have the same rate, or will get it next, so they share
// the tables of the newest analyzer.
static bool
start_analyzer(HcLineAnalysis* const self, const uint32_t rate)
{
  end_analyzer(self);
  self->rate = rate;
  if (rate < HC_MIN_RATE || rate > HC_MAX_RATE) {
    return true;
  }
  self->analyzer =
    hc_analyzer_new_beside(self->group->newest, rate, &self->settings);
  if (self->analyzer) {
    self->group->newest = self->analyzer;
  }
  return self->analyzer;
}

bool
hc_line_analysis_init(HcLineAnalysis* const           self,
                      HcRing* const                   blocks,
                      HcAnalysisGroup* const          group,
                      const HcAnalyzerSettings* const settings,
                      const uint32_t                  rate)
{
  self->blocks   = blocks;
  self->group    = group;
  self->settings = *settings;
  self->analyzer = NULL;
  return start_analyzer(self, rate);
}

void
hc_line_analysis_finish(HcLineAnalysis* const self)
{
  if (self) {
    end_analyzer(self);
  }
}

static void
analyze_block(HcLineAnalysis* const self, const HcBlock* const block)
{
  if (block->rate != self->rate) {
    start_analyzer(self, block->rate);
  }
  if (!self->analyzer) {
    return;
  }

  if (block->gap || block->not_finite) {
    hc_analyzer_gap(self->analyzer, block->not_finite);
  }
  if (!block->not_finite) {
    // Without a reference the memory of a block ends before `reference`
    const float* const reference =
      self->settings.has_reference ? block->reference : NULL;
    hc_analyzer_feed(
      self->analyzer, block->hot, block->cold, reference, block->frames);
  }
}

size_t
hc_line_analysis_drain(HcLineAnalysis* const self, const size_t max_blocks)
{
  size_t n = 0;
  for (; n < max_blocks; ++n) {
    const HcBlock* const block =
      (const HcBlock*)hc_ring_read_slot(self->blocks);
    if (!block) {
      break;
    }
    analyze_block(self, block);
    hc_ring_pop(self->blocks);
  }
  return n;
}

void
hc_line_analysis_reset(HcLineAnalysis* const self)
{
  if (self->analyzer) {
    hc_analyzer_reset(self->analyzer);
  }
}

static void
read_nothing(HcAnalysis* const analysis)
{
  memset(analysis, 0, sizeof(*analysis));
  analysis->settling         = true;
  analysis->judgement.advice = hc_verdict_advice(HC_UNKNOWN);
  for (int id = 0; id < HC_N_READINGS; ++id) {
    analysis->readings[id] = hc_reading_invalid((HcReadingId)id);
  }
}

void
hc_line_analysis_read(const HcLineAnalysis* const self,
                      HcAnalysis* const           analysis)
{
  if (self->analyzer) {
    hc_analyzer_read(self->analyzer, analysis);
  } else {
    read_nothing(analysis);
  }
}
