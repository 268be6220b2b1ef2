// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "feed.h"

#include "record.h"

#include "relay/ring.h"
#include "stream/block.h"

#include <hotcold/analyzer.h>

#include <math.h>
#include <string.h>

bool
feed_block(Feed* const feed)
{
  HcBlock* const block = (HcBlock*)hc_ring_write_slot(feed->blocks);
  if (!block) {
    return false;
  }
  block->frame      = feed->frame;
  block->rate       = feed->rate;
  block->frames     = HC_BLOCK_FRAMES;
  block->not_finite = 0;
  block->gap        = false;
  for (int i = 0; i < HC_BLOCK_FRAMES; ++i) {
    block->hot[i]  = 0.25F * draw_coarse(&feed->state);
    block->cold[i] = feed->gain * block->hot[i];
  }
  feed->frame += HC_BLOCK_FRAMES;
  hc_ring_push(feed->blocks);
  return true;
}

double
feed_balance(const float gain)
{
  const double g = (double)gain;
  return 20.0 * log10(fabs(1.0 - g) / (0.5 * fabs(1.0 + g)));
}

static bool
same_number(const double a, const double b)
{
  return !memcmp(&a, &b, sizeof(a));
}

static bool
same_readings(const HcAnalysis* const a, const HcAnalysis* const b)
{
  bool same = true;
  for (int id = 0; id < HC_N_READINGS && same; ++id) {
    const HcReading* const x = &a->readings[id];
    const HcReading* const y = &b->readings[id];

    same = same_number(x->value, y->value) && same_number(x->low, y->low) &&
           same_number(x->high, y->high) && x->valid == y->valid &&
           x->at_least == y->at_least;
  }
  return same;
}

static bool
same_bands(const HcAnalysis* const a, const HcAnalysis* const b)
{
  bool same = true;
  for (int i = 0; i < HC_N_BANDS && same; ++i) {
    const HcBand* const x = &a->bands[i];
    const HcBand* const y = &b->bands[i];

    same = same_number(x->hz, y->hz) && same_number(x->balance, y->balance) &&
           same_number(x->low, y->low) && same_number(x->high, y->high) &&
           same_number(x->coherence, y->coherence) &&
           x->at_least == y->at_least && x->valid == y->valid;
  }
  return same;
}

static bool
same_judgement(const HcJudgement* const a, const HcJudgement* const b)
{
  bool same = a->verdict == b->verdict && a->advice == b->advice &&
              same_number(a->confidence, b->confidence) &&
              same_number(a->age, b->age) && a->findings == b->findings &&
              a->n_reasons == b->n_reasons;
  for (size_t i = 0; same && i < a->n_reasons; ++i) {
    same = !strcmp(a->reasons[i], b->reasons[i]);
  }
  for (int id = 0; same && id < HC_N_FINDINGS; ++id) {
    const bool is_set = a->findings & (1U << (unsigned)id);
    same              = !is_set || !strcmp(a->evidence[id], b->evidence[id]);
  }
  return same;
}

bool
same_analysis(const HcAnalysis* const a, const HcAnalysis* const b)
{
  bool same = a->frame == b->frame && same_number(a->seconds, b->seconds) &&
              a->heard == b->heard && a->settling == b->settling &&
              a->silent == b->silent && a->n_mains == b->n_mains &&
              same_readings(a, b) && same_bands(a, b) &&
              same_judgement(&a->judgement, &b->judgement);
  for (size_t i = 0; same && i < a->n_mains; ++i) {
    same = same_number(a->mains[i].hz, b->mains[i].hz) &&
           same_number(a->mains[i].common, b->mains[i].common) &&
           same_number(a->mains[i].diff, b->mains[i].diff);
  }
  return same;
}
