// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/judge.h"

#include "verdict/findings.h"
#include "verdict/kinds.h"
#include "verdict/line_probabilities.h"
#include "verdict/rules.h"
#include "verdict/sentences.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

// Seconds of programme. The first verdict waits until two updates agree, but at
// most until FIRST_AT_LATEST.
#define FIRST_AFTER 0.35
#define FIRST_AT_LATEST 0.6
// Before WEAK_AFTER, the first verdict needs at least this probability. Stereo
// needs more: soft speech in noise looks like it, and it is replaced slowly.
#define FIRST_FROM 0.7
#define FIRST_STEREO_FROM 0.9
#define WEAK_AFTER 3.0
#define FIRM_AFTER 1.5

// Longer than the last second of evidence: while that is half from the old line
// and half from the new one, it may look like a third kind of line
#define CHANGE_AFTER 1.25
// Stereo music may be mono, or louder on one side, for some seconds
#define CHANGE_FROM_STEREO_AFTER 5.0
// Additional seconds if the evidence is against the verdict, but supports
// several others in turn
#define SEVERAL_MORE 1.75
// Weight of evidence with a probability between the two limits below
#define LEANING 0.125
#define CONVINCED_FROM 0.8
#define LEANING_FROM 0.5

// dB by which the level of a silent leg must rise until the leg counts as live
#define RISE_FROM_QUIET 6.0
#define QUIET_SECONDS 5.0
// dB below the loudest programme. Below FAINT, stereo is kept. Below NOISY, the
// noise of the two legs may look like stereo, so stereo does not replace
// another verdict. For the first verdict the limit is DYING: a verdict given
// while the sound fades out would stay.
#define FAINT 30.0
#define NOISY 20.0
#define DYING 10.0
// dB between the level of a comb and the level of a leg within which the comb
// may be all that the leg carries
#define LINES_EXPLAIN 3.0
#define SINKING 0.2 // dB per second

void
hc_judge_init(HcJudge* const judge, const bool take)
{
  memset(judge, 0, sizeof(*judge));
  judge->take             = take;
  judge->quiet            = (double)NAN;
  judge->confirmed_level  = (double)NAN;
  judge->loudest          = HC_SILENCE_DB;
  judge->loudest_diff     = HC_SILENCE_DB;
  judge->judgement.advice = hc_verdict_advice(HC_UNKNOWN);
}

/// Level of the signal that is pick-up if `verdict` is right, or NAN. If this
/// level rises, the signal is programme.
static double
quiet_of(const HcVerdict verdict, const HcEvidence* const evidence)
{
  return hc_kind_is_line(verdict)         ? evidence->residual
         : hc_kind_has_dead_cold(verdict) ? evidence->cold
         : verdict == HC_HOT_MISSING      ? evidence->hot
                                          : (double)NAN;
}

/// Loudest level so far. It sinks slowly, because a new programme may be
/// softer.
static double
follow_peak(const double peak, const double level, const double seconds)
{
  const double sunk = fmax(peak - (SINKING * seconds), HC_SILENCE_DB);
  return isfinite(level) ? fmax(sunk, fmin(level, HC_UNBOUNDED_DB)) : sunk;
}

/// The verdict that `opinion` supports if the verdict that is held now is taken
/// into account
static HcVerdict
supported(const HcJudge* const    judge,
          const HcOpinion* const  opinion,
          const HcEvidence* const evidence)
{
  const HcVerdict verdict = opinion->verdict;
  const HcVerdict held    = judge->held;

  // A verdict that was reached with pick-up is kept when the pick-up is gone,
  // unless it disappeared from one leg only
  if (verdict == HC_SINGLE_ENDED && !opinion->is_judged &&
      !evidence->pickup.has_left && hc_kind_has_dead_cold(held)) {
    return held;
  }
  // Pick-up that the programme no longer hides is not a second programme
  if (hc_kind_is_two(verdict) &&
      quiet_of(held, evidence) < judge->quiet + RISE_FROM_QUIET) {
    return HC_UNKNOWN;
  }
  const double below    = judge->loudest - evidence->louder;
  const double noisy    = held == HC_UNKNOWN ? DYING : NOISY;
  const bool   is_faint = (below > FAINT && held == HC_STEREO) ||
                        (below > noisy && verdict == HC_STEREO);
  return is_faint ? HC_UNKNOWN : verdict;
}

/// Seconds of evidence that a change of verdict needs. If hum was found after
/// the verdict stereo, stereo may have been hum on one leg: then less is
/// needed.
static double
needed(const HcJudge* const judge)
{
  return judge->held == HC_STEREO && !judge->lines_new
           ? CHANGE_FROM_STEREO_AFTER
           : CHANGE_AFTER;
}

static bool
is_time(const HcJudge* const judge)
{
  return judge->held == HC_UNKNOWN
           ? judge->challenged >= FIRST_AFTER ||
               (judge->challenged > 0.0 && judge->programme >= FIRST_AT_LATEST)
           : judge->challenged >= needed(judge) ||
               judge->against >= needed(judge) + SEVERAL_MORE;
}

/// The weight of `seconds` of evidence with probability `p`, in seconds
static double
worth(const HcJudge* const judge, const double p, const double seconds)
{
  const bool   is_first = judge->held == HC_UNKNOWN;
  const double least =
    judge->challenger == HC_STEREO ? FIRST_STEREO_FROM : FIRST_FROM;
  const bool is_weak = p < least && judge->programme < WEAK_AFTER;
  return is_first              ? (is_weak ? 0.0 : seconds)
         : p >= CONVINCED_FROM ? seconds
         : p > LEANING_FROM    ? LEANING * seconds
                               : 0.0;
}

static void
adopt(HcJudge* const judge)
{
  const bool again = judge->former == judge->challenger;
  if (judge->held != HC_UNKNOWN && judge->confirmed >= FIRM_AFTER &&
      (again || judge->confirmed >= judge->lasted)) {
    judge->former = judge->held;
    judge->lasted = judge->confirmed;
  }
  // The seconds before the change support the new verdict, too
  judge->confirmed =
    judge->held == HC_UNKNOWN ? judge->programme : judge->challenged;
  judge->held       = judge->challenger;
  judge->challenged = 0.0;
  judge->against    = 0.0;
  judge->quiet      = (double)NAN;
}

static void
follow_quiet(HcJudge* const judge, const double level, const double seconds)
{
  const double share = fmin(seconds / QUIET_SECONDS, 1.0);
  if (!isfinite(judge->quiet)) {
    judge->quiet = isfinite(level) ? level : judge->quiet;
  } else if (isfinite(level)) {
    judge->quiet += share * (level - judge->quiet);
  }
}

/// Count evidence that supports `verdict` with probability `p`
static void
contest(HcJudge* const  judge,
        const HcVerdict verdict,
        const double    p,
        const double    seconds)
{
  if (verdict == judge->held) {
    judge->challenged = 0.0;
    judge->against    = 0.0;
    judge->confirmed += seconds;
    return;
  }
  if (verdict != judge->challenger) {
    judge->challenger = verdict;
    judge->challenged = 0.0;
  }
  const double more = worth(judge, p, seconds);
  judge->challenged += more;
  judge->against += more;
  if (is_time(judge)) {
    adopt(judge);
  }
}

/// Confidence in a verdict of probability `p`; it grows with the seconds of
/// programme that supported it
static double
confidence_of(const HcJudge* const judge, const double p)
{
  const double settled = fmin(judge->confirmed / FIRM_AFTER, 1.0);
  return fmin(fmax(p, 0.0), 1.0) * (0.5 + (0.5 * settled));
}

/// Level of mains lines (`comb` 0) or USB lines (1) in dBFS; NAN: not known
static double
comb_level(const HcEvidence* const evidence, const int comb)
{
  const HcReading* const common =
    comb ? &evidence->usb_common : &evidence->hum_common;
  const HcReading* const diff =
    comb ? &evidence->usb_diff : &evidence->hum_diff;
  return fmax(hc_evidence_known(common) ? common->value : (double)NAN,
              hc_evidence_known(diff) ? diff->value : (double)NAN);
}

/// The combs that are known, as bits 1 << comb
static unsigned
combs_known(const HcEvidence* const evidence)
{
  return (isnan(comb_level(evidence, 0)) ? 0U : 1U) |
         (isnan(comb_level(evidence, 1)) ? 0U : 2U);
}

/// Combs that were not known yet when `held` was confirmed
static unsigned
combs_new(const HcJudge* const judge, const HcEvidence* const evidence)
{
  return isfinite(judge->confirmed_level)
           ? combs_known(evidence) & ~judge->combs
           : 0U;
}

/// Does one of the new combs explain all of the signal that `held` was based
/// on?
static bool
is_explained(const HcJudge* const judge, const HcEvidence* const evidence)
{
  const unsigned combs = combs_new(judge, evidence);
  for (int comb = 0; comb < 2; ++comb) {
    if (combs >> comb & 1U && fabs(comb_level(evidence, comb) -
                                   judge->confirmed_level) <= LINES_EXPLAIN) {
      return true;
    }
  }
  return false;
}

/// The first verdict may not wait until hum and music can be distinguished. If
/// it turns out that there was only hum so far, start again.
static void
withdraw_if_only_hum(HcJudge* const judge, const HcEvidence* const evidence)
{
  if (!evidence->programme && is_explained(judge, evidence)) {
    const bool take = judge->take;
    hc_judge_init(judge, take);
  }
}

/// Remember the loudest level that `held` was based on; in a pause hum alone
/// may support it. For a second after a comb was found, the last second still
/// includes the comb.
static void
follow_confirmed_level(HcJudge* const          judge,
                       const HcEvidence* const evidence,
                       const double            seconds)
{
  const double   heard_at = evidence->louder;
  const unsigned combs    = combs_known(evidence);
  judge->combs_asked =
    combs == judge->combs ? 0.0 : judge->combs_asked + seconds;
  if (combs == judge->combs) {
    judge->confirmed_level = fmax(judge->confirmed_level, heard_at);
  } else if (judge->combs_asked >= CHANGE_AFTER) {
    judge->confirmed_level = heard_at;
    judge->combs           = combs;
  }
}

/// The readings of a take include the time before the verdict changed, so the
/// reasons name the former verdict
static void
add_former(HcJudge* const judge)
{
  HcJudgement* const judgement = &judge->judgement;
  if (judge->take && judge->former != HC_UNKNOWN &&
      judgement->n_reasons < HC_MAX_REASONS) {
    hc_sentence(judgement->reasons[judgement->n_reasons++],
                "before it was %s for %.1f s; readings are of the whole take",
                hc_verdict_name(judge->former),
                judge->lasted);
  }
}

/// Update the judgement from evidence that supports `held`
static void
confirm(HcJudge* const          judge,
        const HcOpinion* const  opinion,
        const HcEvidence* const evidence,
        const double            seconds)
{
  const HcVerdict held    = judge->held;
  const bool      is_kept = opinion->verdict != held;
  if (!is_kept) {
    judge->judgement.verdict = held;
    judge->judgement.advice  = hc_verdict_advice(held);
    judge->firm              = confidence_of(judge, opinion->p[held]);
    hc_sentences_reasons(&judge->judgement, held, evidence);
    add_former(judge);
  }
  judge->judgement.confidence = judge->firm;
  follow_confirmed_level(judge, evidence, seconds);
  follow_quiet(judge, quiet_of(held, evidence), seconds);
}

/// The confidence falls while another verdict gains support
static void
doubt(HcJudge* const judge)
{
  judge->judgement.confidence =
    judge->firm * fmax(1.0 - (judge->challenged / needed(judge)), 0.0);
}

/// Probability of the verdict. For music, stereo and dual-mono count as one
/// kind, because the music decides between them. If noise may be the difference
/// of the legs, they count separately.
static double
certainty(const HcOpinion* const opinion, const HcEvidence* const evidence)
{
  const bool is_music = hc_evidence_legs(evidence)->coherence >= HC_COHERENT;
  return hc_kind_is_two(opinion->verdict) && is_music
           ? opinion->p[HC_STEREO] + opinion->p[HC_DUAL_MONO]
           : opinion->p[opinion->verdict];
}

static void
weigh(HcJudge* const          judge,
      const HcEvidence* const evidence,
      const double            seconds)
{
  HcOpinion opinion;
  hc_rules_weigh(evidence, &opinion);
  const HcVerdict verdict = supported(judge, &opinion, evidence);
  judge->programme += evidence->programme ? seconds : 0.0;
  if (verdict == HC_UNKNOWN) {
    judge->judgement.age += judge->held == HC_UNKNOWN ? 0.0 : seconds;
    return;
  }
  judge->judgement.age = 0.0;
  contest(judge, verdict, certainty(&opinion, evidence), seconds);
  if (verdict == judge->held) {
    confirm(judge, &opinion, evidence, seconds);
  } else {
    doubt(judge);
  }
}

void
hc_judge_update(HcJudge* const          judge,
                const HcEvidence* const evidence,
                const double            seconds,
                HcJudgement* const      out)
{
  // Negative or not finite counts as 0. A day is more than any rule waits.
  const double    elapsed = seconds > 0.0 ? fmin(seconds, 86400.0) : 0.0;
  const HcVerdict before  = judge->judgement.verdict;
  judge->loudest = follow_peak(judge->loudest, evidence->louder, elapsed);
  judge->loudest_diff =
    follow_peak(judge->loudest_diff, evidence->diff, elapsed);

  judge->lines_new = combs_new(judge, evidence);
  withdraw_if_only_hum(judge, evidence);
  weigh(judge, evidence, elapsed);
  if (judge->held == HC_UNKNOWN) {
    hc_sentences_reasons(&judge->judgement, HC_UNKNOWN, evidence);
  }
  hc_findings_update(judge, evidence, elapsed);
  judge->before = before;
  *out          = judge->judgement;
}
