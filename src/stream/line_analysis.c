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

static bool
start_analyzer(HcDigest* const self, const uint32_t rate)
{
  hc_analyzer_free(self->analyzer);
  self->analyzer = NULL;
  self->rate     = rate;
  if (rate < HC_MIN_RATE || rate > HC_MAX_RATE) {
    return true;
  }
  self->analyzer = hc_analyzer_new_beside(
    self->neighbour ? self->neighbour->analyzer : NULL, rate, &self->settings);
  return self->analyzer;
}

bool
hc_digest_init(HcDigest* const                 self,
               const HcLineProcess* const      line,
               const HcDigest* const           neighbour,
               const HcAnalyzerSettings* const settings,
               const uint32_t                  rate)
{
  self->blocks                 = line->blocks;
  self->neighbour              = neighbour;
  self->settings               = *settings;
  self->analyzer               = NULL;
  self->settings.has_reference = line->has_reference;
  return start_analyzer(self, rate);
}

void
hc_digest_finish(HcDigest* const self)
{
  if (self) {
    hc_analyzer_free(self->analyzer);
    self->analyzer = NULL;
  }
}

static void
take_in(HcDigest* const self, const HcBlock* const block)
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
    // Blocks of a line without a reference end before it
    const float* const reference =
      self->settings.has_reference ? block->reference : NULL;
    hc_analyzer_feed(
      self->analyzer, block->hot, block->cold, reference, block->frames);
  }
}

size_t
hc_digest_drain(HcDigest* const self, const size_t max_blocks)
{
  size_t n = 0;
  for (; n < max_blocks; ++n) {
    const HcBlock* const block =
      (const HcBlock*)hc_ring_read_slot(self->blocks);
    if (!block) {
      break;
    }
    take_in(self, block);
    hc_ring_pop(self->blocks);
  }
  return n;
}

void
hc_digest_reset(HcDigest* const self)
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
hc_digest_read(const HcDigest* const self, HcAnalysis* const analysis)
{
  if (self->analyzer) {
    hc_analyzer_read(self->analyzer, analysis);
  } else {
    read_nothing(analysis);
  }
}
