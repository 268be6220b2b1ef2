// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/averages.h"
#include "analyzer/evidence_fill.h"
#include "analyzer/fft_shared.h"
#include "analyzer/intake.h"
#include "analyzer/intervals.h"
#include "analyzer/pickups.h"
#include "analyzer/settings.h"

#include "dsp/balance.h"
#include "dsp/capture_error.h"
#include "verdict/choose_view.h"
#include "verdict/evidence.h"
#include "verdict/judge.h"
#include "verdict/requests.h"

#include <hotcold/analyzer.h>

#include <stdlib.h>
#include <string.h>

// The way of a sample: hc_analyzer_feed() puts it into the intake.
// measure_blocks() takes blocks and spectra out, and measure_segment() adds
// them to the averages and to the pick-up. A few times a second, begin_block()
// judges: judge() gathers evidence, conclude() passes it to the verdict, and
// obey_verdict() does what the verdict requests. hc_analyzer_read() makes the
// readings.

// About so many seconds of audio are between two judgements
#define JUDGE_EVERY 0.2
#define JUDGE_SOON 0.1 // In the first seconds of sound

// About so many seconds of audio are between two searches for lines to leave
// out
#define CHOOSE_EVERY 1.0

// After so many seconds of programme the averages count as settled, also if
// there is no programme on d
#define SETTLED 1.0

// A line is silent after so many seconds without programme
#define SILENT_AFTER 0.5

// Channels of which spectra are made. No reading uses the reference yet: its
// samples are kept, and no time is spent on its spectra.
#define USED_CHANNELS 2

struct HcAnalyzer {
  HcAnalyzerSettings settings;
  HcCaptureError     error;      // Of the inputs
  uint32_t           rate;       // Frames per second
  uint64_t           frame;      // Frames fed
  uint64_t           processed;  // Frames fed that have been analyzed
  uint64_t           judged;     // `processed` at the last judgement
  uint64_t           chosen;     // `processed` at the last search for lines
  uint64_t           clipped[2]; // Frames of hot and cold
  uint64_t           not_finite; // Frames left out
  HcFftShared*       shared_fft;
  bool               found;      // Mains lines are known
  bool               expected;   // Mains lines may be known soon
  bool               short_term; // The short-term STFT runs
  bool news; // The short-term STFT added a segment since the last judgement
  HcIntake*   intake;
  HcAverages* averages;
  HcPickups*  pickups;
  HcJudge     judge;
  HcJudgement judgement;
  bool        hides_legs; // The verdict asks for no readings of the legs
};

static double
seconds_since(const HcAnalyzer* const self, const uint64_t frame)
{
  return (double)(self->processed - frame) / (double)self->rate;
}

// Do what the verdict requests. It influences the measurement in no other way.
static void
obey_verdict(HcAnalyzer* const self, const HcVerdictRequests requests)
{
  if (requests.forget_averages) {
    hc_averages_forget(self->averages);
  }
  if (requests.forget_pickup) {
    hc_pickups_forget(self->pickups);
  }
  if (requests.doubt_mains) {
    hc_averages_doubt(self->averages);
  }
  self->hides_legs = requests.hide_legs;
}

// The evidence that is the same in both views of the last second
static void
gather_all(HcAnalyzer* const self, HcEvidence* const evidence)
{
  hc_evidence_init(evidence);
  hc_evidence_fill_slow(
    hc_averages_slow(self->averages), &self->error, evidence);
  hc_pickups_fill_evidence(self->pickups, &self->error, evidence);
  hc_evidence_fill_capture(&self->error, evidence);
  evidence->clipped_hot  = self->clipped[0];
  evidence->clipped_cold = self->clipped[1];
  evidence->not_finite   = self->not_finite;
}

static void
gather_last(const HcAnalyzer* const           self,
            const HcLastSecondAverages* const last_second,
            HcEvidence* const                 evidence)
{
  hc_evidence_fill_last_second(last_second, &self->error, evidence);
  evidence->programme =
    last_second->programme > 0.0 && !(hc_averages_quiet(self->averages) > 0.0);
}

static void
conclude(HcAnalyzer* const self, const HcEvidence* const evidence)
{
  hc_judge_update(&self->judge,
                  evidence,
                  seconds_since(self, self->judged),
                  &self->judgement);
  obey_verdict(self, hc_verdict_requests(&self->judge));
  self->judged = self->processed;
  self->news   = false;
}

static void
judge(HcAnalyzer* const self)
{
  HcEvidence           evidence;
  HcLastSecondAverages last_second;
  gather_all(self, &evidence);
  // Slow averages include the frequencies that this view leaves out
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

// Search for lines to leave out: at once when mains lines are found or
// expected, else every CHOOSE_EVERY seconds
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

// The short-term STFT runs while there is sound and the decimated STFT is too
// slow to show whether it includes mains lines
static void
follow_short_term(HcAnalyzer* const self)
{
  const bool is_early = hc_averages_young(self->averages);
  const bool runs =
    is_early && hc_averages_quiet(self->averages) < SILENT_AFTER;
  if (self->short_term && !is_early) {
    hc_pickups_end_short_term(self->pickups);
  } else if (self->short_term && !runs) {
    hc_pickups_rest_short_term(self->pickups);
  }
  hc_intake_set_short_term(self->intake, runs);
  self->short_term = runs;
}

// Judge what is known before this block. The segments that end in the block
// come after this.
static void
begin_block(HcAnalyzer* const self, const HcSegment* const block)
{
  detect_lines(self);
  follow_short_term(self);
  const double every = self->short_term ? JUDGE_SOON : JUDGE_EVERY;
  if (self->news || seconds_since(self, self->judged) >= every) {
    judge(self);
  }
  self->clipped[0] += block->clipped[0];
  self->clipped[1] += block->clipped[1];
  self->processed += block->frames;
}

static void
measure_segment(HcAnalyzer* const self, const HcSegment* const segment)
{
  switch (segment->kind) {
  case HC_SEGMENT_BLOCK:
    begin_block(self, segment);
    break;
  case HC_SEGMENT_FULL_BAND:
    hc_averages_full_band(self->averages, &segment->spectrum);
    hc_pickups_full_band(self->pickups, &segment->spectrum);
    break;
  case HC_SEGMENT_SHORT_TERM:
    hc_pickups_short_term(self->pickups, &segment->spectrum);
    self->news = true;
    break;
  case HC_SEGMENT_DECIMATED:
    hc_averages_decimated(self->averages, &segment->spectrum);
    hc_pickups_decimated(self->pickups, &segment->spectrum);
    break;
  }
}

// Analyze all blocks that wait
static void
measure_blocks(HcAnalyzer* const self)
{
  HcSegment segment;
  while (hc_intake_next(self->intake, &segment)) {
    measure_segment(self, &segment);
  }
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
  self->settings = *settings;
  self->error    = hc_capture_error_uncalibrated(settings->gain_tolerance,
                                              settings->delay_tolerance);
  self->rate     = rate;
  HcFftShared* const shared =
    hc_fft_shared_join(other ? other->shared_fft : NULL, rate, USED_CHANNELS);
  self->shared_fft = shared;
  if (shared) {
    self->intake = hc_intake_new(shared, settings->has_reference ? 3 : 2);
    self->pickups =
      hc_pickups_new(shared, settings->average, settings->silence);
  }
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
  self->hides_legs = false;
  hc_intake_restart(self->intake, 0);
  hc_averages_reset(self->averages);
  hc_pickups_reset(self->pickups);
  memset(self->clipped, 0, sizeof(self->clipped));
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
                 const float* const reference,
                 const size_t       frames)
{
  self->frame += frames;
  for (size_t done = 0; done < frames;) {
    done += hc_intake_put(self->intake,
                          hot + done,
                          cold + done,
                          reference ? reference + done : NULL,
                          frames - done);
    if (done < frames) {
      measure_blocks(self);
    }
  }
}

// Count the frames that are not analyzed: those that are missing, and those of
// the unfinished block
static void
skip_missing(HcAnalyzer* const self)
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
  measure_blocks(self);
  self->frame += not_finite;
  self->not_finite += not_finite;
  skip_missing(self);
  hc_intake_restart(self->intake, self->frame);
  hc_pickups_gap(self->pickups);
}

_Static_assert(HC_N_BANDS == HC_N_THIRDS, "a band is a third octave");

static void
read_slow(const HcAnalyzer* const self, HcAnalysis* const analysis)
{
  const HcCaptureError* const error    = &self->error;
  HcReading* const            readings = analysis->readings;
  // In run, the averages of the last judgement, at most JUDGE_EVERY old. In a
  // take, the averages up to its end.
  const HcSlowAverages* const slow = self->settings.average > 0.0
                                       ? hc_averages_last(self->averages)
                                       : hc_averages_slow(self->averages);

  readings[HC_COHERENCE]     = hc_interval_coherence(&slow->whole);
  readings[HC_PICKUP_COMMON] = hc_interval_pickup(&slow->whole);
  analysis->settling         = !slow->whole.valid && slow->programme < SETTLED;
  if (self->hides_legs) {
    return; // All following readings compare the legs
  }

  readings[HC_BALANCE] =
    hc_interval_balance(&slow->whole, slow->thirds, HC_N_THIRDS, error);
  readings[HC_LEG_RATIO] = hc_interval_ratio(&slow->legs, error);
  readings[HC_LEG_PHASE] = hc_interval_phase(&slow->legs, error);
  readings[HC_LEG_DELAY] = hc_interval_delay(&slow->legs, error);
  for (size_t i = 0; i < HC_N_BANDS; ++i) {
    const double hz    = hc_third_octave_nominal(i);
    analysis->bands[i] = hc_interval_band(&slow->thirds[i], hz, error);
  }
}

void
hc_analyzer_read(HcAnalyzer* const self, HcAnalysis* const analysis)
{
  measure_blocks(self);
  memset(analysis, 0, sizeof(*analysis));
  for (int id = 0; id < HC_N_READINGS; ++id) {
    analysis->readings[id] = hc_reading_invalid((HcReadingId)id);
  }
  analysis->frame     = self->frame;
  analysis->seconds   = (double)self->frame / (double)self->rate;
  analysis->heard     = hc_averages_heard(self->averages);
  analysis->silent    = hc_averages_quiet(self->averages) >= SILENT_AFTER;
  analysis->judgement = self->judgement;
  read_slow(self, analysis);
  hc_pickups_read(self->pickups, &self->error, analysis);
}
