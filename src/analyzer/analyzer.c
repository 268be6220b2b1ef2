// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/averages.h"
#include "analyzer/clipping.h"
#include "analyzer/intervals.h"
#include "analyzer/evidence_fill.h"
#include "analyzer/intake.h"
#include "analyzer/pickups.h"
#include "analyzer/settings.h"
#include "verdict/choose_view.h"
#include "analyzer/fft_shared.h"

#include "dsp/balance.h"
#include "verdict/evidence.h"
#include "verdict/judge.h"
#include "verdict/kinds.h"

#include <hotcold/analyzer.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Seconds of audio between two judgements, about
#define JUDGE_EVERY 0.2
#define JUDGE_SOON 0.1 // In the first seconds of sound

// Seconds of audio between two looks for lines to leave out, about
#define CHOOSE_EVERY 1.0

// Seconds of programme that are averages enough, whether d holds any or not
#define SETTLED 1.0

// Seconds without programme from which a line is silent
#define PAUSE 0.5

struct HcAnalyzer {
  HcAnalyzerSettings settings;
  uint32_t           rate;       // Frames per second
  uint64_t           frame;      // Frames fed
  uint64_t           processed;  // Frames of them that went through blocks
  uint64_t           judged;     // `processed` at the last judgement
  uint64_t           chosen;     // The same when lines were last looked for
  uint64_t           not_finite; // Frames left out
  HcFftShared*       shared_fft;
  bool               found;      // Mains lines are known
  bool               expected;   // Or may be soon
  bool               short_term; // The short-term STFT runs
  bool               news; // And has told something since the last judgement
  HcIntake*          intake;
  HcAverages*        averages;
  HcPickups*         pickups;
  HcClipping         clipping[2]; // hot, cold
  HcClipping         ahead[2];    // With all samples, whole blocks or not
  HcClipping         waiting[HC_MAX_WAITING][2]; // With the blocks that wait
  HcJudge            judge;
  HcJudgement        judgement;
};

static void
take_full_band(void* const user, const HcSpectrum* const spectrum)
{
  HcAnalyzer* const self = (HcAnalyzer*)user;
  hc_averages_full_band(self->averages, spectrum);
  hc_pickups_full_band(self->pickups, spectrum);
}

static void
take_decimated(void* const user, const HcSpectrum* const spectrum)
{
  HcAnalyzer* const self = (HcAnalyzer*)user;
  hc_averages_decimated(self->averages, spectrum);
  hc_pickups_decimated(self->pickups, spectrum);
}

static void
take_short_term(void* const user, const HcSpectrum* const spectrum)
{
  HcAnalyzer* const self = (HcAnalyzer*)user;
  hc_pickups_short_term(self->pickups, spectrum);
  self->news = true;
}

static double
seconds_since(const HcAnalyzer* const self, const uint64_t frame)
{
  return (double)(self->processed - frame) / (double)self->rate;
}

// A change in `run` is that of the line: averages of the other one would go on
// speaking for a while. Among verdicts that pick-up alone tells apart its
// impedances may be the same.
static void
follow_change(HcAnalyzer* const self, const HcVerdict before)
{
  const HcVerdict now = self->judgement.verdict;
  if (before == now || before == HC_UNKNOWN || now == HC_UNKNOWN) {
    return;
  }
  if (self->settings.average > 0.0) {
    hc_averages_forget(self->averages);
  }
  if (hc_kind_has_dead_cold(before) != hc_kind_has_dead_cold(now)) {
    hc_pickups_forget(self->pickups);
  }
}

// What does not depend on what is taken for programme
static void
gather_all(HcAnalyzer* const self, HcEvidence* const evidence)
{
  hc_evidence_init(evidence);
  hc_evidence_fill_slow(
    hc_averages_slow(self->averages), &self->settings, evidence);
  hc_pickups_fill_evidence(self->pickups, evidence);

  const double limit = hc_capture_bound(
    0.0, 1000.0, self->settings.gain_tolerance, self->settings.delay_tolerance);
  const bool perfect      = !(limit > 0.0);
  evidence->capture_limit = perfect ? HC_UNBOUNDED_DB : -20.0 * log10(limit);
  evidence->clipped_hot   = self->clipping[0].frames;
  evidence->clipped_cold  = self->clipping[1].frames;
  evidence->not_finite    = self->not_finite;
}

static void
gather_last(const HcAnalyzer* const           self,
            const HcLastSecondAverages* const last_second,
            HcEvidence* const                 evidence)
{
  hc_evidence_fill_last_second(last_second, &self->settings, evidence);
  evidence->programme =
    last_second->programme > 0.0 && !(hc_averages_quiet(self->averages) > 0.0);
}

static void
conclude(HcAnalyzer* const self, const HcEvidence* const evidence)
{
  const HcVerdict before = self->judgement.verdict;
  hc_judge_update(&self->judge,
                  evidence,
                  seconds_since(self, self->judged),
                  &self->judgement);
  follow_change(self, before);
  if (hc_judge_may_hear_hum(&self->judge)) {
    hc_averages_doubt(self->averages);
  }
  self->judged = self->processed;
  self->news   = false;
}

static void
judge(HcAnalyzer* const self)
{
  HcEvidence           evidence;
  HcLastSecondAverages last_second;
  gather_all(self, &evidence);
  // Slow averages hold what this view leaves out
  HcEvidence guard = evidence;
  guard.slow       = hc_evidence_no_legs();
  hc_averages_last_second(self->averages, &last_second);
  gather_last(self, &last_second, &evidence);
  if (last_second.undecided) {
    const double drift = last_second.drift;
    hc_averages_beside_mains(self->averages, &last_second);
    gather_last(self, &last_second, &guard);
    hc_choose_view(&evidence, &guard, drift);
  }

  conclude(self, &evidence);
}

// Lines that have just been found are left out at once
static void
detect_lines(HcAnalyzer* const self)
{
  const HcComb* const mains = hc_pickups_mains(self->pickups);
  const bool          is_new =
    (mains->found && !self->found) || mains->expected != self->expected;
  self->found    = mains->found;
  self->expected = mains->expected;
  if (is_new || seconds_since(self, self->chosen) >= CHOOSE_EVERY) {
    hc_averages_detect_lines(
      self->averages, mains, hc_pickups_usb(self->pickups));
    self->chosen = self->processed;
  }
}

// The short-term STFT runs while there is sound of which the decimated one
// cannot have told yet whether it holds mains
static void
follow_short_term(HcAnalyzer* const self)
{
  const bool is_early = hc_averages_young(self->averages);
  const bool runs     = is_early && hc_averages_quiet(self->averages) < PAUSE;
  if (self->short_term && !is_early) {
    hc_pickups_end_short_term(self->pickups);
  } else if (self->short_term && !runs) {
    hc_pickups_rest_short_term(self->pickups);
  }
  hc_intake_set_short_term(self->intake, runs);
  self->short_term = runs;
}

static void
take_samples(void* const        user,
             const float* const hot,
             const float* const cold,
             const size_t       n)
{
  HcAnalyzer* const self = (HcAnalyzer*)user;
  hc_clipping_feed(&self->ahead[0], hot, n);
  hc_clipping_feed(&self->ahead[1], cold, n);
}

static void
keep_block(void* const user, const size_t slot)
{
  HcAnalyzer* const self = (HcAnalyzer*)user;
  memcpy(self->waiting[slot], self->ahead, sizeof(self->ahead));
}

static void
take_block(void* const user, const size_t slot, const size_t n)
{
  // The segments of this block are taken in after this: what is judged here
  // is what was known before it
  HcAnalyzer* const self = (HcAnalyzer*)user;
  detect_lines(self);
  follow_short_term(self);
  const double every = self->short_term ? JUDGE_SOON : JUDGE_EVERY;
  if (self->news || seconds_since(self, self->judged) >= every) {
    judge(self);
  }
  memcpy(self->clipping, self->waiting[slot], sizeof(self->clipping));
  self->processed += n;
}

HcAnalyzer*
hc_analyzer_new(const uint32_t rate, const HcAnalyzerSettings* const settings)
{
  return hc_analyzer_new_beside(NULL, rate, settings);
}

HcAnalyzer*
hc_analyzer_new_beside(const HcAnalyzer* const         other,
                       const uint32_t                  rate,
                       const HcAnalyzerSettings* const settings)
{
  HcAnalyzer* const self = hc_settings_in_range(rate, settings)
                             ? (HcAnalyzer*)calloc(1, sizeof(*self))
                             : NULL;
  if (!self) {
    return NULL;
  }
  const HcIntakeSink sink = {self,
                             take_full_band,
                             take_decimated,
                             take_short_term,
                             take_samples,
                             keep_block,
                             take_block};
  self->settings          = *settings;
  self->rate              = rate;
  HcFftShared* const shared =
    hc_fft_shared_join(other ? other->shared_fft : NULL, rate);
  self->shared_fft = shared;
  self->intake     = shared ? hc_intake_new(shared, &sink) : NULL;
  self->pickups    = shared ? hc_pickups_new(shared, settings) : NULL;
  self->averages = hc_averages_new(rate, settings->average, settings->silence);
  if (!self->intake || !self->averages || !self->pickups) {
    hc_analyzer_free(self);
    return NULL;
  }
  hc_analyzer_reset(self);
  return self;
}

void
hc_analyzer_free(HcAnalyzer* const self)
{
  if (self) {
    hc_intake_free(self->intake);
    hc_averages_free(self->averages);
    hc_pickups_free(self->pickups);
    hc_fft_shared_leave(self->shared_fft);
    free(self);
  }
}

void
hc_analyzer_reset(HcAnalyzer* const self)
{
  self->frame      = 0;
  self->processed  = 0;
  self->judged     = 0;
  self->chosen     = 0;
  self->not_finite = 0;
  self->found      = false;
  self->expected   = false;
  self->short_term = false;
  self->news       = false;
  hc_intake_restart(self->intake, 0);
  hc_averages_reset(self->averages);
  hc_pickups_reset(self->pickups);
  memset(self->clipping, 0, sizeof(self->clipping));
  memset(self->ahead, 0, sizeof(self->ahead));
  memset(&self->judgement, 0, sizeof(self->judgement));
  hc_judge_init(&self->judge, !(self->settings.average > 0.0));

  HcEvidence nothing;
  hc_evidence_init(&nothing);
  hc_judge_update(&self->judge, &nothing, 0.0, &self->judgement);
}

void
hc_analyzer_feed(HcAnalyzer* const  self,
                 const float* const hot,
                 const float* const cold,
                 const size_t       frames)
{
  self->frame += frames;
  hc_intake_feed(self->intake, hot, cold, frames);
}

// Time has gone by without anything to look at, a block begun included
static void
miss(HcAnalyzer* const self)
{
  self->processed = self->frame;
  if (seconds_since(self, self->judged) >= JUDGE_EVERY) {
    HcEvidence evidence;
    gather_all(self, &evidence);
    conclude(self, &evidence);
  }
}

void
hc_analyzer_gap(HcAnalyzer* const self, const uint64_t not_finite)
{
  hc_intake_flush(self->intake);
  self->frame += not_finite;
  self->not_finite += not_finite;
  miss(self);
  hc_intake_restart(self->intake, self->frame);
  hc_pickups_gap(self->pickups);
  hc_clipping_gap(&self->clipping[0]);
  hc_clipping_gap(&self->clipping[1]);
  memcpy(self->ahead, self->clipping, sizeof(self->ahead));
}

static void
read_slow(const HcAnalyzer* const self, HcAnalysis* const analysis)
{
  const HcAnalyzerSettings* const settings = &self->settings;
  HcReading* const                readings = analysis->readings;
  // In run what was judged last, at most JUDGE_EVERY ago; a take to its end
  const HcSlowAverages* const slow = settings->average > 0.0
                                       ? hc_averages_last(self->averages)
                                       : hc_averages_slow(self->averages);

  readings[HC_COHERENCE]     = hc_interval_coherence(&slow->whole);
  readings[HC_PICKUP_COMMON] = hc_interval_pickup(&slow->whole);
  analysis->settling         = !slow->whole.valid && slow->programme < SETTLED;
  if (self->judgement.verdict == HC_STEREO) {
    return; // What follows is of one programme on two legs
  }

  readings[HC_BALANCE] =
    hc_interval_balance(&slow->whole, slow->thirds, HC_N_THIRDS, settings);
  readings[HC_LEG_RATIO] = hc_interval_ratio(&slow->legs, settings);
  readings[HC_LEG_PHASE] = hc_interval_phase(&slow->legs, settings);
  readings[HC_LEG_DELAY] = hc_interval_delay(&slow->legs, settings);
  for (size_t i = 0; i < HC_N_BANDS; ++i) {
    const double hz    = hc_third_octave_nominal(i);
    analysis->bands[i] = hc_interval_band(&slow->thirds[i], hz, settings);
  }
}

void
hc_analyzer_read(HcAnalyzer* const self, HcAnalysis* const analysis)
{
  hc_intake_flush(self->intake);
  memset(analysis, 0, sizeof(*analysis));
  for (int id = 0; id < HC_N_READINGS; ++id) {
    analysis->readings[id] = hc_reading_invalid((HcReadingId)id);
  }
  analysis->frame     = self->frame;
  analysis->seconds   = (double)self->frame / (double)self->rate;
  analysis->heard     = hc_averages_heard(self->averages);
  analysis->silent    = hc_averages_quiet(self->averages) >= PAUSE;
  analysis->judgement = self->judgement;
  read_slow(self, analysis);
  hc_pickups_read(self->pickups, analysis);
}
